"""The page of one's children: opened, allowed, agreed to and not; never somebody else's."""

import pytest

from practice_app import ages
from practice_app.database import system_transaction
from practice_app.models import Consent, Guardian, User
from practice_app.state.guardians import ChildrenState
from tests.services import people
from tests.state.tabs import call, cookie_of, tab

pytestmark = pytest.mark.anyio


@pytest.fixture
def family(clean_database):
    """A parent, a child of theirs, and a stranger."""
    mum, child, stranger = (people.person(name) for name in ("Mum", "Minji", "Stranger"))
    with system_transaction() as db:
        user = db.get_one(User, child)
        user.username, user.birth_year, user.country = "minji", ages.this_year() - 9, "KR"
        db.get_one(User, mum).roles = ["parent"]
        db.add(Guardian(parent_id=mum, child_id=child))
        db.add(Consent(user_id=child, given_by=mum, text_version="1", how="making"))
    return mum, child, stranger


async def page_of(who):
    state = await tab(ChildrenState, cookie_of(who), "/children")
    await call(state, "load")
    return state


async def test_a_parent_sees_and_changes_what_is_their_childs(family):
    mum, child, _ = family
    state = await page_of(mum)
    assert [(one.name, one.username, one.agreed) for one in state.children] == [("Minji", "minji", True)]
    assert state.may_add
    await call(state, "toggle", str(child))
    assert state.opened == str(child)
    await call(state, "allow", str(child), "open_groups", True)
    assert state.children[0].open_groups
    await call(state, "revoke", str(child))
    assert state.children[0].paused
    assert state.children[0].leaves_at
    await call(state, "agree", str(child))
    assert not state.children[0].paused


async def test_a_stranger_sees_nobody_and_changes_nothing(family):
    mum, child, stranger = family
    state = await page_of(stranger)
    assert (state.children, state.may_add) == ([], False)
    for handler, more in (("allow", ("partners", True)), ("revoke", ()), ("agree", ()), ("restore", ())):
        await call(state, handler, str(child), *more)
        assert state.notice_kind == "error"
    assert (await page_of(mum)).children[0].agreed
