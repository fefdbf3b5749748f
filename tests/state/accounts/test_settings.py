"""The settings' page: one's profile, and where one is signed in."""

import pytest

from practice_app.services.accounts import signin
from practice_app.services.accounts.devices import BROWSERS, SYSTEMS, named
from practice_app.state.accounts.settings import SettingsState
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
    state = await tab(SettingsState, cookie, "/settings")
    await call(state, "load")
    return state


async def test_name_and_time_zone_are_kept(anns):
    state = await opened(anns)
    assert (state.email, state.name, state.zone) == ("ann@example.com", "Ann", "UTC")
    await call(state, "save", {"display_name": " Anna ", "timezone": "Asia/Taipei"})
    assert (state.name, state.zone, state.display_name, state.timezone) == (
        "Anna",
        "Asia/Taipei",
        "Anna",
        "Asia/Taipei",
    )
    assert (await opened(anns)).zone == "Asia/Taipei"


@pytest.mark.parametrize(
    ("form", "field"),
    [
        ({"display_name": "", "timezone": "UTC"}, "display_name"),
        ({"display_name": "x" * 81, "timezone": "UTC"}, "display_name"),
        ({"display_name": "Ann", "timezone": "Mars/Olympus"}, "timezone"),
        ({"display_name": "Ann", "timezone": "\x00"}, "timezone"),
    ],
)
async def test_what_cannot_be_taken_is_said_beside_its_field(anns, form, field):
    state = await opened(anns)
    await call(state, "save", form)
    assert list(state.errors) == [field]
    assert (await opened(anns)).name == "Ann"


async def test_instruments_come_and_go(anns):
    state = await opened(anns)
    for name in ("Violin", "피아노", "바이올린", "Theremin", ""):
        await call(state, "add_instrument", {"instrument": name})
    assert state.instruments == ["violin", "piano", "Theremin"]
    await call(state, "remove_instrument", "violin")
    assert state.instruments == ["piano", "Theremin"]


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
    state = await tab(SettingsState, bobs, "/settings")
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
    state = await tab(SettingsState, anns, "/settings")
    root = state._get_root_state()
    await call(state, "load")
    assert state.email
    await proved(root, cookie_of(person("Bob")))
    assert (state.email, state.devices, state.instruments, state.device) == ("", [], [], "")


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


async def test_a_form_says_what_is_wrong_with_none_of_its_fields(anns, monkeypatch):
    from practice_app.errors import Invalid
    from practice_app.services import accounts

    state = await opened(anns)
    await call(state, "add_instrument", {"instrument": ""})
    await call(state, "save", {"display_name": "Ann", "timezone": "Mars/Olympus"})
    assert set(state.errors) == {"timezone"}

    def refused(*_args):
        raise Invalid("locale", "That is no language.")

    monkeypatch.setattr(accounts, "update_profile", refused)
    await call(state, "save", {"display_name": "Ann", "timezone": "UTC"})
    assert state.errors == {"form": "That is no language."}


def test_what_belongs_to_no_field_is_told_of_the_form():
    from practice_app.errors import FieldError, Invalid
    from practice_app.state.shared.forms import explained

    problem = Invalid("title", "Too long.")
    problem.errors = [FieldError(name, f"{name}!") for name in ("title", "id", "created_at")]
    assert explained(problem, ("title", "composer")) == {
        "title": "Give it a name of at most 200 characters.",
        "form": "id!",
    }
    assert "form" not in explained(problem, ("title", "id", "created_at"))


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
