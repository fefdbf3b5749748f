"""The page of a piece: shown, changed, its sections parted and joined, and all of that taken back."""

from datetime import UTC, datetime, timedelta

import pytest

from practice_app.database import transaction
from practice_app.services import pieces
from practice_app.services.pieces import PieceDraft
from practice_app.services.shared.events import Event, PracticeChanged
from practice_app.state.pieces.piece import PieceState
from tests.services.people import heard, metric, session, take
from tests.state.tabs import call, tab

pytestmark = pytest.mark.anyio
NOON = datetime.now(UTC).replace(hour=12, minute=0, second=0, microsecond=0)


@pytest.fixture
def gavotte(ann):
    draft = PieceDraft(title="Gavotte", target_bpm=72, beat={"bpm_ratio": 2})
    with transaction(ann) as db:
        return pieces.add_piece(db, ann, draft)[0].id


async def opened(cookie, piece_id):
    state = await tab(PieceState, cookie, f"/pieces/{piece_id}/")
    await call(state, "load")
    return state


async def with_sections(cookie, piece_id):
    state = await opened(cookie, piece_id)
    for title, first, last in (("Trio", "1", "16"), ("Coda", "17", "24")):
        await call(state, "add_section")
        await call(state, "save_section", {"title": title, "bar_start": first, "bar_end": last, "current_bpm": "48"})
    return state


def bars(state):
    return [(row.title, row.bar_start, row.bar_end) for row in state.passages]


async def test_what_is_practised_elsewhere_stands_on_the_open_page_but_under_no_form(ann, anns, gavotte):
    state = await opened(anns, gavotte)
    session(ann, NOON - timedelta(days=2), 30, items=[{"piece_id": gavotte, "seconds": 1800}])
    await call(state, "edit")
    await state._received(Event(str(ann), PracticeChanged()))
    assert (state.visits, state.form) == ([], "piece")
    await call(state, "close", "piece")
    await state._received(Event(str(ann), PracticeChanged()))
    assert len(state.visits) == 1


async def test_a_piece_is_shown_and_changed(anns, gavotte):
    state = await opened(anns, gavotte)
    assert (state.stage, state.piece.title, state.piece.target_bpm, state.piece.bpm_ratio) == (
        "shown",
        "Gavotte",
        72,
        2,
    )
    await call(state, "edit")
    form = {"title": "Gavotte en rondeau", "composer": "Bach", "minutes": "3:20", "difficulty": "7", "notes": "Up bow"}
    await call(state, "save", form)
    shown = state.piece
    assert (shown.title, shown.minutes, shown.difficulty, shown.notes) == ("Gavotte en rondeau", "3:20", 7, "Up bow")
    assert (shown.bpm_ratio, state.form) == (2, ""), "what the form did not have stays"
    await call(state, "say_status", "performing")
    assert state.piece.status == "performing"
    await call(state, "say_status", "done")
    assert state.notice_kind == "error"


async def test_its_tempo_is_told_in_the_players_own_beat_against_the_target(ann, anns, gavotte):
    for days_ago, bpm in ((9, 96.0), (2, 120.0)):
        row = session(ann, NOON - timedelta(days=days_ago), items=[{"piece_id": gavotte, "seconds": 1800}])
        heard(row, ann, take(row, ann, keep=days_ago == 9), 1800, 900, metrics=[metric("tempo_bpm", bpm)])
    state = await opened(anns, gavotte)
    assert [row.bpm for row in state.tempo.days] == [60, 48]
    assert state.tempo.height > 0
    assert (state.piece.seconds, state.piece.clock_s, state.piece.sessions) == (1800, 3600, 2)
    assert [(row.seconds, row.clock_s) for row in state.visits] == [(900, 1800), (900, 1800)]
    assert [row.id for row in state.kept] == [state.visits[1].id]


async def test_passages_that_were_drilled_are_told(ann, anns, gavotte):
    state = await with_sections(anns, gavotte)
    trio, coda = (row.id for row in state.passages)
    items = [{"piece_id": gavotte, "section_id": key, "repetitions": n} for key, n in ((trio, 2), (coda, 8))]
    session(ann, datetime.now(UTC), items=items)
    await call(state, "load")
    told = [(row.title, row.times, row.heats[-2:]) for row in state.drilled]
    assert told == [("Coda", 8, [0, 4]), ("Trio", 2, [0, 1])]
    assert state.trends == [], "nothing was heard"


async def test_a_piece_taken_off_the_list_can_be_put_back(anns, gavotte):
    state = await opened(anns, gavotte)
    await call(state, "delete")
    assert (state.stage, state.undo_number) == ("taken off", state.notice_number)
    await call(state, "load")  # the connection came anew
    assert state.stage == "taken off"
    await call(state, "undo")
    assert state.stage == "shown"


async def test_a_section_is_changed_where_it_stands(anns, gavotte):
    state = await with_sections(anns, gavotte)
    trio = state.passages[0].id
    await call(state, "say_tempo", trio, "current_bpm", "56")
    await call(state, "say_tempo", trio, "target_bpm", "80")
    assert (state.passages[0].current_bpm, state.passages[0].target_bpm) == (56, 80)
    await call(state, "say_tempo", trio, "target_bpm", "9000")
    assert (state.passages[0].target_bpm, state.notice_kind) == (80, "error")
    await call(state, "edit_section", trio)
    await call(state, "save_section", {"title": "Trio", "bar_start": "1", "bar_end": "", "target_bpm": "80"})
    assert (state.passages[0].bar_end, state.passages[0].current_bpm) == (-1, 0)


async def test_a_section_is_parted_joined_and_deleted_and_each_is_taken_back(anns, gavotte):
    state = await with_sections(anns, gavotte)
    before, trio = bars(state), state.passages[0].id
    await call(state, "edit_section", trio)
    await call(state, "part")
    await call(state, "split", {"bar": "40"})
    assert list(state.errors) == ["bar"]
    await call(state, "split", {"bar": "9"})
    assert bars(state) == [("Trio", 1, 8), ("Trio 2", 9, 16), ("Coda", 17, 24)]
    await call(state, "undo")
    assert bars(state) == before

    await call(state, "join", trio)
    assert bars(state) == [("Trio", 1, 24)]
    await call(state, "undo")
    assert bars(state) == before

    await call(state, "delete_section", trio)
    assert bars(state) == before[1:]
    await call(state, "undo")
    assert bars(state) == before
    assert [row.last for row in state.passages] == [False, True]


async def test_a_section_cannot_end_before_it_begins(anns, gavotte):
    state = await opened(anns, gavotte)
    await call(state, "add_section")
    await call(state, "save_section", {"title": "Coda", "bar_start": "9", "bar_end": "3"})
    assert list(state.errors) == ["bar_end"]


@pytest.mark.parametrize("wrong", ["", "not an id", "01900000-0000-7000-8000-000000000000"])
async def test_what_is_not_there_is_missing(anns, wrong):
    state = await opened(anns, wrong)
    assert (state.stage, state.piece.id) == ("missing", "")
    for name, *given in (("delete",), ("edit",), ("split", {"bar": "3"}), ("join", wrong), ("edit_section", wrong)):
        await call(state, name, *given)
        assert state.notice_kind == "error"


async def test_a_stranger_sees_and_changes_nothing(anns, bobs, gavotte):
    hers = await with_sections(anns, gavotte)
    state = await opened(bobs, gavotte)
    assert (state.stage, state.piece.id, state.passages) == ("missing", "", [])
    state.piece, state.passages, state.passage = hers.piece, hers.passages, hers.passages[0]
    state._undo = ["section", hers.passages[0].id]
    section = hers.passages[0].id
    for name, *given in (
        ("say_status", "resting"), ("delete",), ("save", {"title": "Mine"}), ("save_section", {"title": "Mine"}),
        ("say_tempo", section, "current_bpm", "99"), ("split", {"bar": "3"}), ("join", section), ("undo",),
        ("delete_section", section),
    ):  # fmt: skip
        await call(state, name, *given)
        assert state.notice_kind == "error", name
    await call(hers, "load")
    assert (hers.piece.title, hers.piece.status) == ("Gavotte", "learning")
    assert bars(hers) == [("Trio", 1, 16), ("Coda", 17, 24)]


async def test_what_comes_back_is_told_with_its_day_and_the_reason(ann, anns, gavotte):
    practised = NOON - timedelta(days=3)
    session(ann, practised, self_rating=1, items=[{"piece_id": gavotte, "seconds": 600}])
    state = await opened(anns, gavotte)
    assert [(row.title, row.day) for row in state.due] == [("", practised.date().isoformat())]
    assert practised.date().isoformat() < state.due[0].on <= NOON.date().isoformat()
    assert "hard going" in state.due[0].why
