"""The page of the one box."""

import pytest

from practice_app.database import transaction
from practice_app.services import pieces
from practice_app.services.pieces import PieceDraft
from practice_app.state.search import SearchState
from tests.state.tabs import call, tab

pytestmark = pytest.mark.anyio


@pytest.fixture
def colle(ann):
    with transaction(ann) as db:
        return pieces.add_piece(db, ann, PieceDraft(title="Collé", notes="active fingers"))[0]


async def test_what_is_typed_is_found(anns, colle):
    state = await tab(SearchState, anns, "/search")
    await call(state, "load")
    await call(state, "find", "collé")
    assert [(row.title, row.path) for row in state.pieces] == [("Collé", f"/pieces/{colle.id}")]
    assert (state.query, state.nothing, state.shown_for) == ("collé", False, "")


async def test_what_is_typed_is_put_right_and_taken_back(anns, colle):
    state = await tab(SearchState, anns, "/search")
    await call(state, "load")
    assert (state.loaded, state.query, state.nothing) == (True, "", False)
    await call(state, "find", " kolle ")
    assert (state.query, state.shown_for, len(state.pieces)) == ("kolle", "colle", 1)
    await call(state, "as_typed")
    assert (state.shown_for, state.pieces, state.nothing) == ("", [], True)


async def test_lines_come_in_turns_marked(anns, colle):
    state = await tab(SearchState, anns, "/search")
    await call(state, "find", "finger")
    assert state.pieces[0].lines == ["active ", "fingers", ""]


async def test_a_stranger_finds_nothing(bobs, colle):
    state = await tab(SearchState, bobs, "/search")
    await call(state, "find", "colle")
    assert (state.pieces, state.nothing) == ([], True)
