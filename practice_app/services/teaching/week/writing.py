"""The letter of a week: a few lines for each student, in the teacher's language and by the teacher's clock."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, time
from typing import Final
from uuid import UUID
from zoneinfo import ZoneInfo

from practice_app import locales
from practice_app.database import transaction
from practice_app.locales import msg, msg_n, translate, translate_n
from practice_app.services import accounts
from practice_app.services.shared.mail import Letter, Part
from practice_app.services.shared.steps import step
from practice_app.services.teaching.students.words import said
from practice_app.services.teaching.week.gathering import Given, StudentWeek, gathered
from practice_app.settings import get_settings

MOST_NAMED: Final = 3
"""Of homework so much is named by its title."""
SUBJECT: Final = msg("The week of your students")
OVER: Final = msg("What was practised in the last seven days, by each student's own calendar.")
PLAYED: Final = msg_n(
    "Practised on {n} day: {played} played, {clock} by the clock",
    "Practised on {n} days: {played} played, {clock} by the clock",
)
CLOCK: Final = msg_n("Practised on {n} day: {clock} by the clock", "Practised on {n} days: {clock} by the clock")
NOTHING: Final = msg("Nothing practised")
HANDED_IN: Final = msg("Homework handed in: {what}")
DUE: Final = msg("Homework due on {day}: {what}")
WAS_DUE: Final = msg("Homework was due on {day} and is not handed in: {what}")
MORE: Final = msg_n("and {n} more", "and {n} more")
NEXT: Final = msg("Next lesson: {day}, {time}")
NOTHING_OF: Final = msg("Nothing to tell of")
OPEN: Final = msg("Open your students")


@step
def letter(who: UUID) -> Letter | None:
    """Write the week of somebody's students, read as the teacher; ``None`` where it has nothing to say."""
    with transaction(who) as db:
        locale, zone = accounts.itself(db, who).locale, ZoneInfo(accounts.itself(db, who).timezone)
        weeks = gathered(db, who)
    told, silent = [week for week in weeks if week.tells], [week for week in weeks if not week.tells]
    if not told:
        return None
    parts = [Part(_name(week), tuple(lines(week, locale, zone))) for week in told]
    if silent:
        parts.append(Part(translate(locale, NOTHING_OF), (", ".join(map(_name, silent)),)))
    return Letter(SUBJECT, (OVER,), f"{get_settings().mailed_url}/students", OPEN, parts=tuple(parts))


def _name(week: StudentWeek) -> str:
    return week.student.counted.display_name


def lines(week: StudentWeek, locale: str, zone: ZoneInfo) -> list[str]:
    """Say what there is to say of one student, what wants attention first."""
    student = week.student
    reasons = [said(locale, flag) for flag in student.flags]
    lesson = [_lesson(student.next_class_at.astimezone(zone), locale)] if student.next_class_at else []
    silent = not week.days and any(flag.kind == "quiet" for flag in student.flags)  # which said so already
    practised = [] if silent else [_practised(week, locale)]
    return [*reasons, *practised, *_homework(week.homework, student.counted.today, locale), *lesson]


def _practised(week: StudentWeek, locale: str) -> str:
    if not week.days:
        return translate(locale, NOTHING)
    clock = locales.duration(locale, week.clock_s)
    if week.played_s is None:
        return translate_n(locale, CLOCK, week.days, clock=clock)
    played = locales.length(locale, week.played_s, week.band)
    return translate_n(locale, PLAYED, week.days, played=played, clock=clock)


def _homework(homework: Sequence[Given], today: date, locale: str) -> list[str]:
    handed_in = [one.title for one in homework if one.handed_in]
    more = [translate_n(locale, MORE, len(handed_in) - MOST_NAMED)] if len(handed_in) > MOST_NAMED else []
    first = [translate(locale, HANDED_IN, what=", ".join([*handed_in[:MOST_NAMED], *more]))] if handed_in else []
    due = [one for one in homework if not one.handed_in and one.due_on]
    rest = [translate_n(locale, MORE, len(due) - MOST_NAMED)] if len(due) > MOST_NAMED else []
    return [*first, *(_due(one, today, locale) for one in due[:MOST_NAMED]), *rest]


def _due(one: Given, today: date, locale: str) -> str:
    day = one.due_on or today
    words = WAS_DUE if day < today else DUE
    return translate(locale, words, day=_day(datetime.combine(day, time(), UTC), locale), what=one.title)


def _lesson(at: datetime, locale: str) -> str:
    return translate(locale, NEXT, day=_day(at, locale), time=locales.hour(locale, at))


def _day(at: datetime, locale: str) -> str:
    return locales.date(locale, at, "MMMEd")
