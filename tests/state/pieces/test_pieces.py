"""The list of pieces: written down, searched, sorted, filtered."""

from datetime import UTC, datetime

import pytest

from practice_app.database import transaction
from practice_app.services import pieces
from practice_app.services.pieces import PieceDraft
from practice_app.state.pieces.listing import PiecesState
from tests.services.people import session
from tests.state.tabs import call, proved, tab

pytestmark = pytest.mark.anyio


async def with_a_piece(cookie, title="Partita", **more):
    state = await tab(PiecesState, cookie, "/pieces")
    await call(state, "load")
    await call(state, "add")
    await call(state, "save", {"title": title, "composer": "Bach", "target_bpm": "72"} | more)
    return state


async def test_a_piece_is_written_down(anns):
    state = await with_a_piece(anns, status="polishing", instrument="바이올린", minutes="4:30", notes="Bow of 1720")
    (row,) = state.rows
    assert (row.title, row.composer, row.status, row.instrument) == ("Partita", "Bach", "polishing", "violin")
    assert (state.form, state.instruments) == ("", ["violin"])


@pytest.mark.parametrize(
    ("told", "field"),
    [
        ({"title": " "}, "title"),
        ({"target_bpm": "5"}, "target_bpm"),
        ({"target_bpm": "fast"}, "target_bpm"),
        ({"minutes": "long"}, "duration_s"),
        ({"difficulty": "11"}, "difficulty"),
        ({"work_id": "none"}, "work_id"),
    ],
)
async def test_what_cannot_be_taken_is_said_beside_its_field(anns, told, field):
    state = await with_a_piece(anns)
    await call(state, "add")
    await call(state, "save", {"title": "Étude", **told})
    assert (state.form, list(state.errors)) == ("piece", [field])


async def test_the_list_is_sorted_and_filtered(anns):
    state = await with_a_piece(anns, "Sarabande", instrument="cello")
    for title, status in (("Gigue", "resting"), ("Double", "learning")):
        await call(state, "save", {"title": title, "status": status, "instrument": "violin"})
    await call(state, "arrange", "title")
    assert [row.title for row in state.rows] == ["Double", "Gigue", "Sarabande"]
    await call(state, "only", "resting")
    assert [row.title for row in state.rows] == ["Gigue"]
    await call(state, "only", "")
    await call(state, "only_for", "cello")
    assert [row.title for row in state.rows] == ["Sarabande"]
    await call(state, "arrange", "by magic")
    assert state.notice_kind == "error"


async def test_a_stranger_sees_nothing(anns, bobs):
    await with_a_piece(anns)
    state = await tab(PiecesState, bobs, "/pieces")
    await call(state, "load")
    assert (state.rows, state.instruments) == ([], [])


async def test_another_cookie_in_the_same_tab_sees_nothing(anns, bobs):
    state = await tab(PiecesState, anns, "/pieces")
    root = state._get_root_state()
    await call(state, "save", {"title": "Partita"})
    assert state.rows
    await proved(root, bobs)
    assert (state.rows, state.loaded) == ([], False)


async def test_a_few_letters_find_a_piece_and_none_lists_all(anns):
    state = await with_a_piece(anns, "Sarabande")
    for title in ("Gigue", "Double"):
        await call(state, "add")
        await call(state, "save", {"title": title})
    await call(state, "search", " sara ")
    assert ([row.title for row in state.rows], state.query) == (["Sarabande"], "sara")
    await call(state, "search", "nothing like it")
    assert (state.rows, state.next_cursor, state.loaded) == ([], "", True)
    await call(state, "search", "")
    assert len(state.rows) == 3
    await call(state, "search", "x" * 101)
    assert state.notice_kind == "error"


async def test_the_piece_just_written_down_stands_first_until_the_page_is_opened_again(ann, anns):
    state = await with_a_piece(anns, "Sarabande")
    session(ann, datetime.now(UTC), items=[{"piece_id": state.rows[0].id, "seconds": 60}])
    await call(state, "add")
    await call(state, "save", {"title": "Gigue"})
    assert [row.title for row in state.rows] == ["Gigue", "Sarabande"]
    await call(state, "load")
    assert [row.title for row in state.rows] == ["Sarabande", "Gigue"]


async def test_the_list_stays_as_long_as_it_was_shown(ann, anns, monkeypatch):
    monkeypatch.setattr("practice_app.state.pieces.listing.PAGE", 2)
    with transaction(ann) as db:
        for n in range(5):
            pieces.add_piece(db, ann, PieceDraft(title=f"Etude {n}"))
    state = await tab(PiecesState, anns, "/pieces")
    await call(state, "load")
    await call(state, "more")
    assert len(state.rows) == 4
    await call(state, "arrived")
    assert len(state.rows) == 4
    await call(state, "more")
    assert len(state.rows) == 5
    assert state.next_cursor == ""


async def test_a_piece_that_waited_on_the_device_appears(ann, anns):
    state = await with_a_piece(anns, "Sarabande")
    with transaction(ann) as db:
        pieces.add_piece(db, ann, PieceDraft(title="Gigue"))
    await call(state, "arrived")
    assert {row.title for row in state.rows} == {"Sarabande", "Gigue"}
