"""Time over days as a chart one explores: a figure as Plotly has it, and the same as a table. Pure.

What counts is filled, the clock is an outline about it, as everywhere. Long stretches are told by week or month. It
holds no words: the page says in its own language what each ``meta`` means (components/statistics/worded.js).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Literal

from practice_app.services.progress import DayRow

What = Literal["clock", "counted", "before"]

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


def time(days: Sequence[DayRow], before: Sequence[DayRow], *, starts: int) -> Drawn:
    """Draw what was practised on these days; ``before`` is laid over it as a line; weeks begin on ``starts``."""
    bars = _bars(days, len(days), starts)
    earlier = _bars(before, len(days), starts)
    traces = [_outline(bars), _filled(bars)]
    if earlier:
        traces.append(_line(bars, earlier))
    return Drawn({"data": traces, "layout": _layout(bars, len(days))}, _table(bars, earlier))


def _bars(days: Sequence[DayRow], length: int, starts: int) -> list[_Bar]:
    found: dict[date, list[DayRow]] = {}
    for day in days:
        found.setdefault(_first(day.day, length, starts), []).append(day)
    return [_Bar(first, sum(d.seconds for d in row), sum(d.clock_s for d in row)) for first, row in found.items()]


def _first(day: date, length: int, starts: int) -> date:
    if length <= DAYS:
        return day
    return day - timedelta(days=(day.isoweekday() - starts) % 7) if length <= WEEKS else day.replace(day=1)


def _minutes(seconds: float) -> float:
    return round(seconds / MINUTE, 1)


def _filled(bars: list[_Bar]) -> dict[str, Any]:
    return _trace("counted", bars, [_minutes(bar.counted) for bar in bars]) | {"marker": {"color": "#3f7d63"}}


def _outline(bars: list[_Bar]) -> dict[str, Any]:
    marker = {"color": "rgba(0,0,0,0)", "line": {"color": "#8a8378", "width": 1}}
    return _trace("clock", bars, [_minutes(bar.clock) for bar in bars]) | {"marker": marker}


def _trace(what: What, bars: list[_Bar], minutes: list[float]) -> dict[str, Any]:
    days = [bar.first.isoformat() for bar in bars]
    return {"type": "bar", "meta": what, "x": days, "y": minutes, "textposition": "none"}


def _line(bars: list[_Bar], earlier: list[_Bar]) -> dict[str, Any]:
    """What came before, each bar where the one of the same number stands now."""
    pairs = list(zip(bars, earlier, strict=False))
    before: What = "before"
    return {
        "type": "scatter",
        "mode": "lines+markers",
        "meta": before,
        "x": [now.first.isoformat() for now, _ in pairs],
        "y": [_minutes(then.counted) for _, then in pairs],
        "line": {"color": "#b4573f", "width": 2, "dash": "dot"},
    }


def _layout(bars: list[_Bar], length: int) -> dict[str, Any]:
    step = max(1, -(-len(bars) // MOST_TICKS))
    return {
        "meta": "day" if length <= WEEKS else "month",
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
            "tickvals": [bar.first.isoformat() for bar in bars[::step]],
            "showgrid": False,
            "unifiedhovertitle": {"text": "%{text}"},
        },
        "yaxis": {"rangemode": "tozero", "fixedrange": True, "zeroline": False, "automargin": True},
    }


def _table(bars: list[_Bar], earlier: list[_Bar]) -> list[list[str]]:
    then = [str(round(bar.counted / MINUTE)) for bar in earlier]
    return [
        [bar.first.isoformat(), str(round(bar.counted / MINUTE)), str(round(bar.clock / MINUTE)), *then[n : n + 1]]
        for n, bar in enumerate(bars)
    ]
