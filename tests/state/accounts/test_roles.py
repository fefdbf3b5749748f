"""What somebody is here, on the settings' page."""

import pytest

from practice_app.state.accounts.roles import RolesState
from tests.services.people import person
from tests.state.tabs import call, cookie_of, tab

pytestmark = pytest.mark.anyio


async def opened(who):
    state = await tab(RolesState, cookie_of(who), "/settings")
    await call(state, "look")
    return state


async def test_a_teacher_who_practises_is_both_and_then_one_alone(clean_database):
    ann = person("Ann")
    state = await opened(ann)
    assert (state.shown, state.roles, state.confirmed) == (True, ["student"], False)
    await call(state, "be", "teacher", True)
    assert (state.roles, state.role) == (["student", "teacher"], "student")
    await call(state, "be", "student", False)
    assert (await opened(ann)).roles == ["teacher"]


async def test_the_last_one_stays_and_no_one_makes_themselves_an_administrator(clean_database):
    state = await opened(person("Ann"))
    for role, so in (("student", False), ("admin", True), ("moderator", True)):
        await call(state, "be", role, so)
        assert (state.roles, state.notice_kind) == (["student"], "error")
