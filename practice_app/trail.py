"""By which id what is done is found again in the logs: of a request, of a page's event, of the job it asked for.

It is made up here, or by a proxy of ours, and means nobody: it says only which lines belong together.
"""

import re
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from contextvars import ContextVar, copy_context
from dataclasses import dataclass, field
from functools import partial
from typing import TypeVar
from uuid import uuid4

T = TypeVar("T")
HEADER = "X-Request-ID"
_GIVEN = re.compile(r"[A-Za-z0-9-]{8,64}")
_id: ContextVar[str] = ContextVar("trail", default="")


def current() -> str:
    """Tell the id of what is done here; empty where nobody asked for it (the sweep, a start)."""
    return _id.get()


def begin(given: str = "") -> str:
    """Begin something, under the id that a proxy gave it if that is one; it ends with the task or thread."""
    _id.set(given if _GIVEN.fullmatch(given) else uuid4().hex[:16])
    return current()


@contextmanager
def following(of: str | None) -> Iterator[None]:
    """Go on, for as long as this lasts, with what was begun elsewhere."""
    token = _id.set(of or "")
    try:
        yield
    finally:
        _id.reset(token)


def carried(work: Callable[[], T]) -> Callable[[], T]:
    """Do this in another thread as part of what is done here."""
    return partial(copy_context().run, work)


@dataclass
class Stretch:
    """Something that is done, from its beginning to its end: what it is called, and facts that are nobody's."""

    kind: str
    """A request, a page's event, a job, a task."""
    name: str
    facts: dict[str, str | int] = field(default_factory=dict)


Follower = Callable[[Stretch], AbstractContextManager[None]]
_followers: list[Follower] = []


def follow(follower: Follower) -> None:
    """Have this told from now on of whatever is done in this process."""
    _followers[:] = [follower]


@contextmanager
def stretch(kind: str, name: str) -> Iterator[Stretch]:
    """Tell whoever follows that something is done for as long as this lasts; as a rule nobody does."""
    told = Stretch(kind, name)
    if not _followers:
        yield told
        return
    with _followers[0](told):
        yield told
