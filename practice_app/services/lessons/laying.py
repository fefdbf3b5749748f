"""A series becomes lessons: a row for each that its rule has within a year, and more every night."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Any, Final
from uuid import UUID

from sqlalchemy import insert
from sqlmodel import Session, col, select

from practice_app.ids import new_id
from practice_app.models import BlockedDays, Lesson, LessonSeries, LessonStatus
from practice_app.models.columns import now
from practice_app.services.lessons import clashes, recurring
from practice_app.services.shared.access import owned_by

AHEAD: Final = timedelta(days=366)


def horizon() -> datetime:
    """Until when there are rows."""
    return now() + AHEAD


def lay(db: Session, series: LessonSeries, since: datetime, *, skip: bool) -> int:
    """Make the lessons of a series from a moment on, as far as there are none, and tell how many were left out.

    Raises ``Overlap`` when the time of some is taken, unless those are to be left out (``skip``). What had been taken
    out and is wanted again comes back.
    """
    series.made_until = max(horizon(), since)
    wanted = wanted_times(db, series, since, series.made_until)
    there = {row.occurrence: row for row in of_series(db, series.id, since)}
    back = [row for at, row in there.items() if row.removed and at in set(wanted)]
    times = [at for at in wanted if at not in there or there[at].removed]
    spans = [(at, at + timedelta(minutes=series.minutes)) for at in times]
    found = clashes.taken(db, series.student_id, spans, [row.id for row in back])
    if found and not skip:
        raise clashes.refused(spans, found)
    free = [span for n, span in enumerate(spans) if n not in found]
    with clashes.at_once(db):
        db.add(series)
        db.flush()
        _bring_back(back, dict(free))
        insert_all(db, series, [span for span in free if span[0] not in there])
    return len(found)


def wanted_times(db: Session, series: LessonSeries, since: datetime, until: datetime) -> list[datetime]:
    """When the rule has lessons, but for days on which the teacher gives none."""
    times = recurring.occurrences(series.rrule, series.starts_local, series.timezone, since, until)
    if not series.rrule:
        return times
    free = _free_days(db, series.teacher_id)
    return [at for at in times if not _within(recurring.wall(at, series.timezone).date(), free)]


def _free_days(db: Session, teacher: UUID) -> list[tuple[date, date]]:
    found = db.exec(select(BlockedDays).where(owned_by(teacher, BlockedDays))).all()
    return [(one.first_day, one.last_day) for one in found]


def _within(day: date, free: Iterable[tuple[date, date]]) -> bool:
    return any(first <= day <= last for first, last in free)


def of_series(db: Session, series_id: UUID, since: datetime) -> list[Lesson]:
    """The lessons of a series from a moment of its rule on, in order."""
    mine = (col(Lesson.series_id) == series_id, col(Lesson.occurrence) >= since)
    return list(db.exec(select(Lesson).where(*mine).order_by(col(Lesson.occurrence)).with_for_update()))


def _bring_back(rows: list[Lesson], spans: dict[datetime, datetime]) -> None:
    for row in rows:
        if row.occurrence in spans:
            row.starts_at, row.ends_at = row.occurrence, spans[row.occurrence]
            row.status, row.removed, row.reason = LessonStatus.PLANNED, False, ""
            touch(row)


def touch(row: Lesson) -> None:
    """Let calendars be told anew."""
    row.sequence, row.updated_at = row.sequence + 1, now()


def insert_all(db: Session, series: LessonSeries, spans: list[clashes.Span], **other: Any) -> None:
    """Write lessons of a series that are not there."""
    at = now()
    same: dict[str, Any] = {"series_id": series.id, "teacher_id": series.teacher_id, "student_id": series.student_id}
    same |= {"status": LessonStatus.PLANNED, "removed": False, "reason": "", "notes_shared": "", "sequence": 0}
    same |= {"created_at": at, "updated_at": at} | other
    rows = [same | {"id": new_id(), "occurrence": one, "starts_at": one, "ends_at": end} for one, end in spans]
    if rows:
        db.execute(insert(Lesson), rows)
