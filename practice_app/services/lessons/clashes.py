"""Nobody is in two lessons at once: asked before anything is written, and kept by the database in any case."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from psycopg.errors import ExclusionViolation, UniqueViolation
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError
from sqlmodel import Session

from practice_app.errors import Conflict
from practice_app.locales import msg
from practice_app.models.lessons import OCCURRENCES, ONCE
from practice_app.services.shared.limits import quotas

Span = tuple[datetime, datetime]


@dataclass
class Overlap(Conflict):
    """One of the two has another lesson at that time; which one is told of the lesson proposed, never of the other."""

    code = "overlap"
    title = msg("The time is taken")
    detail: str = msg("One of you has another lesson then.")
    conflicts: list[dict[str, Any]] = field(default_factory=list)


def hold(db: Session, *people: UUID) -> None:
    """Let nobody else plan lessons of these people until this is done; always in one order, so that nobody waits."""
    for person in sorted(people):
        quotas.one_at_a_time(db, person)


def taken(db: Session, student: UUID, spans: Sequence[Span], but: Sequence[UUID] = ()) -> dict[int, list[str]]:
    """Which of these times are taken for whoever teaches this student, or for the student; ``but`` for these lessons.

    Counted from 0; with ``teacher``, ``student`` or both.
    """
    if not spans:
        return {}
    begins, ends = zip(*spans, strict=True)
    asked = {"student": student, "begins": list(begins), "ends": list(ends), "but": list(but)}
    found: dict[int, list[str]] = {}
    for n, who in db.execute(_CLASHES, asked):
        found.setdefault(n - 1, []).append(who)
    return found


_CLASHES = text(
    "SELECT n, who FROM app_lesson_clashes(:student, CAST(:begins AS timestamptz[]), CAST(:ends AS timestamptz[]),"
    " CAST(:but AS uuid[])) ORDER BY n, who DESC"
)


def refused(spans: Sequence[Span], found: dict[int, list[str]]) -> Overlap:
    """Say of each lesson proposed for whom its time is taken."""
    conflicts = [{"occurrence": spans[n][0], "who": who} for n, people in sorted(found.items()) for who in people]
    return Overlap(conflicts=conflicts)


@contextmanager
def at_once(db: Session) -> Iterator[None]:
    """Write several lessons as one: what they are in between does not count. Raises ``Overlap``; nothing is written."""
    try:
        with db.begin_nested():
            db.execute(text(f"SET CONSTRAINTS {ONCE}, {OCCURRENCES} DEFERRED"))
            yield
            db.flush()
            db.execute(text(f"SET CONSTRAINTS {ONCE}, {OCCURRENCES} IMMEDIATE"))
    except IntegrityError as error:
        if isinstance(error.orig, ExclusionViolation | UniqueViolation):
            raise Overlap() from None
        raise
