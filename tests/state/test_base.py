"""State belongs to a tab, the cookie to a person: the two are tied anew at every event."""

import pytest
import reflex as rx
from reflex.istate.data import HeaderData

from practice_app.database import system_transaction
from practice_app.errors import Invalid
from practice_app.models import AuthKind
from practice_app.services import accounts, signin
from practice_app.services.accounts import Registration
from practice_app.state.base import Binding, OwnState, kindly, session_cookie

pytestmark = pytest.mark.anyio


class NotesState(OwnState):
    """A page with something private on it."""

    note: str = ""
    _draft: str = ""

    async def write(self, note: str, stars: int) -> None:
        self.note = f"{note} {stars}"


@pytest.fixture
def anyio_backend():
    return "asyncio"


@pytest.fixture
def root():
    return rx.State(_reflex_internal_init=True)


def at_cookie(root: rx.State, cookie: str) -> rx.State:
    root.rx_router_headers = HeaderData(cookie=f"theme=dark; woodshed_session={cookie}; x=1")
    return root


async def test_another_cookie_finds_nothing_of_what_was_there(root):
    await Binding().preprocess(None, at_cookie(root, "anns"), None)
    notes = await root.get_state(NotesState)
    notes.note, notes._draft, notes.signed_in = "private", "more", True

    await Binding().preprocess(None, at_cookie(root, "bobs"), None)

    assert (notes.note, notes._draft, notes.signed_in) == ("", "", False)


async def test_the_same_cookie_finds_everything_again(root):
    await Binding().preprocess(None, at_cookie(root, "anns"), None)
    notes = await root.get_state(NotesState)
    notes.note = "private"

    await Binding().preprocess(None, at_cookie(root, "anns"), None)

    assert notes.note == "private"


async def test_without_a_cookie_nothing_is_left_either(root):
    await Binding().preprocess(None, at_cookie(root, "anns"), None)
    notes = await root.get_state(NotesState)
    notes.note = "private"

    await Binding().preprocess(None, at_cookie(root, ""), None)

    assert notes.note == ""


async def test_a_service_is_asked_as_the_person_of_the_cookie(root, clean_database):
    with system_transaction() as db:
        ann = accounts.register(db, Registration("ann@example.com", "fiddle-sticks", "Ann"))
        cookie = signin.sign_in(db, ann, AuthKind.BROWSER, "").cookie
    own = await at_cookie(root, cookie).get_state(OwnState)

    row = await own._ask(accounts.profile)

    assert row.display_name == own.display_name == "Ann"
    assert own.signed_in


async def test_someone_signed_out_is_taken_to_the_sign_in_page_and_back(root, clean_database):
    async def load(self) -> None:
        await self._ask(accounts.profile)

    own = await at_cookie(root, "made-up").get_state(OwnState)
    event = await kindly(load)(own)

    assert "/login?next=" in str(event.args)
    assert not own.signed_in


async def test_arguments_of_another_type_are_refused_with_a_sentence(root):
    notes = await root.get_state(NotesState)

    await kindly(NotesState.write.fn)(notes, "scales", {"not": "a number"})

    assert notes.note == ""
    assert notes.notice_kind == "error"


async def test_a_problem_becomes_a_toast_with_its_values(root):
    async def rename(self) -> None:
        raise Invalid("name", "Use at most {n} characters.", n=80)

    own = await root.get_state(OwnState)
    await kindly(rename)(own)
    await kindly(rename)(own)

    assert (own.notice, own.notice_values, own.notice_number) == ("Use at most {n} characters.", {"n": "80"}, 2)


@pytest.mark.parametrize("header", ["", "other=1", "woodshed_session=", 'woodshed_session="\x00', ";;;=", "a" * 9000])
def test_a_cookie_header_that_makes_no_sense_is_nobody(header):
    assert session_cookie(header) in ("", "\x00")


def test_only_what_is_meant_to_be_called_can_be_called():
    public = {name for name in OwnState.event_handlers if not name.startswith("_")}

    assert public <= {"setvar", "set_is_hydrated"}
