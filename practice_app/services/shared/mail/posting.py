"""Mail that nobody waits for: it goes after the answer, so that no answer tells by its time whether there was one.

Two threads of their own: a mail server that hangs holds up no request. What waits when the process ends is lost, and
what the server would not take after three tries; whoever misses a mail asks for another one.
"""

import logging
import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from email.message import EmailMessage
from functools import lru_cache

from practice_app.errors import Unavailable
from practice_app.services.shared.mail.sending import NotSent, send

log = logging.getLogger(__name__)
MOST_WAITING = 500
PAUSES_S = (2.0, 15.0)
"""Before it is tried again."""
_places = threading.BoundedSemaphore(MOST_WAITING)


@lru_cache
def _posts() -> ThreadPoolExecutor:
    return ThreadPoolExecutor(2, thread_name_prefix="mail")


def soon(write: Callable[[], EmailMessage | None]) -> None:
    """Write a mail (looking up first whether there is to be one) and send it, a moment later.

    Too many at once are left out.
    """
    if not _places.acquire(blocking=False):
        log.warning("a mail is left out: %d wait already", MOST_WAITING)
        return
    _posts().submit(_do, write)


def _do(write: Callable[[], EmailMessage | None]) -> None:
    try:
        if mail := write():
            _sent(mail)
    except Unavailable as away:
        log.warning("a mail was not written: %s", away)
    except Exception:
        log.exception("a mail was not written")
    finally:
        _places.release()


def _sent(mail: EmailMessage) -> None:
    for pause in (*PAUSES_S, None):
        try:
            return send(mail)
        except NotSent as error:
            log.warning("a mail was not sent: %s", error)
            if error.lasting or pause is None:
                return None
            time.sleep(pause)
    return None
