"""The page about signing in: where one is signed in, and what happened with the account."""

import pytest

from practice_app.services.accounts import signin
from practice_app.services.accounts.devices import BROWSERS, SYSTEMS, named
from practice_app.state.accounts.security import SecurityState
from tests.services.people import person
from tests.state.tabs import call, cookie_of, proved, tab

pytestmark = pytest.mark.anyio


@pytest.fixture
def ann(clean_database):
    from practice_app.database import system_transaction
    from practice_app.services import accounts
    from practice_app.services.accounts.profiles import Registration

    with system_transaction() as db:
        return accounts.register(db, Registration("ann@example.com", "fiddle-sticks", "Ann")).id


async def opened(cookie):
    state = await tab(SecurityState, cookie, "/settings/security")
    await call(state, "load")
    return state


async def test_a_device_is_signed_out_and_this_one_stays(ann, anns):
    other = cookie_of(ann)
    state = await opened(anns)
    assert len(state.devices) == 2
    away = next(row.id for row in state.devices if row.id != state.device)
    await call(state, "sign_out_device", away)
    assert [row.id for row in state.devices] == [state.device]
    assert signin.identify_cookie(other) is None
    assert signin.identify_cookie(anns) is not None


async def test_all_others_are_signed_out_at_once(ann, anns):
    others = [cookie_of(ann) for _ in range(3)]
    state = await opened(anns)
    await call(state, "sign_out_others")
    assert [row.id for row in state.devices] == [state.device]
    assert not any(map(signin.identify_cookie, others))


async def test_a_stranger_cannot_end_somebody_elses_sign_in(anns):
    anns_device = (await opened(anns)).device
    bobs = cookie_of(_bob())
    state = await tab(SecurityState, bobs, "/settings/security")
    await call(state, "sign_out_device", anns_device)
    assert state.notice_kind == "error"
    assert signin.identify_cookie(anns) is not None


def _bob():
    from practice_app.database import system_transaction
    from practice_app.services import accounts
    from practice_app.services.accounts.profiles import Registration

    with system_transaction() as db:
        return accounts.register(db, Registration("bob@example.com", "fiddle-sticks", "Bob")).id


async def test_another_cookie_in_the_same_tab_sees_nothing(anns):
    state = await tab(SecurityState, anns, "/settings/security")
    root = state._get_root_state()
    await call(state, "load")
    assert state.email
    await proved(root, cookie_of(person("Bob")))
    assert (state.email, state.devices, state.happened, state.device) == ("", [], [], "")


@pytest.mark.parametrize(
    ("agent", "browser", "system"),
    [
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 18_0) Version/18.0 Mobile Safari/604.1", "Safari", "iPhone"),
        ("Mozilla/5.0 (Windows NT 10.0) Chrome/130.0 Safari/537.36 Edg/130.0", "Edge", "Windows"),
        ("Mozilla/5.0 (Linux; Android 15) Chrome/130.0 Mobile Safari/537.36", "Chrome", "Android"),
        ("curl/8.0", "", ""),
    ],
)
def test_devices_are_named_as_people_know_them(agent, browser, system):
    assert (named(agent, BROWSERS), named(agent, SYSTEMS)) == (browser, system)


async def test_what_happened_with_the_account_is_listed_and_grows(anns, ann):
    from practice_app.database import system_transaction
    from practice_app.models import AuthKind, User

    state = await opened(anns)
    assert state.happened == []
    with system_transaction() as db:
        signin.sign_in(db, db.get_one(User, ann), AuthKind.BROWSER, "Firefox on Linux")
    await call(state, "sign_out_others")
    assert [one.kind for one in state.happened] == ["signed_out_others"]
    assert state.happened == (await opened(anns)).happened


async def test_a_new_address_waits_and_is_taken_back(anns, ann):
    from practice_app.database import system_transaction
    from practice_app.models import MailTokenKind, User
    from practice_app.services.accounts import mail_tokens

    assert (await opened(anns)).waiting == ""
    with system_transaction() as db:
        mail_tokens.issue(db, db.get_one(User, ann), MailTokenKind.ADDRESS, "anna@example.org")
    state = await opened(anns)
    assert (state.email, state.waiting) == ("ann@example.com", "anna@example.org")
    await call(state, "keep_address")
    assert (state.waiting, state.notice) == ("", "Your address stays as it is.")
    await call(state, "keep_address")
    assert state.notice_kind == "error", "nothing waits any more"


async def test_who_has_not_confirmed_their_address_is_known_on_every_page(anns, ann):
    from practice_app.database import system_transaction
    from practice_app.models import User
    from practice_app.models.columns import now

    state = await opened(anns)
    assert state.unconfirmed
    with system_transaction() as db:
        db.get_one(User, ann).email_verified_at = now()
    await call(state, "load")
    assert not state.unconfirmed


async def test_who_has_no_address_is_asked_for_no_confirmation(ann, anns):
    from practice_app.database import system_transaction
    from practice_app.models import User

    with system_transaction() as db:
        user = db.get_one(User, ann)
        user.email_encrypted = user.email_index = None
    state = await opened(anns)
    assert (state.email, state.unconfirmed, state.verified) == ("", False, True)
