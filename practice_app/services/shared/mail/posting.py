"""Mail that nobody waits for: it goes after the answer, so that no answer tells by its time whether there was one.

Two threads of their own: a mail server that hangs holds up no request. What waits when the process ends is lost, and
what the server would not take after three tries; whoever misses a mail asks for another one.
"""

import logging
import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import lru_cache

from practice_app.errors import Unavailable
from practice_app.services.shared.mail.sending import NotSent

log = logging.getLogger(__name__)
MOST_WAITING = 500
PAUSES_S = (2.0, 15.0)
"""Before it is tried again."""
_places = threading.BoundedSemaphore(MOST_WAITING)


@lru_cache
def _posts() -> ThreadPoolExecutor:
    return ThreadPoolExecutor(2, thread_name_prefix="mail")


def soon(deed: Callable[[], None]) -> None:
    """Do what ends in a mail (it may look things up first) a moment later; too much of it at once is left undone."""
    if not _places.acquire(blocking=False):
        log.warning("a mail is left out: %d wait already", MOST_WAITING)
        return
    _posts().submit(_do, deed)


def _do(deed: Callable[[], None]) -> None:
    try:
        for pause in (*PAUSES_S, None):
            if _done(deed, last=pause is None):
                return
            time.sleep(pause or 0)
    except Exception:
        log.exception("a mail was not written")
    finally:
        _places.release()


def _done(deed: Callable[[], None], *, last: bool) -> bool:
    try:
        deed()
    except (NotSent, Unavailable) as error:
        log.warning("a mail was not sent: %s", error)
        return last or getattr(error, "lasting", False)
    return True
