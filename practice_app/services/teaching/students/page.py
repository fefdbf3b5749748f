"""One student's page, in one question: what they practised, how it went, and what the teacher noted."""

from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from sqlmodel import Session

from practice_app.services import accounts, practice, progress, recordings, statistics
from practice_app.services.practice import SessionRow
from practice_app.services.recordings import ShownTake
from practice_app.services.shared.access import Permission, enter
from practice_app.services.statistics import Overview
from practice_app.services.teaching.students import listing, notes, waiting
from practice_app.services.teaching.students.counting import DayRow
from practice_app.services.teaching.students.listing import Student
from practice_app.services.teaching.students.one import of

WEEKS = 13
"""As many as the calendar has, this week the last."""
SESSIONS = 20
TAKES = 12


@dataclass(frozen=True)
class StudentPage:
    """A student, as far as the teacher may know; ``days`` begin with the first day of a week."""

    student: Student
    note: str
    days: list[DayRow]
    overview: Overview
    sessions: list[SessionRow]
    takes: list[ShownTake]
    waiting: set[UUID]
    """Which of these takes were not answered yet."""


def opened(db: Session, who: UUID, student: UUID, span: str, accepted: str = "", origin: str = "") -> StudentPage:
    """Open the page of a student of one's own; raise ``NotFound`` for anybody else.

    ``span`` is as in the statistics: ``28``, ``91``, ``365`` or ``all``; ``accepted``: Accept-Language; ``origin``:
    where the browser is, for the addresses of pictures.
    """
    counted = of(db, who, student)
    (told,), unanswered = listing.told(db, who, [counted]), waiting.takes_of(db, student)
    note, locale = notes.read(db, who, student), accounts.itself(db, who).locale
    owner = enter(db, who, Permission.STUDENT_READ, student)
    this_week = counted.today - timedelta(days=(counted.today.isoweekday() - progress.week_start(locale, accepted)) % 7)
    return StudentPage(
        student=told,
        note=note,
        days=[
            DayRow(day.day, day.clock_s, day.played_s, day.less_s, day.more_s)
            for day in progress.days(db, owner, this_week - timedelta(weeks=WEEKS - 1), counted.today)
        ],
        overview=statistics.of_another(db, owner, counted.zone, span=span, locale=locale, accepted=accepted),
        sessions=practice.sessions(db, owner, limit=SESSIONS).items,
        takes=recordings.shown_takes(db, owner, origin, limit=TAKES),
        waiting=unanswered,
    )


def note(db: Session, who: UUID, student: UUID, text: notes.NoteDraft) -> None:
    """Keep what is written while it is written; raise ``NotFound`` for anybody else's student."""
    of(db, who, student)
    notes.write(db, who, student, text.note or "")
