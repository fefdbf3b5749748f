"""A lesson, or many, become otherwise: moved, told about, taken back."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sqlmodel import Session

from practice_app.errors import Invalid
from practice_app.locales import msg
from practice_app.models import Lesson, LessonNote, LessonSeries, LessonStatus
from practice_app.models.columns import now
from practice_app.services.lessons import calling_off, clashes, listing, making, making_up, moving, telling
from practice_app.services.lessons.drafts import ClassChange, NotesChange, Scope, span
from practice_app.services.lessons.rows import ClassRow
from practice_app.services.shared.access import Permission, require


def change(db: Session, who: UUID, class_id: UUID, wish: ClassChange) -> ClassRow:
    """Do what is wished, as far as it goes (``wish.reaches``), and show the lesson that was named, or the first.

    A student may cancel a lesson to come, and say why; all else is the teacher's. Raises ``Overlap``, ``Invalid``.
    """
    if wish.status == LessonStatus.CANCELLED and not (wish.moves or wish.describes or wish.notes or wish.makes_up_for):
        return calling_off.cancel(db, who, class_id, wish)
    series: LessonSeries = require(db, who, Permission.LESSON_CHANGE, class_id)
    clashes.hold(db, series.teacher_id, series.student_id)
    db.refresh(series)
    for name, value in wish.describes.items():
        setattr(series, name, value)
    series.updated_at = now()
    shown, left_out = _this(db, who, series, wish), 0
    if wish.moves and shown is None:
        shown, left_out = moving.move(db, series, wish)
    telling.changed(db, series)
    db.flush()
    if shown and wish.status == LessonStatus.CANCELLED:
        telling.cancelled(db, series, [shown], who)
    elif shown and wish.moves:
        telling.moved(db, series, shown)
    return listing.class_row(db, who, shown or making.first_of(db, series), left_out)


def _this(db: Session, who: UUID, series: LessonSeries, wish: ClassChange) -> Lesson | None:
    """Change one lesson, if it is about one."""
    alone = not series.rrule and "rrule" not in wish.model_fields_set
    this = wish.reaches is Scope.THIS or (alone and (wish.moves or wish.tells))
    if wish.tells and not this:
        raise Invalid("scope", msg("What became of a lesson is said of one lesson."))
    if not this or not (wish.moves or wish.tells or wish.occurrence):
        return None
    if wish.rrule is not None and wish.rrule != series.rrule:
        raise Invalid("scope", msg("A rule is of several lessons: this and all that follow, or all."))
    lesson = listing.named(db, series, wish.occurrence, lock=True)
    with clashes.at_once(db):
        _say(db, who, series, lesson, wish)
        if wish.moves:
            _move(db, series, lesson, wish)
        db.add(lesson)
    return lesson


def _say(db: Session, who: UUID, series: LessonSeries, lesson: Lesson, wish: ClassChange) -> None:
    """Say what became of it."""
    if wish.status and wish.status != lesson.status:
        if lesson.status == LessonStatus.CANCELLED:
            _check_free(db, series, [lesson], [(lesson.starts_at, lesson.ends_at)])
        lesson.status, lesson.removed = wish.status, False
        lesson.sequence += 1
    if wish.reason is not None:
        lesson.reason = wish.reason
    elif wish.status == LessonStatus.PLANNED:
        lesson.reason = ""
    if "makes_up_for" in wish.model_fields_set:
        making_up.say(db, who, lesson, wish.makes_up_for)
    if wish.notes:
        _note(db, who, lesson, wish.notes)
    lesson.updated_at = now()


def _note(db: Session, who: UUID, lesson: Lesson, notes: NotesChange) -> None:
    if notes.shared is not None:
        lesson.notes_shared = notes.shared
    if notes.private is not None:
        db.merge(LessonNote(lesson_id=lesson.id, user_id=who, text=notes.private, updated_at=now()))


def _move(db: Session, series: LessonSeries, lesson: Lesson, wish: ClassChange) -> None:
    """Move one lesson, which keeps the place that it has in its series."""
    if lesson.status == LessonStatus.CANCELLED:
        raise Invalid("occurrence", msg("This lesson is cancelled. Plan it again before you move it."))
    if wish.starts_at is None:
        return
    starts, ends = _times(series, lesson, wish)
    _check_free(db, series, [lesson], [(starts, ends)])
    if (lesson.starts_at, lesson.ends_at) != (starts, ends):
        lesson.starts_at, lesson.ends_at = starts, ends
        lesson.sequence, lesson.updated_at = lesson.sequence + 1, now()


def _times(series: LessonSeries, lesson: Lesson, wish: ClassChange) -> tuple[datetime, datetime]:
    assert wish.starts_at
    zone = wish.timezone or series.timezone
    ends = wish.ends_at or wish.starts_at + (lesson.ends_at - lesson.starts_at)
    return moving.times(*span(wish.starts_at, ends, zone), zone)


def _check_free(db: Session, series: LessonSeries, own: Sequence[Lesson], spans: list[clashes.Span]) -> None:
    found = clashes.taken(db, series.student_id, spans, [row.id for row in own])
    if found:
        raise clashes.refused(spans, found)
