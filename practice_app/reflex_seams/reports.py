"""What a page says went wrong in it: noted, but only so much of it, and only so often.

Anybody can open a socket and report. `reflex_seams.namespace` cuts a report; here it is matched and noted.

Seen on Reflex 0.10.1: `reflex.state.FrontendEventExceptionState`, its patterns, `App.frontend_exception_handler` and
`App.backend_exception_handler`.
"""

import logging
import re
import time
from typing import Final

import reflex as rx
from prometheus_client import Counter
from reflex.state import FrontendEventExceptionState

log = logging.getLogger(__name__)
LONGEST: Final = 2_000
"""Letters of one report: an error's message and the first of its stack."""
MOST: Final = 20
"""Reports that are noted in a minute, of all pages of this process together."""
_MINUTE_S: Final = 60.0
_OF_SOMEBODY = re.compile(
    r"""
    (?<=\?)[^\s"'()]{1,2000}
    | [^\s@"'()]{1,64}@[^\s@"'()]{1,255}
    | (?<=["'`])[^"'`\n]{40,2000}(?=["'`])
    """,
    re.VERBOSE,
)
"""What may be somebody's in an error's text: what follows an address, an e-mail address, a long text in quotes."""
BROKE = Counter("woodshed_pages_broke", "Errors that pages in browsers reported")


class Reports:
    """Notes reports, ``MOST`` a minute."""

    def __init__(self) -> None:
        self._since, self._noted = 0.0, 0

    def __call__(self, exception: Exception) -> None:
        """Note what a page reports."""
        now = time.monotonic()
        if now - self._since > _MINUTE_S:
            self._since, self._noted = now, 0
        self._noted += 1
        BROKE.inc()
        if self._noted <= MOST:
            log.error("a page reports: %s", _OF_SOMEBODY.sub("…", str(exception)[:LONGEST]))
        elif self._noted == MOST + 1:
            log.warning("more than %d pages reported something within a minute; the rest is left out", MOST)


def install(app: rx.App) -> None:
    """Bound what pages report to this app, and send them no script to evaluate: their policy refuses that.

    Reflex would have a page load itself again after some of its errors; the page does so by itself
    (components/shell/inline/again.js). Of a fault on this side Reflex would show a toast; ours show theirs.
    """
    FrontendEventExceptionState.auto_reload_on_errors = []
    app.frontend_exception_handler = Reports()
    app.backend_exception_handler = fault


def fault(exception: Exception) -> None:
    """Note what went wrong on this side, while a page was answered."""
    log.error("a page was not answered", exc_info=exception)
