"""Hours of a week in one place, beside hours of another: laid on the days that come, so that summer time counts."""

from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from typing import Any, Final

from practice_app import zones

Span = tuple[datetime, datetime]
DAY: Final = timedelta(days=1)


def week(hours: Iterable[dict[str, Any]], timezone: str, first: date, days: int = 7) -> list[Span]:
    """Lay hours on so many days from ``first`` on, as spans in UTC, in order and apart."""
    by_day: dict[int, list[dict[str, Any]]] = {}
    for one in hours:
        by_day.setdefault(one["weekday"], []).append(one)
    there = [first + n * DAY for n in range(days)]
    return merged(_span(one, day, timezone) for day in there for one in by_day.get(day.weekday(), ()))


def _span(one: dict[str, Any], day: date, timezone: str) -> Span:
    last = day if one["from"] < one["to"] else day + DAY
    return _moment(day, one["from"], timezone), _moment(last, one["to"], timezone)


def _moment(day: date, clock: str, timezone: str) -> datetime:
    """When clocks there say this; of a repeated hour the first."""
    wall = datetime(day.year, day.month, day.day) + timedelta(hours=int(clock[:2]), minutes=int(clock[3:]))  # noqa: DTZ001
    return wall.replace(tzinfo=zones.zone(timezone)).astimezone(UTC)


def merged(spans: Iterable[Span]) -> list[Span]:
    """Put what touches together; what a changed clock turned round is nothing."""
    out: list[Span] = []
    for begins, ends in sorted(one for one in spans if one[0] < one[1]):
        if out and begins <= out[-1][1]:
            out[-1] = out[-1][0], max(out[-1][1], ends)
        else:
            out.append((begins, ends))
    return out


def both(one: list[Span], other: list[Span]) -> list[Span]:
    """When both have time."""
    found, here, there = [], 0, 0
    while here < len(one) and there < len(other):
        begins, ends = max(one[here][0], other[there][0]), min(one[here][1], other[there][1])
        if begins < ends:
            found.append((begins, ends))
        if one[here][1] < other[there][1]:
            here += 1
        else:
            there += 1
    return found


def together(
    mine: Iterable[dict[str, Any]], my_zone: str, theirs: Iterable[dict[str, Any]], their_zone: str, now: datetime
) -> list[tuple[datetime, int]]:
    """When both have time within the seven days that come: the beginning by my clocks, and so many minutes."""
    today = zones.day_of(now, my_zone)
    # Their day may be another by one, and hours past midnight began on the day before.
    spans = both(week(mine, my_zone, today), week(theirs, their_zone, today - 2 * DAY, 12))
    return [(begins.astimezone(zones.zone(my_zone)), (ends - begins) // timedelta(minutes=1)) for begins, ends in spans]
