"""On which days a player practised, and how far they were: the same for the same day, whenever it is asked."""

import math
import random
from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from practice_app.demo.people import Player, Routine
from practice_app.demo.practised.sitting import Moment, Practised, by_itself, practice

ON_A_ROLL = 9
"""The last days are all practised, so that there is a streak to see; but for those on which somebody rests."""
CONCERTS = (5, 6, 11)
"""Months in which more is practised."""


def practised(player: Player, today: date, now: datetime) -> list[Practised]:
    """List every session up to now, the oldest first."""
    days = (today - timedelta(days=n) for n in range(player.days, -1, -1))
    found = [session for day in days for session in _day(player, day, (today - day).days)]
    return list(_in_turn(one for one in found if one.draft.ended_at < now))


def _in_turn(sessions: Iterable[Practised]) -> Iterator[Practised]:
    """One after the other: what would begin while something else goes on is left out."""
    free = datetime.min.replace(tzinfo=UTC)
    for one in sorted(sessions, key=lambda one: one.draft.started_at):
        if one.draft.started_at >= free:
            yield one
            free = one.draft.ended_at


def _day(player: Player, day: date, ago: int) -> Iterator[Practised]:
    chance = random.Random(f"{player.key}:{day}")
    resting = day.weekday() in player.rest_days
    if chance.random() < _likely(player, day) or (ago <= ON_A_ROLL and not resting):
        earlier = 7 if day.weekday() == 5 and player.hour > 12 else 0
        yield practice(_moment(player, day, ago, player.hour - earlier, chance))
    for n, routine in enumerate(player.routines):
        if day.weekday() in routine.weekdays and ago <= routine.days:
            yield from _routine(player, day, ago, n, routine)


def _routine(player: Player, day: date, ago: int, n: int, routine: Routine) -> Iterator[Practised]:
    chance = random.Random(f"{player.key}:{day}:{n}")
    if chance.random() < (0.06 if _away(player, day) else routine.likely):
        yield by_itself(_moment(player, day, ago, routine.hour, chance), routine)


def _moment(player: Player, day: date, ago: int, hour: float, chance: random.Random) -> Moment:
    local = datetime(day.year, day.month, day.day, tzinfo=ZoneInfo(player.timezone))
    local += timedelta(hours=max(6.0, min(hour + chance.gauss(0, 0.3 if hour < 9 else 0.5), 21.5)))
    return Moment(player, local.astimezone(UTC).replace(microsecond=0), ago, _skill(ago), chance)


def _skill(ago: int) -> float:
    """How far somebody is: 0 a year ago, 1 today, with better and worse months between."""
    along = 1 - ago / 365
    return along + 0.05 * math.sin(7 * along) * (1 - along)


def _likely(player: Player, day: date) -> float:
    """How likely somebody practises on a day: hardly when they rest or are away, less on Sundays, more for concerts."""
    likely = player.per_week / 7
    if _away(player, day):
        return likely * 0.1
    if day.weekday() in player.rest_days:
        return likely * 0.12
    if day.weekday() == 6:
        return likely * 0.6
    return min(0.97, likely * (1.15 if day.month in CONCERTS else 1.03))


def _away(player: Player, day: date) -> bool:
    return any(first <= (day.month, day.day) <= last for first, last in player.away)
