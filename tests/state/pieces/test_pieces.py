"""The pieces' page: written down, changed, taken off the list and put back, with sections."""

from datetime import UTC, datetime
from uuid import uuid4

import pytest

from practice_app.database import transaction
from practice_app.services import pieces
from practice_app.services.pieces.repertoire import PieceDraft
from practice_app.state.pieces import PiecesState
from tests.services.people import session
from tests.state.tabs import call, proved, tab

pytestmark = pytest.mark.anyio


async def with_a_piece(cookie, title="Partita"):
    state = await tab(PiecesState, cookie, "/pieces")
    await call(state, "load")
    await call(state, "add")
    await call(state, "save", {"title": title, "composer": "Bach", "target_bpm": "72"})
    return state


async def test_a_piece_is_written_down_and_changed(anns):
    state = await with_a_piece(anns)
    assert [(row.title, row.composer, row.target_bpm) for row in state.rows] == [("Partita", "Bach", 72)]
    assert state.form == ""

    await call(state, "edit", state.rows[0].id)
    await call(state, "save", {"title": "Partita No. 2", "composer": "", "target_bpm": ""})
    assert [(row.title, row.composer, row.target_bpm) for row in state.rows] == [("Partita No. 2", "", 0)]


async def test_a_piece_taken_off_the_list_can_be_put_back(anns):
    state = await with_a_piece(anns)
    await call(state, "delete", state.rows[0].id)
    assert state.rows == []
    assert state.undo_number == state.notice_number > 0
    await call(state, "undo")
    assert [row.title for row in state.rows] == ["Partita"]


async def test_an_open_piece_tells_how_often_its_passages_were_drilled(ann, anns):
    state = await with_a_piece(anns)
    await call(state, "toggle", state.rows[0].id)
    for title in ("Trio", "Coda", "Cadenza"):
        await call(state, "add_section")
        await call(state, "save_section", {"title": title})
    assert state.drilled == []

    trio, coda, _ = (row.id for row in state.passages)
    items = [{"piece_id": state.opened, "section_id": key, "repetitions": n} for key, n in ((trio, 2), (coda, 8))]
    session(ann, datetime.now(UTC), items=items)
    await call(state, "toggle", state.opened)
    await call(state, "toggle", state.rows[0].id)
    assert [(row.title, row.times, row.heats[-2:]) for row in state.drilled] == [
        ("Coda", 8, [0, 4]),
        ("Trio", 2, [0, 1]),
    ]
    assert state.trends == [], "nothing was heard"


async def test_a_section_has_bars_and_tempi(anns):
    state = await with_a_piece(anns)
    await call(state, "toggle", state.rows[0].id)
    await call(state, "add_section")
    form = {"title": "Arpeggios", "bar_start": "89", "bar_end": "120", "current_bpm": "48", "target_bpm": "66"}
    await call(state, "save_section", form)
    passage = state.passages[0]
    assert (passage.title, passage.bar_start, passage.bar_end) == ("Arpeggios", 89, 120)
    assert (passage.current_bpm, passage.target_bpm) == (48, 66)
    assert state.rows[0].sections == 1

    await call(state, "edit_section", passage.id)
    await call(state, "save_section", {**form, "bar_end": ""})
    assert state.passages[0].bar_end == -1

    await call(state, "delete_section", passage.id)
    assert state.passages == []


@pytest.mark.parametrize(
    ("told", "field"),
    [({"title": " "}, "title"), ({"target_bpm": "5"}, "target_bpm"), ({"target_bpm": "fast"}, "target_bpm")],
)
async def test_what_cannot_be_taken_is_said_beside_its_field(anns, told, field):
    state = await with_a_piece(anns)
    await call(state, "add")
    await call(state, "save", {"title": "Étude", **told})
    assert (state.form, list(state.errors)) == ("piece", [field])


async def test_a_section_cannot_end_before_it_begins(anns):
    state = await with_a_piece(anns)
    await call(state, "toggle", state.rows[0].id)
    await call(state, "add_section")
    await call(state, "save_section", {"title": "Coda", "bar_start": "9", "bar_end": "3"})
    assert list(state.errors) == ["bar_end"]


async def test_a_stranger_sees_and_changes_nothing(ann, anns, bobs):
    piece_id = (await with_a_piece(anns)).rows[0].id
    state = await tab(PiecesState, bobs, "/pieces")
    await call(state, "load")
    assert state.rows == []
    for name in ("toggle", "edit", "delete"):
        await call(state, name, piece_id)
        assert state.notice_kind == "error"
    state.piece, state.opened = (await with_a_piece(anns)).rows[0], piece_id
    await call(state, "save", {"title": "Mine now"})
    await call(state, "save_section", {"title": "Mine now"})
    with transaction(ann) as db:
        assert "Mine now" not in {row.title for row in pieces.pieces(db, ann).items}
    assert state.passages == []


async def test_another_cookie_in_the_same_tab_sees_nothing(anns, bobs):
    state = await tab(PiecesState, anns, "/pieces")
    root = state._get_root_state()
    await call(state, "save", {"title": "Partita"})
    assert state.rows
    await proved(root, bobs)
    assert (state.rows, state.loaded) == ([], False)


@pytest.mark.parametrize("wrong", [None, "", 5, "not an id", {"a": 1}])
async def test_an_id_that_is_none_is_refused_with_a_sentence(anns, wrong):
    state = await tab(PiecesState, anns, "/pieces")
    for name in ("toggle", "edit", "delete", "edit_section", "delete_section"):
        await call(state, name, wrong)
        assert state.notice_kind == "error"


async def test_a_section_without_an_open_piece_is_nothing(anns):
    state = await tab(PiecesState, anns, "/pieces")
    await call(state, "save_section", {"title": "Coda"})
    await call(state, "delete_section", str(uuid4()))
    assert state.notice_kind == "error"


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
    monkeypatch.setattr("practice_app.state.pieces.PAGE", 2)
    with transaction(ann) as db:
        for n in range(5):
            pieces.add_piece(db, ann, PieceDraft(title=f"Etude {n}"))
    state = await tab(PiecesState, anns, "/pieces")
    await call(state, "load")
    await call(state, "more")
    assert len(state.rows) == 4
    await call(state, "delete", state.rows[0].id)
    assert len(state.rows) == 4
    await call(state, "more")
    assert len(state.rows) == 4
    assert state.next_cursor == ""


async def test_a_piece_that_waited_on_the_device_appears(ann, anns):
    state = await with_a_piece(anns, "Sarabande")
    with transaction(ann) as db:
        pieces.add_piece(db, ann, PieceDraft(title="Gigue"))
    await call(state, "arrived")
    assert {row.title for row in state.rows} == {"Sarabande", "Gigue"}
