"""Time over days as a chart one explores: a figure as Plotly has it, and the same as a table. Pure.

What counts is filled, the clock is an outline about it, as everywhere. Long stretches are told by week or month.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any

from practice_app import locales
from practice_app.locales import msg
from practice_app.services.progress import DayRow

DAYS, WEEKS = 62, 400
"""Up to so many days each is a bar; up to so many each week; beyond each month."""
MOST_TICKS = 6
MINUTE = 60


@dataclass(frozen=True)
class Drawn:
    """The figure, and its rows: the first day of each bar, minutes that count, minutes by the clock (and before)."""

    figure: dict[str, Any]
    table: list[list[str]]


@dataclass(frozen=True)
class _Bar:
    first: date
    counted: float
    clock: float


def time(days: Sequence[DayRow], before: Sequence[DayRow], *, locale: str, starts: int) -> Drawn:
    """Draw what was practised on these days; ``before`` is laid over it as a line; weeks begin on ``starts``."""
    bars = _bars(days, len(days), starts)
    earlier = _bars(before, len(days), starts)
    names = [_name(bar.first, len(days), locale) for bar in bars]
    traces = [
        _outline(bars, names, locales.translate(locale, msg("by the clock"))),
        _filled(bars, names, locales.translate(locale, msg("practised"))),
    ]
    if earlier:
        traces.append(_line(bars, earlier, locales.translate(locale, msg("the time before"))))
    return Drawn({"data": traces, "layout": _layout(bars, names, locale)}, _table(bars, earlier))


def _bars(days: Sequence[DayRow], length: int, starts: int) -> list[_Bar]:
    found: dict[date, list[DayRow]] = {}
    for day in days:
        found.setdefault(_first(day.day, length, starts), []).append(day)
    return [_Bar(first, sum(d.seconds for d in row), sum(d.clock_s for d in row)) for first, row in found.items()]


def _first(day: date, length: int, starts: int) -> date:
    if length <= DAYS:
        return day
    return day - timedelta(days=(day.isoweekday() - starts) % 7) if length <= WEEKS else day.replace(day=1)


def _name(day: date, length: int, locale: str) -> str:
    skeleton = "MMMd" if length <= WEEKS else "yMMM"
    return locales.date(locale, datetime(day.year, day.month, day.day, tzinfo=UTC), skeleton)


def _minutes(seconds: float) -> float:
    return round(seconds / MINUTE, 1)


def _filled(bars: list[_Bar], names: list[str], name: str) -> dict[str, Any]:
    return _trace(bars, names, name, [_minutes(bar.counted) for bar in bars]) | {"marker": {"color": "#3f7d63"}}


def _outline(bars: list[_Bar], names: list[str], name: str) -> dict[str, Any]:
    marker = {"color": "rgba(0,0,0,0)", "line": {"color": "#8a8378", "width": 1}}
    return _trace(bars, names, name, [_minutes(bar.clock) for bar in bars]) | {"marker": marker}


def _trace(bars: list[_Bar], names: list[str], name: str, minutes: list[float]) -> dict[str, Any]:
    return {
        "type": "bar",
        "name": name,
        "x": [bar.first.isoformat() for bar in bars],
        "y": minutes,
        "text": names,
        "textposition": "none",
        "hovertemplate": "%{text}: %{y:.0f} min<extra>" + name + "</extra>",
    }


def _line(bars: list[_Bar], earlier: list[_Bar], name: str) -> dict[str, Any]:
    """What came before, each bar where the one of the same number stands now."""
    pairs = list(zip(bars, earlier, strict=False))
    return {
        "type": "scatter",
        "mode": "lines+markers",
        "name": name,
        "x": [now.first.isoformat() for now, _ in pairs],
        "y": [_minutes(then.counted) for _, then in pairs],
        "line": {"color": "#b4573f", "width": 2, "dash": "dot"},
        "hovertemplate": "%{y:.0f} min<extra>" + name + "</extra>",
    }


def _layout(bars: list[_Bar], names: list[str], locale: str) -> dict[str, Any]:
    step = max(1, -(-len(bars) // MOST_TICKS))
    ticked = range(0, len(bars), step)
    return {
        "barmode": "overlay",
        "bargap": 0.25,
        "showlegend": False,
        "autosize": True,
        "height": 280,
        "margin": {"l": 40, "r": 8, "t": 8, "b": 32},
        "paper_bgcolor": "rgba(0,0,0,0)",
        "plot_bgcolor": "rgba(0,0,0,0)",
        "dragmode": "zoom",
        "hovermode": "x unified",
        "xaxis": {
            "type": "date",
            "tickvals": [bars[n].first.isoformat() for n in ticked],
            "ticktext": [names[n] for n in ticked],
            "showgrid": False,
            "unifiedhovertitle": {"text": "%{text}"},
        },
        "yaxis": {
            "title": {"text": locales.translate(locale, msg("minutes")), "standoff": 4},
            "rangemode": "tozero",
            "fixedrange": True,
            "zeroline": False,
            "automargin": True,
        },
    }


def _table(bars: list[_Bar], earlier: list[_Bar]) -> list[list[str]]:
    then = [str(round(bar.counted / MINUTE)) for bar in earlier]
    return [
        [bar.first.isoformat(), str(round(bar.counted / MINUTE)), str(round(bar.clock / MINUTE)), *then[n : n + 1]]
        for n, bar in enumerate(bars)
    ]
