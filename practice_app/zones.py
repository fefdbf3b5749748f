"""Time zones by their IANA names: which we know, what a stored one means, what a clock on the wall says in one."""

from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from importlib.resources import files
from zoneinfo import ZoneInfo

NO_PLACE = "Factory"
"""The one name of the list that means: nobody has said where this machine stands."""


@lru_cache
def names() -> frozenset[str]:
    """List the zones that mean the same on every machine: IANA's, not what one calls its own (``localtime``)."""
    return frozenset(files("tzdata").joinpath("zones").read_text().split()) - {NO_PLACE}


def zone(name: str) -> ZoneInfo:
    """Give the zone of a stored name; UTC for one that means nothing (any more), so that no row takes a page along."""
    return ZoneInfo(name if name in names() else "UTC")


def day_of(moment: datetime, name: str) -> date:
    """Tell which day it is there at an aware moment."""
    return moment.astimezone(zone(name)).date()


@lru_cache(maxsize=8192)
def existed(day: date, name: str) -> bool:
    """Tell whether there was such a day there: zones that moved over the date line skipped one."""
    noon = datetime.combine(day, time(12), zone(name))
    return noon.astimezone(UTC).astimezone(noon.tzinfo).date() == day


def moment_of(wall: datetime, name: str, near: datetime) -> datetime:
    """Tell when clocks there say ``wall`` (naive); of the two moments in a repeated hour the one nearest ``near``.

    A time that clocks skipped is read as if they had not yet been put forward, as ``zoneinfo`` does.
    """
    there = wall.replace(tzinfo=zone(name))
    both = [there.replace(fold=fold).astimezone(UTC) for fold in (0, 1)]
    return min(both, key=lambda moment: abs(moment - near))


def wall_of(moment: datetime, name: str) -> datetime:
    """Tell what clocks there say at an aware moment, to the minute, without a zone."""
    return moment.astimezone(zone(name)).replace(tzinfo=None, second=0, microsecond=0)


def in_a_day(one: datetime, other: datetime) -> bool:
    """Tell whether less than a day lies between two moments, whatever calendars say."""
    return abs(other - one) < timedelta(days=1)
