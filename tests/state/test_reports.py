"""What a page reports is cut before anybody looks at it, and noted so often and no oftener."""

import logging
import time
from types import SimpleNamespace

import pytest
import reflex as rx
from reflex.state import FrontendEventExceptionState

from practice_app.state import reports
from practice_app.state.reports import BriefReports, Reports

pytestmark = pytest.mark.anyio
EVENT = f"{FrontendEventExceptionState.get_full_name()}.handle_frontend_exception"


@pytest.fixture
def app():
    """What `install` needs of the app."""
    return SimpleNamespace(add_middleware=lambda *_, **__: None, frontend_exception_handler=None)


@pytest.mark.parametrize("letter", ["\\", "a", "[", "TypeError: can't access property \"", '", '])
async def test_a_long_report_costs_no_more_than_a_short_one(letter, app):
    reports.install(app)
    root = rx.State(_reflex_internal_init=True)
    state = await root.get_state(FrontendEventExceptionState)

    async def seconds(length: int) -> float:
        event = SimpleNamespace(name=EVENT, payload={"info": letter * length, "component_stack": letter * length})
        began = time.thread_time()
        await BriefReports().preprocess(None, root, event)
        assert len(event.payload["info"]) <= reports.LONGEST
        assert not any(pattern.search(event.payload["info"]) for pattern in state.auto_reload_on_errors)
        return time.thread_time() - began

    assert await seconds(200_000) < 40 * max(await seconds(2_000), 0.005)


@pytest.mark.parametrize(
    "payload", [{}, {"info": None}, {"info": {"a": 1}}, {"info": 7, "component_stack": [], "more": "x"}]
)
async def test_a_report_of_another_form_is_a_text_all_the_same(payload):
    event = SimpleNamespace(name=EVENT, payload=payload)
    await BriefReports().preprocess(None, None, event)
    assert sorted(event.payload) == ["component_stack", "info"]
    assert all(isinstance(value, str) for value in event.payload.values())


async def test_other_events_are_left_alone():
    event = SimpleNamespace(name="reflex___state____state.hydrate", payload={"info": "x" * 9000})
    await BriefReports().preprocess(None, None, event)
    assert len(event.payload["info"]) == 9000


@pytest.mark.parametrize(
    "said",
    [
        "TypeError: Cannot read properties of null (reading 'x')",
        "TypeError: null is not an object (evaluating 'a.b')",
        'TypeError: can\'t access property "x" of null',
        'TypeError: can\'t access property "x", e.y is null',
    ],
)
def test_the_errors_that_reflex_reloads_a_page_for_are_still_known(said):
    assert any(pattern.search(said) for pattern in reports.RELOADED)


def test_a_flood_of_reports_is_noted_twenty_times_and_once_more(caplog):
    note = Reports()
    with caplog.at_level(logging.WARNING):
        for number in range(500):
            note(Exception(f"{number} " + "x" * 5000))
    assert len(caplog.records) == reports.MOST + 1
    assert max(len(record.getMessage()) for record in caplog.records) < reports.LONGEST + 100
