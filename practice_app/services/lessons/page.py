"""What the page of lessons shows: some days of them, with whom one has any, and what comes next."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from sqlmodel import Session

from practice_app.models import LessonStatus
from practice_app.models.columns import now
from practice_app.services.lessons import free_days, listing, recurring, rows
from practice_app.services.lessons.free_days import FreeDaysRow
from practice_app.services.lessons.rows import LessonRow, PartnerRow

SOON = timedelta(days=60)
WEEK = timedelta(days=7)


@dataclass(frozen=True)
class LessonsPage:
    """The lessons of some days of whoever asks, in whose zone a day is one; ``next_at``: the next one planned."""

    today: date
    timezone: str
    lessons: list[LessonRow]
    partners: list[PartnerRow]
    next_at: datetime | None
    free_days: list[FreeDaysRow]


def page(db: Session, who: UUID, first: date | None, days: int) -> LessonsPage:
    """Show so many days from ``first`` on (none: from this Monday)."""
    people = rows.people(db, who)
    zone = people[who].timezone
    today = recurring.wall(now(), zone).date()
    begins = _midnight(first or today - timedelta(days=today.weekday()), zone)
    found = listing.between(db, who, people, begins, begins + timedelta(days=days, hours=1))
    soon = listing.between(db, who, people, now(), now() + SOON)
    coming = [row.starts_at for row in soon if row.status == LessonStatus.PLANNED]
    return LessonsPage(today, zone, found, rows.partners(db), coming[0] if coming else None, free_days.listed(db, who))


def coming(db: Session, who: UUID) -> tuple[list[LessonRow], datetime]:
    """List what is planned within a week, what goes on at this moment too; and tell when today ends where they are."""
    people = rows.people(db, who)
    zone = people[who].timezone
    tomorrow = _midnight(recurring.wall(now(), zone).date() + timedelta(days=1), zone)
    found = listing.between(db, who, people, now(), now() + WEEK)
    return [row for row in found if row.status == LessonStatus.PLANNED], tomorrow


def _midnight(day: date, zone: str) -> datetime:
    return recurring.moment(datetime(day.year, day.month, day.day), zone)  # noqa: DTZ001 - what clocks there say
