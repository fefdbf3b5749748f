"""Reporting, wired to its state: for any page that shows what somebody else wrote."""

from dataclasses import replace
from typing import Any, Final

import reflex as rx

from practice_app.components.moderation import report
from practice_app.components.moderation.report import Reporting
from practice_app.state.moderation.reporting import ReportState

REPORTING: Final = Reporting(ReportState.kind, ReportState.begin, ReportState.leave, ReportState.send)
DONE: Final[Any] = ReportState.done


def report_button(kind: str, identity: Any) -> rx.Component:
    """A button beside a thing; the page has ``report_dialog`` once."""
    return report.report_button(kind, identity, REPORTING)


def report_dialog(*after: Any) -> rx.Component:
    """What asks why; ``after``: what the page does once it was reported, like looking anew."""
    return report.report_dialog(replace(REPORTING, send=[ReportState.send, *after]))


def unless_reported(identity: Any, drawn: rx.Component) -> rx.Component:
    """Draw something until it was reported on this page."""
    return rx.cond(DONE.contains(identity), rx.fragment(), drawn)
