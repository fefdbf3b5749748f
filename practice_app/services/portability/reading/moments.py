"""Days, times and lengths as people write them: in the order of their country, in Korean, in Chinese."""

import re
from collections.abc import Iterable
from datetime import date, time
from typing import Final

AUTO, DAY_FIRST, MONTH_FIRST = "auto", "dmy", "mdy"
ORDERS: Final = (AUTO, DAY_FIRST, MONTH_FIRST)
_YEAR_FIRST = re.compile(r"(\d{4})\s?[-/.年년]\s?(\d{1,2})\s?[-/.月월]\s?(\d{1,2})\s?[.日일]?(?:[ T,].*|\(.*)?")
_SOLID = re.compile(r"(\d{4})(\d{2})(\d{2})")
_YEAR_LAST = re.compile(r"(\d{1,2})\s?([-/.])\s?(\d{1,2})\s?[-/.]\s?(\d{4})(?:[ T,].*)?")
_CLOCK = re.compile(r"(\d{1,2})(?:[:시時点點h]\s?(\d{1,2})?(?:[:분分]\s?(\d{1,2})?)?|\s?(?=[ap]\.?m))")
_AFTERNOON, _MORNING = ("pm", "p.m.", "오후", "下午", "晚上"), ("am", "a.m.", "오전", "上午", "早上")
_LENGTH = re.compile(
    r"(?:(\d{1,4})\s?(?:h|hr|hrs|hours?|시간|小時|時)\s?)?"
    r"(?:(\d{1,4})\s?(?:m|min|mins|minutes?|분|分鐘|分)?)?\s?(?:(\d{1,4})\s?(?:s|sec|초|秒))?"
)
_COLONS = re.compile(r"(\d{1,3}):(\d{2})(?::(\d{2}))?")
_NUMBER = re.compile(r"\d{1,6}(?:[.,]\d{1,6})?")
MOST_MINUTES = 24 * 60


def order(cells: Iterable[str]) -> str:
    """Tell whether a column writes the day or the month first; ``auto`` where nothing in it says so.

    Dots are only used where the day comes first.
    """
    for cell in cells:
        found = _YEAR_LAST.fullmatch(cell)
        if found and found[2] == ".":
            return DAY_FIRST
        if found and max(int(found[1]), int(found[3])) > 12:
            return DAY_FIRST if int(found[1]) > 12 else MONTH_FIRST
    return AUTO


def unclear(cells: Iterable[str]) -> bool:
    """Tell whether a column has days that could be two, and nothing that says which."""
    cells = list(cells)
    return order(cells) == AUTO and any(_could_be_two(cell) for cell in cells)


def _could_be_two(cell: str) -> bool:
    found = _YEAR_LAST.fullmatch(cell)
    return bool(found and found[1] != found[3])


def day(cell: str, which: str) -> date | None:
    """Read a day; ``None``: it is none, or could be two."""
    cell = cell[:60]
    found = _YEAR_FIRST.fullmatch(cell) or _SOLID.fullmatch(cell)
    if found:
        return _date(int(found[1]), int(found[2]), int(found[3]))
    if (found := _YEAR_LAST.fullmatch(cell)) is None:
        return None
    first, second, year = int(found[1]), int(found[3]), int(found[4])
    if which == AUTO and first != second:
        return None
    return _date(year, first, second) if which == MONTH_FIRST else _date(year, second, first)


def _date(year: int, month: int, day_: int) -> date | None:
    try:
        return date(year, month, day_)
    except ValueError:
        return None


def clock(cell: str) -> time | None:
    """Read a time of day, also at the end of a day (``2026-03-01 17:30``)."""
    low = cell.lower()[:60]
    later, earlier = any(word in low for word in _AFTERNOON), any(word in low for word in _MORNING)
    found = _CLOCK.search(low)
    if found is None:
        return None
    hour, minute, second = int(found[1]), int(found[2] or 0), int(found[3] or 0)
    hour = hour + 12 if later and hour < 12 else 0 if earlier and hour == 12 else hour
    return time(hour, minute, second) if hour < 24 and minute < 60 and second < 60 else None


def minutes(cell: str) -> float | None:
    """Read a length in minutes: ``30``, ``30,5``, ``1:15``, ``1:15:00``, ``1h 15m``, ``1시간 15분``."""
    low = cell.lower().strip()[:40]
    if _NUMBER.fullmatch(low):
        return float(low.replace(",", "."))
    if found := _COLONS.fullmatch(low):
        return _by_colons(int(found[1]), int(found[2]), found[3])
    found = _LENGTH.fullmatch(low)
    if not low or found is None or not any(found.groups()):
        return None
    hours, whole, seconds = (int(part or 0) for part in found.groups())
    return hours * 60 + whole + seconds / 60


def _by_colons(first: int, second: int, third: str | None) -> float:
    """Hours and minutes; where that would be more than a day, minutes and seconds."""
    if third is not None:
        return first * 60 + second + int(third) / 60
    whole = first * 60 + second
    return whole if whole <= MOST_MINUTES else first + second / 60
