"""A teacher's students as they are listed: who practised, how much, and what wants attention, with the reason."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlmodel import Session

from practice_app.services.profiles import UserRow
from practice_app.services.shared.paging import DEFAULT_LIMIT, Key, Page, page, place
from practice_app.services.teaching.students import counting, waiting
from practice_app.services.teaching.students.counting import Counted, DayRow
from practice_app.services.teaching.students.rules import Flag, attention
from practice_app.services.teaching.students.words import said


@dataclass(frozen=True)
class Student:
    """A student with what there is to tell of them; sentences are message ids."""

    counted: Counted
    flags: list[Flag]
    takes_waiting: int
    next_class_at: datetime | None


@dataclass(frozen=True)
class AttentionRow:
    """A reason to look at a student, in the teacher's language."""

    kind: str
    says: str


@dataclass(frozen=True)
class StudentRow:
    """A student in the list; ``days`` are seven of the student's own, the oldest first."""

    user: UserRow
    since: datetime
    last_practised_at: datetime | None
    days: list[DayRow]
    attention: list[AttentionRow]
    takes_waiting: int
    next_class_at: datetime | None


def listed(
    db: Session, who: UUID, locale: str, origin: str = "", *, limit: int = DEFAULT_LIMIT, after: str | None = None
) -> Page[StudentRow]:
    """List one's students from the first one after the cursor ``after``; sentences are in the language ``locale``."""
    key = place(after)
    found = [one for one in students(db, who) if key is None or _place(one) < (key.moment, key.id)]
    rows = [_row(one, locale, origin) for one in found[: limit + 1]]
    return page(rows, limit, [Key(*_place(one)) for one in found[: limit + 1]])


def students(db: Session, who: UUID) -> list[Student]:
    """Everybody whom ``who`` teaches, the newest activity first."""
    counted = counting.students(db)
    return told(db, who, counted) if counted else []


def told(db: Session, who: UUID, counted: list[Counted]) -> list[Student]:
    """What there is to tell of these students of ``who``'s."""
    wanted = counted[0].id if len(counted) == 1 else None
    takes, classes = waiting.takes(db, wanted), waiting.next_classes(db, who, [one.id for one in counted])
    seen = counting.seen(db, counted, takes, waiting.homework(db, who, counted))
    return [
        Student(one, attention(seen[one.id]), takes.get(one.id, 0), classes.get(one.id))
        for one in counted
        if one.id in seen
    ]


def _place(one: Student) -> tuple[datetime, UUID]:
    return one.counted.last_at or one.counted.since, one.counted.id


def _row(one: Student, locale: str, origin: str) -> StudentRow:
    counted = one.counted
    return StudentRow(
        user=user(counted, origin),
        since=counted.since,
        last_practised_at=counted.last_at,
        days=counted.days,
        attention=[AttentionRow(flag.kind, said(locale, flag)) for flag in one.flags],
        takes_waiting=one.takes_waiting,
        next_class_at=one.next_class_at,
    )


def picture_of(counted: Counted, origin: str) -> str:
    """Where a student's picture is, if they show their teachers one: an address that stays and asks again who looks."""
    return f"{origin}/users/{counted.id}/picture.jpg" if counted.has_picture else ""


def user(counted: Counted, origin: str) -> UserRow:
    """Show who it is."""
    return UserRow(
        id=counted.id,
        display_name=counted.display_name,
        picture_url=picture_of(counted, origin) or None,
        instruments=counted.instruments,
        role=counted.role,
        verified=counted.verified,
    )
