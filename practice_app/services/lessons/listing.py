"""Lessons of somebody: those within some days, one of them, the next."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import func
from sqlmodel import Session, col, select

from practice_app.errors import Invalid, NotFound
from practice_app.locales import msg
from practice_app.models import Lesson, LessonSeries, LessonStatus
from practice_app.models.columns import now
from practice_app.services.lessons import drafts, rows
from practice_app.services.lessons.rows import ClassRow, LessonRow, PersonRow
from practice_app.services.shared.access import Permission, require
from practice_app.services.shared.of_two import given_by

MOST = 5_000


def listed(db: Session, who: UUID, since: str | None = None, until: str | None = None) -> list[LessonRow]:
    """List somebody's lessons, given and taken, cancelled ones too, by when they are; days are those of their zone."""
    people = rows.people(db, who)
    begins, ends = drafts.window(since, until, people[who].timezone)
    return between(db, who, people, begins, ends)


def between(db: Session, who: UUID, people: dict[UUID, PersonRow], begins: datetime, ends: datetime) -> list[LessonRow]:
    """The same between two moments."""
    inside = (col(Lesson.starts_at) < ends, col(Lesson.ends_at) > begins)
    return rows.told(db.execute(rows.lessons(who).where(*inside).limit(MOST)), people, who)


def named(db: Session, series: LessonSeries, occurrence: datetime | None, *, lock: bool = False) -> Lesson:
    """Find a lesson of a class by when its rule has it; that of a class with one alone needs no name."""
    query = select(Lesson).where(Lesson.series_id == series.id).order_by(col(Lesson.occurrence)).limit(2)
    if occurrence:
        query = query.where(Lesson.occurrence == occurrence)
    found = db.exec(query.with_for_update() if lock else query).all()
    if not found:
        raise NotFound()
    if len(found) > 1:
        raise Invalid("occurrence", msg("Which of the lessons is meant? Name it by its occurrence."))
    return found[0]


def one(db: Session, who: UUID, class_id: UUID, occurrence: datetime | None = None) -> LessonRow:
    """Show one lesson of a class."""
    series: LessonSeries = require(db, who, Permission.LESSON_READ, class_id)
    return row_of(db, who, named(db, series, occurrence))


def row_of(db: Session, who: UUID, lesson: Lesson) -> LessonRow:
    """Show this lesson."""
    db.flush()
    found = db.execute(rows.lessons(who).where(col(Lesson.id) == lesson.id))
    shown = rows.told(found, rows.people(db, who), who)
    if not shown:
        raise NotFound()
    return shown[0]


def class_row(db: Session, who: UUID, lesson: Lesson, left_out: int = 0) -> ClassRow:
    """Show the class of this lesson, as that tells it."""
    coming = (col(Lesson.series_id) == lesson.series_id, col(Lesson.status) == LessonStatus.PLANNED)
    planned = db.exec(select(func.count()).select_from(Lesson).where(*coming, col(Lesson.starts_at) > now())).one()
    told: dict[str, Any] = row_of(db, who, lesson).__dict__
    return ClassRow(**told, id=lesson.series_id, lessons=planned, left_out=left_out)


def next_class_at(db: Session, who: UUID, students: Sequence[UUID]) -> dict[UUID, datetime]:
    """When ``who`` next teaches each of these; of whom there is nothing planned, there is nothing here."""
    coming = (col(Lesson.status) == LessonStatus.PLANNED, col(Lesson.ends_at) > now())
    query = select(Lesson.student_id, func.min(Lesson.starts_at)).where(
        given_by(who, Lesson), *coming, col(Lesson.student_id).in_(students)
    )
    return dict(db.exec(query.group_by(col(Lesson.student_id))).all())
