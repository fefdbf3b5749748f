"""What a page reports is cut before anybody looks at it, and noted so often and no oftener."""

import logging
import time
from types import SimpleNamespace

import pytest
from prometheus_client import REGISTRY
from reflex.state import FrontendEventExceptionState
from rich.markup import escape

from practice_app import page_reports
from practice_app.page_reports import Reports
from practice_app.reflex_seams import reports
from practice_app.reflex_seams.namespace import LONGEST_TEXT, tidy

EVENT = f"{FrontendEventExceptionState.get_full_name()}.handle_frontend_exception"


@pytest.mark.parametrize("letter", ["\\", "a", "[", "TypeError: can't access property \"", '", '])
def test_a_long_report_costs_no_more_than_a_short_one(letter):
    app = SimpleNamespace(frontend_exception_handler=None)
    handler = FrontendEventExceptionState.event_handlers["handle_frontend_exception"]
    reports.install(app)

    def seconds(length: int) -> float:
        began = time.thread_time()
        event = tidy(
            {"name": EVENT, "payload": {"info": letter * length, "component_stack": letter * length}},
            lambda _: SimpleNamespace(handler=handler),
        )
        assert len(event["payload"]["info"]) <= LONGEST_TEXT
        app.frontend_exception_handler(Exception(escape(event["payload"]["info"])))
        return time.thread_time() - began

    assert seconds(200_000) < 40 * max(seconds(2_000), 0.005)


def test_no_page_is_sent_a_script_to_evaluate():
    app = SimpleNamespace(frontend_exception_handler=None)
    reports.install(app)
    assert FrontendEventExceptionState.auto_reload_on_errors == []
    assert app.backend_exception_handler(ValueError("of ours")) is None


def test_a_flood_of_reports_is_noted_twenty_times_and_once_more(caplog):
    note = Reports()
    with caplog.at_level(logging.WARNING):
        for number in range(500):
            note(Exception(f"{number} " + "x" * 5000))
    assert len(caplog.records) == page_reports.MOST + 1
    assert max(len(record.getMessage()) for record in caplog.records) < page_reports.LONGEST + 100


def test_what_may_be_somebodys_is_left_out_of_a_report(caplog):
    told = (
        "TypeError: x is null at /pieces?tag=Lisa&q=wedding, ann.kim@example.com"
        " in 'Dear Ann, the wedding on Saturday was wonderful, thank you' at 'chunk-4.js' line 3"
    )
    before = REGISTRY.get_sample_value("woodshed_pages_broke_total")
    page_reports.Reports()(RuntimeError(told))
    (said,) = caplog.messages
    assert said == "a page reports: TypeError: x is null at /pieces?… … in '…' at 'chunk-4.js' line 3"
    assert REGISTRY.get_sample_value("woodshed_pages_broke_total") == before + 1
