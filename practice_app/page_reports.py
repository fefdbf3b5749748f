"""What a page in a browser says went wrong in it: noted, but only so much of it, and only so often.

Anybody can report, by a socket (`reflex_seams.reports`) or, before there is one, by REST (`api/page_reports.py`).
"""

import logging
import re
import time
from typing import Final

from prometheus_client import Counter

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


note = Reports()
"""Of this process, whichever way a report comes."""
