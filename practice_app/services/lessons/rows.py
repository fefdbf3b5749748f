"""Lessons as the two whose they are see them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Row, Select, and_, exists, select, text
from sqlalchemy.orm import aliased
from sqlmodel import Session, col

from practice_app.models import Lesson, LessonNote, LessonSeries, User
from practice_app.services.lessons.drafts import LessonName
from practice_app.services.profiles import UserRow
from practice_app.services.shared.access import Permission, owned_by, require
from practice_app.services.shared.of_two import of_either


@dataclass(frozen=True)
class PersonRow(UserRow):
    """One of the two. ``timezone``: by which clocks they live."""

    timezone: str


@dataclass(frozen=True)
class NotesRow:
    """What is noted about a lesson; ``private`` is the teacher's alone, and null for the student."""

    shared: str
    private: str | None


@dataclass(frozen=True)
class LessonRow:
    """One lesson. ``occurrence``: when its rule has it, by which it is named; ``starts_at``: when it is.

    ``makes_up_for``: which cancelled or missed lesson it stands for. ``made_up``: there is one that stands for it.
    """

    class_id: UUID
    occurrence: datetime
    starts_at: datetime
    ends_at: datetime
    timezone: str
    status: str
    reason: str
    teacher: PersonRow
    student: PersonRow
    rrule: str
    reminders_min: list[int]
    place: str
    note: str
    notes: NotesRow
    makes_up_for: LessonName | None
    made_up: bool
    removed: bool


@dataclass(frozen=True)
class ClassRow(LessonRow):
    """A class: told by one of its lessons (the one that was named, else the first), and how many more there are.

    ``lessons``: planned within the next year. ``left_out``: not planned, since their time was taken.
    """

    id: UUID
    lessons: int
    left_out: int


@dataclass(frozen=True)
class PartnerRow(PersonRow):
    """Somebody with whom one has lessons; ``teaches``: they teach whoever asks, ``is_taught``: by whoever asks."""

    teaches: bool
    is_taught: bool


def partners(db: Session) -> list[PartnerRow]:
    """With whom whoever asks has lessons, or may plan some."""
    return [_partner(row) for row in db.execute(text("SELECT * FROM app_lesson_people() ORDER BY display_name, id"))]


def _partner(row: Row[Any]) -> PartnerRow:
    told = {name: getattr(row, name) for name in ("id", "display_name", "instruments", "verified", "timezone")}
    return PartnerRow(**told, picture_url=None, role=row.roles[0], teaches=row.teaches, is_taught=row.is_taught)


def people(db: Session, who: UUID) -> dict[UUID, PersonRow]:
    """Whoever asks and their partners, by id."""
    me: User = require(db, who, Permission.ACCOUNT_CHANGE, who)
    verified = me.teacher_verified_at is not None
    own = PersonRow(me.id, me.display_name, None, list(me.instruments), me.role, verified, me.timezone)
    return {row.id: row for row in partners(db)} | {who: own}


_Made = aliased(Lesson)
_Up = aliased(Lesson)


def lessons(who: UUID) -> Select[Any]:
    """The lessons of somebody, with what is told of each; in the order in which they are."""
    made_up = exists().where(col(_Made.makes_up_for) == col(Lesson.id), col(_Made.status) != "cancelled")
    columns: list[Any] = [Lesson, LessonSeries, LessonNote.text, _Up.series_id, _Up.occurrence, made_up]
    query: Select[Any] = select(*columns).join(LessonSeries, col(LessonSeries.id) == col(Lesson.series_id))
    own = and_(col(LessonNote.lesson_id) == col(Lesson.id), owned_by(who, LessonNote))
    query = query.outerjoin(LessonNote, own).outerjoin(_Up, col(_Up.id) == col(Lesson.makes_up_for))
    return query.where(of_either(who, Lesson)).order_by(col(Lesson.starts_at), col(Lesson.id))


def told(found: Iterable[Row[Any]], people: dict[UUID, PersonRow], who: UUID) -> list[LessonRow]:
    """Show what was found; of whom nothing is to be seen any more, no lesson is."""
    rows = [row for row in found if row[0].teacher_id in people and row[0].student_id in people]
    return [_told(row, people, who) for row in rows]


def _told(found: Row[Any], people: dict[UUID, PersonRow], who: UUID) -> LessonRow:
    lesson, series, private, up_class, up_at, made_up = tuple(found)
    mine = lesson.teacher_id == who
    same = ("occurrence", "starts_at", "ends_at", "status", "reason", "removed")
    return LessonRow(
        class_id=series.id,
        timezone=series.timezone,
        teacher=people[lesson.teacher_id],
        student=people[lesson.student_id],
        rrule=series.rrule,
        reminders_min=list(series.reminders_min),
        place=series.place,
        note=series.note,
        notes=NotesRow(lesson.notes_shared, (private or "") if mine else None),
        makes_up_for=LessonName(class_id=up_class, occurrence=up_at) if up_class and up_at else None,
        made_up=made_up,
        **{name: getattr(lesson, name) for name in same},
    )
