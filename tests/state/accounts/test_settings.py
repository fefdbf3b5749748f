"""The settings' page: one's profile."""

import pytest

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


async def test_corrections_are_counted_when_one_says_so_and_not_before(anns):
    state = await opened(anns)
    assert (state.counted, state.may_be_counted) == (False, True)
    await call(state, "be_counted", True)
    assert (await opened(anns)).counted
    await call(state, "be_counted", False)
    assert not (await opened(anns)).counted


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


async def test_another_cookie_in_the_same_tab_sees_nothing(anns):
    state = await tab(SettingsState, anns, "/settings")
    root = state._get_root_state()
    await call(state, "load")
    assert state.email
    await proved(root, cookie_of(person("Bob")))
    assert (state.email, state.name) == ("", "")


async def test_a_form_says_what_is_wrong_with_none_of_its_fields(anns, monkeypatch):
    from practice_app.errors import Invalid
    from practice_app.services import accounts

    state = await opened(anns)
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
