"""Before each event of a page, and with whom: Reflex still asks its middleware as this expects."""

import inspect
import re

import pytest
import reflex as rx
from reflex.event import Event
from reflex.middleware.middleware import Middleware
from reflex.state import OnLoadInternalState
from reflex_base.compiler.templates import context_template

from practice_app.pages import PAGES
from practice_app.reflex_seams.middleware import BeforeEachEvent
from practice_app.reflex_seams.namespace import DEVICE
from practice_app.reflex_seams.states import FILLERS, HASHES, HYDRATES, LOADS, Moment, moment_of

pytestmark = pytest.mark.anyio


@pytest.fixture
def anyio_backend() -> str:
    return "asyncio"


async def test_it_is_told_the_device_and_which_moment_of_the_page_it_is():
    seen = []

    class Notes(BeforeEachEvent):
        async def before(self, state, device, moment):
            assert state is root
            seen.append((device, moment))

    root = rx.State(_reflex_internal_init=True)
    for data, event in (({}, None), ({DEVICE: "anns"}, Event(name="x")), ({DEVICE: "anns"}, Event(name=min(HYDRATES)))):
        root.router_data = data
        await Notes().preprocess(None, root, event)
    assert seen == [("", Moment.FILLS), ("anns", Moment.WORKS), ("anns", Moment.RETURNS)]


def test_only_a_page_that_was_just_opened_tells_which_defaults_it_holds():
    page = context_template(is_dev_mode=False, default_color_mode="light", state_name="state", initial_state={"a": {}})
    (first,) = re.findall(r"initialEvents = \(first = false\) => {(.+?)\n}", page, re.S)

    assert re.search(rf"if \(first\) {{\s+payload\[\"{HASHES}\"\] =", first)
    assert first.count(HASHES) == 1


def test_pages_are_filled_by_what_is_called_so():
    assert {handler.fn.__name__ for page in PAGES for handler in page.loads} == FILLERS


@pytest.mark.parametrize(
    ("name", "payload", "moment"),
    [
        pytest.param(f"{rx.State.get_full_name()}.hydrate_and_load", {HASHES: []}, Moment.OPENS, id="opens"),
        pytest.param(f"{rx.State.get_full_name()}.hydrate_and_load", {}, Moment.RETURNS, id="returns"),
        pytest.param(LOADS, {}, Moment.LOADS, id="loads"),
        pytest.param("groups_state.load", {}, Moment.FILLS, id="fills"),
        pytest.param("anything", {}, Moment.WORKS, id="works"),
    ],
)
def test_each_moment_is_told_by_its_event(name, payload, moment):
    assert moment_of(Event(name=name, payload=payload)) is moment
    assert LOADS.rpartition(".")[2] in OnLoadInternalState.event_handlers


def test_reflex_asks_with_the_app_the_state_and_the_event():
    assert list(inspect.signature(Middleware.preprocess).parameters) == ["self", "app", "state", "event"]
