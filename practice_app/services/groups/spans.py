"""Days cut into stretches that each lie within a month, as rows by month are read. Pure."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

A_DAY = timedelta(days=1)
SUNDAY = 6


def cut(since: date, until: date, *, weeks: bool = False, begins: Iterable[date] = ()) -> list[tuple[date, date]]:
    """Cut days, both included, where months begin and on the days of ``begins``; with ``weeks`` where weeks do, too."""
    found, first = [], since
    while first <= until:
        last = min(until, _end_of_month(first))
        if weeks:
            last = min(last, first + (SUNDAY - first.weekday()) * A_DAY)
        last = min([last, *(day - A_DAY for day in begins if first < day)])
        found.append((first, last))
        first = last + A_DAY
    return found


def _end_of_month(day: date) -> date:
    return (day.replace(day=28) + 4 * A_DAY).replace(day=1) - A_DAY


def parts(stretches: list[tuple[date, date]]) -> dict[str, list[Any]]:
    """Say stretches as functions of the database take them: month, the day before, the last, and a bit for each."""
    return {
        "months": [first.replace(day=1) for first, _ in stretches],
        "befores": [first.day - 1 for first, _ in stretches],
        "lasts": [last.day for _, last in stretches],
        "marks": [(1 << last.day) - (1 << first.day - 1) for first, last in stretches],
    }
