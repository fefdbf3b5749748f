"""What there is to tell of a week, asked as the teacher of the verbs that fill the list of students; and homework."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Final
from uuid import UUID

from sqlalchemy import or_
from sqlmodel import Session, col, select

from practice_app.metrics import Band, band_of
from practice_app.models import Assignment
from practice_app.services.shared.access import Permission, visible
from practice_app.services.teaching.students import listing
from practice_app.services.teaching.students.listing import Student

WEEK: Final = timedelta(days=7)
FAR: Final = timedelta(days=9)
"""A week, and a day or two more: a student's day may not be ours."""
MOST: Final = 2_000


@dataclass(frozen=True)
class Given:
    """Homework that is open: what, until when, whether it was handed in."""

    title: str
    due_on: date | None
    handed_in: bool


@dataclass(frozen=True)
class StudentWeek:
    """A student, and what of their homework was handed in, or is due in the week before or after this day of theirs."""

    student: Student
    homework: list[Given] = field(default_factory=list)

    @property
    def days(self) -> int:
        """On how many of the seven days that are over something was practised."""
        return sum(1 for day in self.student.counted.week if day.clock_s > 0)

    @property
    def clock_s(self) -> float:
        """By the clock."""
        return sum(day.clock_s for day in self.student.counted.week)

    @property
    def played_s(self) -> float | None:
        """As heard; ``None`` where nothing was recorded."""
        heard = [day.played_s for day in self.student.counted.week if day.played_s is not None]
        return sum(heard) if heard else None

    @property
    def band(self) -> Band | None:
        """Between what and what that lies, where it isn't sure."""
        return None if self.played_s is None else band_of(self.played_s, self.student.counted.week)

    @property
    def tells(self) -> bool:
        """Whether there is anything to say of them."""
        return bool(self.days or self.student.flags or self.homework)


def gathered(db: Session, who: UUID) -> list[StudentWeek]:
    """Gather the week of everybody whom ``who`` teaches: first who wants attention, then the newest activity first."""
    students = listing.students(db, who)
    homework = _homework(db, who, students)
    weeks = [StudentWeek(one, homework.get(one.counted.id, [])) for one in students]
    return sorted(weeks, key=lambda week: not week.student.flags)


def _homework(db: Session, who: UUID, students: Sequence[Student]) -> dict[UUID, list[Given]]:
    today = {one.counted.id: one.counted.today for one in students}
    if not today:
        return {}
    near = col(Assignment.due_on).between(min(today.values()) - FAR, max(today.values()) + FAR)
    mine = (visible(who, Permission.ASSIGNMENT_CHANGE), col(Assignment.user_id).in_(today))
    open_ = (col(Assignment.closed_at).is_(None), or_(col(Assignment.handed_in_at).is_not(None), near))
    query = select(Assignment).where(*mine, *open_).order_by(col(Assignment.due_on), col(Assignment.created_at))
    found: dict[UUID, list[Given]] = {}
    for one in db.exec(query.limit(MOST)):
        given = Given(one.title, one.due_on, one.handed_in_at is not None)
        if given.handed_in or (one.due_on and abs(one.due_on - today[one.user_id]) < WEEK):
            found.setdefault(one.user_id, []).append(given)
    return found
