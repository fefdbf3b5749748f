"""The field over the board."""

import pytest

from practice_app.database import transaction
from practice_app.services import forum
from practice_app.services.forum import PostDraft
from practice_app.state.forum.board import BoardState
from practice_app.state.search import BoardSearchState, SearchState
from tests.state.tabs import call, tab

pytestmark = pytest.mark.anyio


@pytest.fixture
def colle(ann):
    draft = PostDraft(title="Collé", body_md="Active fingers.", category="tip", status="published")
    with transaction(ann) as db:
        return forum.add_post(db, ann, draft)[0]


async def test_a_post_is_found_and_a_spelling_put_right_and_taken_back(bobs, colle):
    state = await tab(BoardSearchState, bobs, "/forum")
    await call(state, "find", "finger")
    assert [(row.title, row.said, row.path) for row in state.rows] == [("Collé", "Ann", f"/forum/{colle.id}")]
    assert state.rows[0].lines == ["Active ", "fingers", "."]
    await call(state, "find", "kolle")
    assert (state.shown_for, len(state.rows)) == ("colle", 1)
    await call(state, "as_typed")
    assert (state.shown_for, state.rows, state.query) == ("", [], "kolle")


async def test_what_the_board_is_narrowed_by_narrows_what_is_found(bobs, colle):
    state = await tab(BoardSearchState, bobs, "/forum?tag=bowing")
    board = await state.get_state(BoardState)
    await call(state, "again")
    assert (state.query, state.rows) == ("", [])
    for view, tag, found in (("tip", "", 1), ("question", "", 0), ("unanswered", "", 1), ("tip", "bowing", 0)):
        board.view, board.tag = view, tag
        await call(state, "find", "colle")
        await call(state, "again")
        assert len(state.rows) == found, (view, tag)


async def test_the_one_box_has_it_too(bobs, colle):
    state = await tab(SearchState, bobs, "/search")
    await call(state, "find", "colle")
    assert ([row.title for row in state.posts], state.pieces, state.nothing) == (["Collé"], [], False)
