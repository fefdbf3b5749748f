"""The page of a comparison, and the way to it from a session's page."""

from datetime import UTC, datetime

import pytest
from sqlmodel import select

from practice_app.database import system_transaction
from practice_app.models import Comparison, Piece, Recording
from practice_app.services.shared.events import ComparisonChanged, Event
from practice_app.state.comparisons import CompareTakesState, CompareWithState, ComparisonState
from tests.api.comparisons.test_comparisons import FOUND
from tests.services.people import session, take
from tests.state.tabs import call, tab


@pytest.fixture
def piece(ann):
    with system_transaction() as db:
        db.add(piece := Piece(user_id=ann, title="Gigue"))
    return piece.id


def practised(ann, piece, day, **more):
    row = session(ann, datetime(2026, 3, day, 12, tzinfo=UTC), items=[{"piece_id": piece, "seconds": 60}])
    return row, take(row, ann, keep=True, duration_s=60.0, **more)


async def chosen(ann, anns, piece):
    """Ann's second session beside her first: the tab of the page, and which comparison it leads to."""
    (_, first), (row, second) = practised(ann, piece, 2), practised(ann, piece, 9)
    at = await tab(CompareWithState, anns, f"/sessions/{row.id}")
    await call(at, "look")
    assert at.offered
    assert [one.recording_id for one in at.choices.others] == [str(first)]
    await call(at, "compare", str(first))
    with system_transaction() as db:
        found = db.exec(select(Comparison)).one()
    assert (found.a_id, found.b_id) == (first, second)
    return found.id


@pytest.mark.anyio
async def test_the_earlier_take_is_the_first_and_the_page_follows_the_job(ann, anns, piece):
    comparison_id = await chosen(ann, anns, piece)
    at = await tab(ComparisonState, anns, f"/compare/{comparison_id}")
    await call(at, "load")
    assert (at.stage, at.shown.status, at.shown.a.title) == ("shown", "queued", "Gigue")
    with system_transaction() as db:
        row = db.get_one(Comparison, comparison_id)
        row.status, row.found = "ready", FOUND
    await at._received(Event(str(comparison_id), ComparisonChanged("ready")))
    assert (at.shown.status, at.shown.matches, at.shown.clock_s) == ("ready", True, 60.0)
    (said,) = at.shown.said
    assert [(one.text, one.n) for one in said.phrases] == [("{n} % slower", 9), ("louder", 0)]


@pytest.mark.anyio
async def test_nothing_is_offered_where_there_is_one_take_only_or_none_was_kept(ann, anns, piece):
    row, recording = practised(ann, piece, 2)
    at = await tab(CompareWithState, anns, f"/sessions/{row.id}")
    await call(at, "look")
    assert not at.offered
    practised(ann, piece, 3)
    with system_transaction() as db:
        db.get_one(Recording, recording).keep = False
    await call(at, "look")
    assert not at.offered


@pytest.mark.anyio
async def test_a_stranger_is_offered_nothing_and_sees_no_comparison(ann, anns, bobs, piece):
    comparison_id = await chosen(ann, anns, piece)
    at = await tab(ComparisonState, bobs, f"/compare/{comparison_id}")
    await call(at, "load")
    assert (at.stage, at.shown.id) == ("missing", "")
    row, _ = practised(ann, piece, 10)
    page = await tab(CompareWithState, bobs, f"/sessions/{row.id}")
    await call(page, "look")
    assert not page.offered


def stored():
    with system_transaction() as db:
        return [(found.a_id, found.b_id) for found in db.exec(select(Comparison))]


@pytest.mark.anyio
async def test_two_takes_of_a_piece_are_chosen_on_its_page_the_newest_and_one_of_a_session_before_suggested(
    ann, anns, piece
):
    (_, first), (_, second) = practised(ann, piece, 2), practised(ann, piece, 9)
    row, third = practised(ann, piece, 16)
    fourth = take(row, ann, keep=True, duration_s=60.0, offset_s=120.0)
    at = await tab(CompareTakesState, anns, f"/pieces/{piece}")
    await call(at, "look")
    assert at.offered
    assert not at.takes  # nothing is sent before it is asked for
    await call(at, "show")
    assert [one.recording_id for one in at.takes] == [str(fourth), str(third), str(second), str(first)]
    assert at.takes[0].started_at == "2026-03-16T12:02:00+00:00"
    assert (at.one, at.other) == (str(second), str(fourth))
    await call(at, "choose_one", str(fourth))
    assert (at.one, at.other) == (str(fourth), str(second))
    await call(at, "choose_other", str(first))
    await call(at, "compare")
    assert stored() == [(first, fourth)]
    assert not at.choosing


@pytest.mark.anyio
async def test_one_take_of_a_piece_has_nothing_beside_it_and_takes_of_other_pieces_do_not_count(ann, anns, piece):
    practised(ann, piece, 2)
    with system_transaction() as db:
        db.add(other := Piece(user_id=ann, title="Bourrée"))
    practised(ann, other.id, 3)
    at = await tab(CompareTakesState, anns, f"/pieces/{piece}")
    await call(at, "look")
    await call(at, "show")
    assert (at.offered, at.choosing) == (False, False)


@pytest.mark.anyio
async def test_a_stranger_is_offered_no_takes_of_a_piece(ann, bobs, piece):
    practised(ann, piece, 2)
    practised(ann, piece, 3)
    at = await tab(CompareTakesState, bobs, f"/pieces/{piece}")
    await call(at, "look")
    await call(at, "show")
    assert (at.offered, at.takes) == (False, [])
    await call(at, "compare")
    assert stored() == []
