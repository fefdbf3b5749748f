"""Before each event of a page, and with whom: Reflex still asks its middleware as this expects."""

import inspect

import pytest
import reflex as rx
from reflex.event import Event
from reflex.middleware.middleware import Middleware

from practice_app.reflex_seams.middleware import BeforeEachEvent
from practice_app.reflex_seams.namespace import DEVICE
from practice_app.reflex_seams.states import HYDRATES

pytestmark = pytest.mark.anyio


@pytest.fixture
def anyio_backend() -> str:
    return "asyncio"


async def test_it_is_told_the_device_and_whether_the_page_opens():
    seen = []

    class Notes(BeforeEachEvent):
        async def before(self, state, device, *, opens):
            assert state is root
            seen.append((device, opens))

    root = rx.State(_reflex_internal_init=True)
    for data, event in (({}, None), ({DEVICE: "anns"}, Event(name="x")), ({DEVICE: "anns"}, Event(name=min(HYDRATES)))):
        root.router_data = data
        await Notes().preprocess(None, root, event)
    assert seen == [("", False), ("anns", False), ("anns", True)]


def test_reflex_asks_with_the_app_the_state_and_the_event():
    assert list(inspect.signature(Middleware.preprocess).parameters) == ["self", "app", "state", "event"]
