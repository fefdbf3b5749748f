"""State belongs to a tab, the cookie to a person: the two are tied anew at every event."""

import pytest
import reflex as rx
from reflex.event import Event

from practice_app import trail
from practice_app.database import system_transaction
from practice_app.errors import Invalid
from practice_app.reflex_seams.namespace import DEVICE
from practice_app.reflex_seams.states import HASHES, HYDRATES, LOADS
from practice_app.services import accounts
from practice_app.services.accounts import signin
from practice_app.state.shared.base import Binding, OwnState, handle_problems
from practice_app.state.shared.connections import ENDED
from tests.services.people import person
from tests.state.tabs import cookie_of, proved

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


async def at_device(root: rx.State, device: str, event: Event | None = None) -> None:
    """Let an event come through a socket that this device opened."""
    root.router_data = {DEVICE: device}
    await Binding().preprocess(None, root, event)


async def filled(root: rx.State) -> NotesState:
    """A tab of Ann's with something in it."""
    await at_device(root, "anns")
    notes = await root.get_state(NotesState)
    notes.note, notes._draft, notes.signed_in = "private", "more", True
    return notes


@pytest.mark.parametrize("next_one", ["bobs", ""])
async def test_another_device_or_nobody_finds_nothing_of_what_was_there(root, next_one):
    notes = await filled(root)

    await at_device(root, next_one)

    assert (notes.note, notes._draft, notes.signed_in, notes._device) == ("", "", False, next_one)


async def test_the_same_device_finds_everything_again(root):
    notes = await filled(root)

    await at_device(root, "anns")

    assert (notes.note, notes._draft) == ("private", "more")


async def test_a_page_that_asks_for_everything_gets_nothing_when_its_sign_in_is_over(root, ann, anns):
    device = str(signin.identify_cookie(anns).auth_session_id)
    await at_device(root, device)
    notes = await root.get_state(NotesState)
    notes.note = "private"
    with system_transaction() as db:
        signin.sign_out_everywhere(db, ann)

    await at_device(root, device, Event(name=f"{rx.State.get_full_name()}.hydrate"))

    assert (notes.note, notes._device) == ("", ENDED)


async def test_a_service_is_asked_as_the_person_of_the_device(root, ann, anns):
    await proved(root, anns)
    own = await root.get_state(OwnState)

    asked_as = await own._call_service(lambda _, user_id: user_id)

    assert (asked_as, own.display_name, own.signed_in) == (ann, "Ann", True)


async def test_someone_signed_out_is_taken_to_the_sign_in_page_and_back_and_leaves_nothing(root, ann, anns):
    async def load(self) -> None:
        await self._call_service(accounts.profile)

    await proved(root, anns)
    notes = await root.get_state(NotesState)
    notes.note = "private"
    with system_transaction() as db:
        signin.sign_out_everywhere(db, ann)
    event = await handle_problems(load)(notes)

    assert "/login?next=" in str(event.args)
    assert (notes.signed_in, notes.note) == (False, "")


async def test_arguments_of_another_type_are_refused_with_a_sentence(root):
    notes = await root.get_state(NotesState)

    await handle_problems(NotesState.write.fn)(notes, "scales", {"not": "a number"})

    assert notes.note == ""
    assert notes.notice_kind == "error"


async def test_a_problem_becomes_a_toast_with_its_values(root):
    async def rename(self) -> None:
        raise Invalid("name", "Use at most {n} characters.", n=80)

    own = await root.get_state(OwnState)
    await handle_problems(rename)(own)
    await handle_problems(rename)(own)

    assert (own.notice, own.notice_values, own.notice_number) == ("Use at most {n} characters.", {"n": "80"}, 2)


def test_only_what_is_meant_to_be_called_can_be_called():
    public = {name for name in OwnState.event_handlers if not name.startswith("_")}

    assert public <= {"setvar", "set_is_hydrated"}


OPENED = Event(name=min(HYDRATES), payload={HASHES: []})
AGAIN = Event(name=min(HYDRATES), payload={})
ARRIVED = Event(name=LOADS)
FILLED, TAPPED = Event(name="notes_state.load"), Event(name="notes_state.write")


@pytest.mark.parametrize(
    ("events", "anew"),
    [
        pytest.param([OPENED, ARRIVED], True, id="opened"),
        pytest.param([OPENED, ARRIVED, None, ARRIVED], True, id="another-page"),
        pytest.param([OPENED, ARRIVED, None, AGAIN, ARRIVED], False, id="its-socket-was-lost"),
        pytest.param([AGAIN, None, ARRIVED, None], False, id="and-worked-on"),
        pytest.param([AGAIN, ARRIVED, None, ARRIVED], True, id="and-then-another-page"),
        pytest.param([AGAIN, ARRIVED, OPENED, ARRIVED], True, id="and-then-read-anew"),
        pytest.param([OPENED, ARRIVED, FILLED], True, id="filled"),
        pytest.param([OPENED, TAPPED, ARRIVED, FILLED], False, id="tapped-before-it-is-filled"),
        pytest.param([OPENED, ARRIVED, TAPPED, FILLED], False, id="tapped-while-it-is-filled"),
        pytest.param([OPENED, ARRIVED, FILLED, TAPPED, ARRIVED, FILLED], True, id="tapped-then-another-page"),
    ],
)
async def test_a_page_is_come_to_anew_unless_its_socket_was_lost_or_somebody_was_quicker(root, events, anew):
    for event in events:
        await at_device(root, "", event)

    assert (await root.get_state(NotesState))._comes_anew is anew


async def test_what_an_event_asks_of_a_service_is_found_in_the_logs_by_its_id(root, clean_database):
    await proved(root, cookie_of(person("Ann")))
    notes, known = await root.get_state(NotesState), trail.current()
    assert await notes._call_service(lambda *_: trail.current()) == known != ""
    await proved(root, "")
    assert trail.current() != known
