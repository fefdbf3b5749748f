"""What is wished on the page of lessons, from what a browser sends: texts and what clocks on the wall say."""

from datetime import date, datetime, timedelta
from typing import Any, Final

from practice_app import zones
from practice_app.errors import Invalid
from practice_app.locales import msg
from practice_app.state.lessons.shown import LessonShown, TimeShown, wall
from practice_app.state.shared.forms import explained as told

DAYS: Final = {"week": 7, "month": 42}
"""Days that a view shows: a month with what is left of its first and last weeks."""
FIELDS: Final = {"starts_at": "day", "ends_at": "minutes", "student_id": "student", "rrule": "until"}
"""Which field of a form says what of a lesson."""
NO_STUDENT, NO_DAY = msg("Choose a student."), msg("Give a day and an hour.")


def begin(day: str, view: str) -> str:
    """With which day the view of a day begins: a Monday."""
    at = date.fromisoformat(day)
    at = at if view == "week" else at.replace(day=1)
    return (at - timedelta(days=at.weekday())).isoformat()


def middle(first: str) -> str:
    """A day in the midst of a week, or early in a month, that begins with this Monday."""
    return (date.fromisoformat(first) + timedelta(days=3)).isoformat()


def turned(first: str, view: str, by: int) -> str:
    """With which day the view before or after begins; none for today's."""
    if not by or not first:
        return ""
    at = date.fromisoformat(first)
    if view == "week":
        return (at + timedelta(days=7 * by)).isoformat()
    inside = at + timedelta(days=10)  # a day of the month that is shown
    other = (inside.replace(day=1) - timedelta(days=1)) if by < 0 else inside.replace(day=28) + timedelta(days=4)
    return begin(other.isoformat(), view)


def day_of(at: datetime, zone: str) -> str:
    """Which day it is there."""
    return zones.day_of(at, zone).isoformat()


def timed(form: dict[str, Any]) -> TimeShown:
    """The day, hour and length of a form; raise ``Invalid``."""
    day, begins = (str(form.get(name) or "").strip() for name in ("day", "begins"))
    try:
        minutes = int(str(form.get("minutes") or "").strip())
    except ValueError:
        raise Invalid("ends_at", msg("Give minutes as a whole number.")) from None
    try:
        wall(f"{day}T{begins}")
    except ValueError:
        raise Invalid("starts_at", NO_DAY) from None
    return TimeShown(day, begins, min(max(minutes, -10_000), 10_000))


def _times(time: TimeShown) -> tuple[datetime, datetime]:
    begins = wall(f"{time.day}T{time.begins}")
    try:
        return begins, begins + timedelta(minutes=time.minutes)
    except OverflowError:
        raise Invalid("starts_at", NO_DAY) from None


def planned(form: dict[str, Any], zone: str, makes_up: str) -> dict[str, Any]:
    """What a form wishes to be planned."""
    begins, ends = _times(timed(form))
    student = str(form.get("student") or "")
    if not student:
        raise Invalid("student_id", NO_STUDENT)
    wish = {"student_id": student, "starts_at": begins, "ends_at": ends, "timezone": zone}
    wish |= {"rrule": _rule(form), "place": form.get("place") or "", "note": form.get("note") or ""}
    wish["reminders_min"] = [one for one in str(form.get("reminders") or "").split(",") if one]
    if makes_up:
        class_id, _, occurrence = makes_up.partition("|")
        wish["makes_up_for"] = {"class_id": class_id, "occurrence": occurrence}
    return wish


def _rule(form: dict[str, Any]) -> str:
    weeks = {"weekly": 1, "fortnightly": 2}.get(str(form.get("repeat") or ""))
    if not weeks:
        return ""
    until = str(form.get("until") or "").strip()
    try:
        last = f";UNTIL={date.fromisoformat(until):%Y%m%d}" if until else ""
    except ValueError:
        raise Invalid("rrule", msg("This is no day.")) from None
    return f"FREQ=WEEKLY;INTERVAL={weeks}{last}"


def moved(time: TimeShown, lesson: LessonShown, zone: str, form: dict[str, Any]) -> dict[str, Any]:
    """What a form wishes to be moved.

    The lessons keep their own zone: where that is the reader's, clocks on the wall are sent, else the moment.
    """
    begins, ends = _times(time)
    if lesson.zone != zone:
        at = zones.moment_of(begins, zone, datetime.fromisoformat(lesson.starts_at))
        begins, ends = at, at + (ends - begins)
    scope = str(form.get("scope") or "this")
    wish: dict[str, Any] = {"scope": scope, "occurrence": lesson.occurrence, "starts_at": begins, "ends_at": ends}
    return wish | {name: str(form[name]) for name in ("place", "note") if name in form}


def explained(problem: Invalid) -> dict[str, str]:
    """Say beside the fields of a form what can't be taken."""
    for error in problem.errors:
        error.field = FIELDS.get(error.field.split(".", 1)[0], error.field)
    shown = ("student", "day", "minutes", "until", "place", "note", "reason")
    return told(problem, shown)
