"""The page of moderators on tags that mean the same."""

import pytest

from practice_app.state.forum.board import BoardState
from practice_app.state.moderation.tags import JoinedTagsState
from tests.state.moderation.test_moderation import moderator
from tests.state.tabs import call, tab


@pytest.mark.anyio
async def test_tags_are_joined_and_taken_apart_on_one_page(anns):
    at = await tab(JoinedTagsState, moderator("Mo"), "/moderation/tags")
    await call(at, "load")
    assert (at.stage, at.rows) == ("there", [])
    await call(at, "join", {"name": " Vibratos", "into": "vibrato"})
    (row,) = at.rows
    assert (row.name, row.into, row.address, at.made) == ("vibratos", "Vibrato", "/forum?tag=vibrato", 1)
    board = await tab(BoardState, anns, "/forum?tag=vibratos")
    await call(board, "load")
    assert (board.tag, board.tag_name) == ("vibrato", "Vibrato"), "what is asked for by either is called by one"
    await call(at, "part", row.id)
    assert (at.rows, at.errors) == ([], {})


@pytest.mark.anyio
async def test_what_cannot_be_joined_is_told_beside_its_field(anns):
    at = await tab(JoinedTagsState, moderator("Mo"), "/moderation/tags")
    for form, field in (({"name": "violin", "into": "fiddle"}, "name"), ({"name": "bows"}, "into")):
        await call(at, "join", form)
        assert list(at.errors) == [field]
    await call(at, "join", {"name": "bows", "into": "arco"})
    assert at.errors == {}
    await call(at, "join", {"name": "arco", "into": "bowing"})
    assert list(at.errors) == ["name"]


@pytest.mark.anyio
@pytest.mark.parametrize(("office", "stage"), [(True, "factor"), (False, "not_yours")])
async def test_it_is_shown_to_nobody_else(anns, office, stage):
    at = await tab(JoinedTagsState, moderator("Pam", both=False) if office else anns, "/moderation/tags")
    await call(at, "load")
    assert (at.stage, at.rows) == (stage, [])
