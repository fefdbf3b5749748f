"""Lessons that come again are moved: one and all that follow, or all that are to come.

A lesson that was moved by itself stays where it is, and one that was cancelled stays cancelled. What was is not moved.
"""

from datetime import datetime, timedelta
from typing import NamedTuple

from sqlmodel import Session

from practice_app.errors import Invalid, NotFound
from practice_app.ids import new_id
from practice_app.locales import msg
from practice_app.models import Lesson, LessonSeries, LessonStatus
from practice_app.models.columns import now
from practice_app.services.lessons import clashes, laying, listing, recurring
from practice_app.services.lessons.drafts import ClassChange, Scope, span


class To(NamedTuple):
    """Where lessons are moved: what clocks say at the one that is named, how long, by which clocks and rule."""

    said: datetime
    minutes: int
    zone: str
    rrule: str | None
    """None: as it was."""


def times(said: datetime, minutes: int, zone: str) -> tuple[datetime, datetime]:
    """From when to when a lesson is."""
    starts = recurring.moment(said, zone)
    return starts, starts + timedelta(minutes=minutes)


def move(db: Session, series: LessonSeries, wish: ClassChange) -> tuple[Lesson, int]:
    """Move several lessons, and give the one that was named, or the first; and how many could not be.

    Raises ``Overlap`` when the time of some is taken, unless those are to stay where they are (``skip_conflicts``).
    """
    pivot = _pivot(db, series, wish)
    to = _to(series, pivot, wish)
    cut = pivot.occurrence if wish.reaches is Scope.FOLLOWING else min(pivot.occurrence, _first_coming(db, series))
    rows = [row for row in laying.of_series(db, series.id, cut) if row.occurrence >= cut]
    if wish.reaches is Scope.FOLLOWING:
        series = _split(db, series, cut, rows)
    if to.rrule is None:
        return pivot, _shift(db, series, rows, pivot, to, skip=wish.skip_conflicts)
    return _anew(db, series, rows, to, skip=wish.skip_conflicts)


def _pivot(db: Session, series: LessonSeries, wish: ClassChange) -> Lesson:
    if wish.occurrence:
        return listing.named(db, series, wish.occurrence)
    if wish.reaches is Scope.FOLLOWING:
        raise Invalid("occurrence", msg("Which of the lessons is meant? Name it by its occurrence."))
    return _coming(db, series)[0]


def _first_coming(db: Session, series: LessonSeries) -> datetime:
    return _coming(db, series)[0].occurrence


def _coming(db: Session, series: LessonSeries) -> list[Lesson]:
    found = [row for row in laying.of_series(db, series.id, now()) if not row.removed]
    if not found:
        raise NotFound()
    return found


def _to(series: LessonSeries, pivot: Lesson, wish: ClassChange) -> To:
    zone = wish.timezone or series.timezone
    said, minutes = recurring.wall(pivot.occurrence, series.timezone), series.minutes
    if wish.starts_at:
        ends = wish.ends_at or wish.starts_at + timedelta(minutes=minutes)
        said, minutes = span(wish.starts_at, ends, zone)
    if wish.rrule is None or wish.rrule == series.rrule:
        return To(said, minutes, zone, None)
    rule = recurring.read(wish.rrule, said, zone).written(said) if wish.rrule else ""
    return To(said, minutes, zone, None if rule == series.rrule else rule)


def _split(db: Session, series: LessonSeries, cut: datetime, rows: list[Lesson]) -> LessonSeries:
    """Let what follows be a series of its own, unless that is all of it."""
    first = recurring.moment(series.starts_local, series.timezone)
    if cut <= first:
        return series
    told = series.model_dump(exclude={"id", "rrule", "starts_local", "created_at", "updated_at"})
    said = recurring.wall(cut, series.timezone)
    rule = recurring.after(series.rrule, series.starts_local, series.timezone, cut, timedelta(), said)
    new = LessonSeries(**told, id=new_id(), starts_local=said, rrule=rule)
    series.rrule = recurring.before(series.rrule, series.starts_local, cut)
    db.add(new)
    db.flush()
    for row in rows:
        row.series_id = new.id
    db.flush()
    return new


def _shift(db: Session, series: LessonSeries, rows: list[Lesson], pivot: Lesson, to: To, *, skip: bool) -> int:
    """Move all by as much as the one that was named."""
    by = to.said - recurring.wall(pivot.occurrence, series.timezone)
    new = {row.id: _shifted(row, series.timezone, by, to) for row in rows}
    going = [row for row in rows if _goes(row)]
    if any(new[row.id][0] <= now() for row in going):
        raise Invalid("starts_at", msg("One of the lessons would lie in the past. Move this and those that follow."))
    spans = [new[row.id] for row in going]
    found = clashes.taken(db, series.student_id, spans, [row.id for row in going])
    if found and not skip:
        raise clashes.refused(spans, found)
    staying = {going[n].id for n in found}
    _say(series, by, to)
    with clashes.at_once(db):
        db.add(series)
        for row in rows:
            row.occurrence = new[row.id][0]
            if row in going and row.id not in staying:
                _put(row, new[row.id])
            db.add(row)
    return len(found)


def _goes(row: Lesson) -> bool:
    """Whether a lesson goes along: to come, and where the rule had it."""
    return row.status == LessonStatus.PLANNED and row.starts_at == row.occurrence and row.starts_at > now()


def _shifted(row: Lesson, zone: str, by: timedelta, to: To) -> tuple[datetime, datetime]:
    return times(recurring.wall(row.occurrence, zone) + by, to.minutes, to.zone)


def _put(row: Lesson, at: tuple[datetime, datetime]) -> None:
    if (row.starts_at, row.ends_at) != at:
        row.starts_at, row.ends_at = at
        laying.touch(row)


def _say(series: LessonSeries, by: timedelta, to: To) -> None:
    first = series.starts_local + by
    if series.rrule:
        cut = recurring.moment(series.starts_local, series.timezone)
        series.rrule = recurring.after(series.rrule, series.starts_local, series.timezone, cut, by, first)
    series.starts_local, series.minutes, series.timezone = first, to.minutes, to.zone


def _anew(db: Session, series: LessonSeries, rows: list[Lesson], to: To, *, skip: bool) -> tuple[Lesson, int]:
    """Plan by another rule: what was planned by the one before is taken out."""
    assert to.rrule is not None
    for row in filter(_goes, rows):
        row.status, row.removed = LessonStatus.CANCELLED, True
        laying.touch(row)
    series.starts_local, series.minutes, series.timezone, series.rrule = to.said, to.minutes, to.zone, to.rrule
    db.flush()
    first = recurring.moment(to.said, to.zone)
    left_out = laying.lay(db, series, first, skip=skip)
    made = [row for row in laying.of_series(db, series.id, first) if not row.removed]
    if not made:
        raise clashes.Overlap()
    return made[0], left_out
