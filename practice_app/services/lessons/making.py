"""A teacher plans a lesson, or lessons that come again."""

from datetime import timedelta
from typing import Final
from uuid import UUID

from sqlalchemy import func
from sqlmodel import Session, col, select

from practice_app.errors import NotFound
from practice_app.ids import client_id, new_id
from practice_app.models import Lesson, LessonSeries, LessonStatus
from practice_app.models.columns import now
from practice_app.services.lessons import clashes, laying, listing, making_up, recurring, telling
from practice_app.services.lessons.drafts import ClassDraft, span
from practice_app.services.lessons.rows import ClassRow
from practice_app.services.shared.access import Permission, require
from practice_app.services.shared.limits import quotas
from practice_app.services.shared.of_two import given_by

MOST_CLASSES: Final = 10_000
MOST_A_DAY: Final = 500
MOST_AHEAD: Final = 10_000
"""Lessons that one teacher may have planned."""


def make(db: Session, who: UUID, draft: ClassDraft) -> tuple[ClassRow, bool]:
    """Plan a lesson, or a series; the same id again changes nothing. Tells whether it is new.

    Raises ``Overlap`` when one of the two has another lesson then, ``Invalid``, and ``NotFound`` for a student whom
    ``who`` does not teach now.
    """
    _check_taught(db, who, draft.student_id)
    identity = client_id(draft.id) if draft.id else new_id()
    clashes.hold(db, who, draft.student_id)
    if draft.id and db.get(LessonSeries, identity):
        return _there(db, who, identity), False
    series = _series(who, identity, draft)
    _check_room(db, who)
    left_out = laying.lay(db, series, recurring.moment(series.starts_local, series.timezone), skip=draft.skip_conflicts)
    first = first_of(db, series)
    if draft.makes_up_for:
        making_up.say(db, who, first, draft.makes_up_for)
    telling.changed(db, series)
    return listing.class_row(db, who, first, left_out), True


def _check_taught(db: Session, who: UUID, student: UUID) -> None:
    if student == who or not db.scalar(select(func.app_teaches(student))):
        raise NotFound()


def _there(db: Session, who: UUID, identity: UUID) -> ClassRow:
    series: LessonSeries = require(db, who, Permission.LESSON_CHANGE, identity)
    return listing.class_row(db, who, first_of(db, series))


def first_of(db: Session, series: LessonSeries) -> Lesson:
    """The first lesson of a class; raise ``NotFound`` when all of them were left out."""
    mine = select(Lesson).where(Lesson.series_id == series.id)
    found = db.exec(mine.order_by(col(Lesson.occurrence)).limit(1)).first()
    if found is None:
        raise clashes.Overlap()
    return found


def _series(who: UUID, identity: UUID, draft: ClassDraft) -> LessonSeries:
    said, minutes = span(draft.starts_at, draft.ends_at, draft.timezone)
    rule = recurring.read(draft.rrule, said, draft.timezone).written(said) if draft.rrule else ""
    return LessonSeries(
        id=identity,
        teacher_id=who,
        student_id=draft.student_id,
        timezone=draft.timezone,
        starts_local=said,
        minutes=minutes,
        rrule=rule,
        reminders_min=sorted(set(draft.reminders_min)),
        place=draft.place,
        note=draft.note,
        made_until=now(),
    )


def _check_room(db: Session, who: UUID) -> None:
    """Raise when there are as many as one teacher may have, or made today."""
    of_class = select(func.count(), func.count().filter(col(LessonSeries.created_at) > now() - timedelta(days=1)))
    there, today = db.exec(of_class.where(given_by(who, LessonSeries))).one()
    coming = (col(Lesson.starts_at) > now(), col(Lesson.status) == LessonStatus.PLANNED)
    ahead = db.exec(select(func.count()).select_from(Lesson).where(col(Lesson.teacher_id) == who, *coming)).one()
    if there >= MOST_CLASSES or ahead >= MOST_AHEAD:
        raise quotas.TooManyThings(values={"most": MOST_CLASSES})
    if today >= MOST_A_DAY:
        raise quotas.TooManyNew(values={"most": MOST_A_DAY})
