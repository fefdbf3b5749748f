"""Quiet hours: by somebody's own clock, over midnight too, and whatever that clock does when it is changed."""

from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo


@dataclass(frozen=True)
class Quiet:
    """Hours of somebody's own day in which nothing rings, over midnight where they end before they begin."""

    begins: time
    ends: time


def held_until(moment: datetime, zone: ZoneInfo, quiet: Quiet | None) -> datetime | None:
    """Tell when the quiet hours end that this moment lies in (UTC); ``None`` where it lies in none.

    They end when the clock next shows that they do; where it skips that hour, when it would have been there.
    """
    if quiet is None or not _within(moment.astimezone(zone).time(), quiet):
        return None
    today = moment.astimezone(zone).date()
    ends = (
        datetime.combine(today + timedelta(days=days), quiet.ends, zone).replace(fold=fold).astimezone(UTC)
        for days in (0, 1)
        for fold in (0, 1)
    )
    return min(end for end in ends if end > moment and not _within(end.astimezone(zone).time(), quiet))


def _within(at: time, quiet: Quiet) -> bool:
    if quiet.begins < quiet.ends:
        return quiet.begins <= at < quiet.ends
    return at >= quiet.begins or at < quiet.ends
