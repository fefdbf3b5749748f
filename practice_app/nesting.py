"""One request holds one connection at a time: no transaction inside another, and no waiting for others inside one.

Whoever holds a connection and asks for a second waits for those who do the same; when all of the pool do, nobody goes
on. And a transaction that waits for S3 keeps its locks for as long as S3 likes. Both are mistakes of ours: they are
raised in development and in tests (``WOODSHED_STRICT``), and noted in production, where the work goes on.
"""

import logging
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from practice_app.settings import get_settings

log = logging.getLogger(__name__)


class Nested(RuntimeError):
    """Something that needs a connection, or waits for others, was begun inside a transaction."""


class _OfThread(threading.local):
    held = 0


class _OfRequest:
    """What the threads that work for one request hold together."""

    held = 0


_thread = _OfThread()
_request: ContextVar[_OfRequest | None] = ContextVar("request", default=None)


@contextmanager
def one_request() -> Iterator[None]:
    """Count as one what is held in here, in whichever threads of the pool the request is worked on."""
    token = _request.set(_OfRequest())
    try:
        yield
    finally:
        _request.reset(token)


@contextmanager
def holding() -> Iterator[None]:
    """Hold a connection; it is noticed when this request (without one: this thread) has one already."""
    check_outside("a transaction")
    mine = _request.get() or _thread
    mine.held += 1
    try:
        yield
    finally:
        mine.held -= 1


def check_outside(what: str) -> None:
    """Notice when this is begun inside a transaction."""
    if not (_request.get() or _thread).held:
        return
    if get_settings().strict:
        raise Nested(f"{what} was begun inside a transaction")
    log.error("%s was begun inside a transaction", what, stack_info=True)
