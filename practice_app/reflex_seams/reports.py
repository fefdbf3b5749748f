"""What a page says by its socket went wrong in it, and what went wrong here while a page was answered.

Anybody can open a socket and report. `reflex_seams.namespace` cuts a report; `page_reports` matches and notes it.

Seen on Reflex 0.10.1: `reflex.state.FrontendEventExceptionState`, its patterns, `App.frontend_exception_handler` and
`App.backend_exception_handler`.
"""

import logging

import reflex as rx
from reflex.state import FrontendEventExceptionState

from practice_app.page_reports import note

log = logging.getLogger(__name__)


def install(app: rx.App) -> None:
    """Bound what pages report to this app, and send them no script to evaluate: their policy refuses that.

    Reflex would have a page load itself again after some of its errors; the page does so by itself
    (components/shell/inline/again.js). Of a fault on this side Reflex would show a toast; ours show theirs.
    """
    FrontendEventExceptionState.auto_reload_on_errors = []
    app.frontend_exception_handler = note
    app.backend_exception_handler = fault


def fault(exception: Exception) -> None:
    """Note what went wrong on this side, while a page was answered."""
    log.error("a page was not answered", exc_info=exception)
