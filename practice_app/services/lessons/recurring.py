"""Lessons that come again: which rules are taken, when each lesson is. Pure; icalendar reads, dateutil reckons.

A lesson is at the same hour of the clocks on the wall in its own zone, whatever those do. Where clocks skip that hour,
that one lesson is as much later as they skip.
"""

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Any, Final

from dateutil.rrule import WEEKLY, rrule
from icalendar import vRecur

from practice_app import zones
from practice_app.errors import Invalid
from practice_app.locales import msg
from practice_app.services.shared.fields import EARLIEST, LATEST

TAKEN: Final = {"FREQ", "INTERVAL", "COUNT", "UNTIL", "BYDAY", "WKST"}
DAYS: Final = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
MOST_WEEKS_APART: Final = 12
MOST_LESSONS: Final = 520
LONGEST: Final = 200
NOT_A_RULE = msg("This isn't a rule that calendars know (like FREQ=WEEKLY;INTERVAL=2).")
NOT_TAKEN = msg("Lessons come again every so many weeks, on one weekday: FREQ=WEEKLY with INTERVAL, COUNT or UNTIL.")


@dataclass(frozen=True)
class Rule:
    """Every so many weeks, so many times or until a moment (UTC), or without an end."""

    weeks: int = 1
    count: int | None = None
    until: datetime | None = None
    named_day: bool = False
    """Whether the rule was written with its weekday."""

    def written(self, first: datetime) -> str:
        """Write it as calendars do; ``first``: what clocks say at the first lesson."""
        told: dict[str, Any] = {"FREQ": "WEEKLY"}
        if self.weeks > 1:
            told["INTERVAL"] = self.weeks
        if self.count:
            told["COUNT"] = self.count
        if self.until:
            told["UNTIL"] = self.until
        if self.named_day:
            told["BYDAY"] = DAYS[first.weekday()]
        return str(vRecur(told).to_ical().decode())  # type: ignore[no-untyped-call]


def read(text: str, first: datetime, zone: str) -> Rule:
    """Read a rule; ``first``: what clocks in ``zone`` say at the first lesson. Raises ``Invalid`` for others' rules."""
    told = _parts(text)
    weeks, count = (_number(told, name) for name in ("INTERVAL", "COUNT"))
    if told.get("FREQ") != ["WEEKLY"] or told.keys() - TAKEN or (count and "UNTIL" in told):
        raise Invalid("rrule", NOT_TAKEN)
    if "BYDAY" in told and told["BYDAY"] != [DAYS[first.weekday()]]:
        raise Invalid("rrule", msg("The weekday of the rule is not that of the first lesson."))
    weeks = 1 if weeks is None else weeks
    if not 1 <= weeks <= MOST_WEEKS_APART or not (count is None or 1 <= count <= MOST_LESSONS):
        raise Invalid(
            "rrule",
            msg("At most {weeks} weeks lie between two lessons, and a series has at most {lessons}."),
            weeks=MOST_WEEKS_APART,
            lessons=MOST_LESSONS,
        )
    until = _until(told["UNTIL"][0], zone) if "UNTIL" in told else None
    if until and until < moment(first, zone):
        raise Invalid("rrule", msg("The rule ends before the first lesson."))
    return Rule(weeks, count, until, "BYDAY" in told)


def _parts(text: str) -> dict[str, list[Any]]:
    """What a rule says, by its words; a rule of ours again, so that nothing is read twice in two ways."""
    try:
        told = vRecur.from_ical(text.upper().removeprefix("RRULE:"))
        return {str(name).upper(): list(values) for name, values in told.items()}
    except (ValueError, TypeError, KeyError, IndexError, AttributeError):
        raise Invalid("rrule", NOT_A_RULE) from None


def _number(told: dict[str, list[Any]], name: str) -> int | None:
    values = told.get(name)
    if values is None:
        return None
    if len(values) != 1 or not isinstance(values[0], int):
        raise Invalid("rrule", NOT_A_RULE)
    return int(values[0])


def _until(value: Any, zone: str) -> datetime:
    """The last moment at which a lesson may begin: of a mere day its end, without a zone on the clocks there."""
    if not isinstance(value, date) or not EARLIEST.year < value.year < LATEST.year:
        raise Invalid("rrule", NOT_A_RULE)
    if not isinstance(value, datetime):
        return moment(datetime.combine(value, time(23, 59, 59)), zone)
    return value.astimezone(UTC) if value.tzinfo else moment(value, zone)


def stored(text: str) -> Rule:
    """Read a rule that we wrote."""
    told = _parts(text)
    until = told["UNTIL"][0] if "UNTIL" in told else None
    return Rule(_number(told, "INTERVAL") or 1, _number(told, "COUNT"), until, "BYDAY" in told)


def occurrences(text: str, first: datetime, zone: str, since: datetime, until: datetime) -> list[datetime]:
    """When lessons are, in UTC, from ``since`` to ``until``; ``first``: what clocks in ``zone`` say at the first."""
    if not text:
        only = moment(first, zone)
        return [only] if since <= only <= until else []
    rule = stored(text)
    end = min(until, rule.until) if rule.until else until
    last = None if rule.count else wall(end, zone) + _AROUND
    every = rrule(WEEKLY, dtstart=first, interval=rule.weeks, count=rule.count, until=last)
    walls = every.between(wall(since, zone) - _AROUND, wall(end, zone) + _AROUND, inc=True)
    found = (moment(at, zone) for at in walls)
    return [one for one in found if since <= one <= end]


_AROUND: Final = timedelta(days=1)
"""Clocks are set back and forward by less than that."""


def moment(said: datetime, zone: str) -> datetime:
    """When clocks there say that, in UTC: the first time, where they say it twice; later, where they skip it."""
    return said.replace(tzinfo=zones.zone(zone)).astimezone(UTC)


def wall(at: datetime, zone: str) -> datetime:
    """What clocks there say."""
    return at.astimezone(zones.zone(zone)).replace(tzinfo=None)


def is_skipped(at: datetime, zone: str) -> bool:
    """Tell whether clocks there never say that, because they are put forward."""
    return wall(moment(at, zone), zone) != at


def before(text: str, first: datetime, cut: datetime) -> str:
    """The rule of what comes before a moment."""
    rule = stored(text) if text else Rule()
    return replace(rule, count=None, until=cut - timedelta(seconds=1)).written(first)


def after(text: str, first: datetime, zone: str, cut: datetime, shift: timedelta, then: datetime) -> str:
    """The rule of what comes from a moment on, when all of it is moved; ``then``: what clocks say at its first."""
    if not text:
        return ""
    rule = stored(text)
    if rule.count:
        gone = len(occurrences(text, first, zone, moment(first, zone), cut - timedelta(seconds=1)))
        rule = replace(rule, count=max(1, rule.count - gone))
    if rule.until:
        rule = replace(rule, until=rule.until + shift)
    return rule.written(then)
