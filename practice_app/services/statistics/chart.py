"""Time over days as a chart one explores: a figure as Plotly has it, and the same as a table. Pure.

What counts is filled, the clock is an outline about it, as everywhere; where it isn't sure, a line through the end of
the bar says between what and what it lies. Long stretches are told by week or month. It
holds no words: the page says in its own language what each ``meta`` means (components/statistics/worded.js).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Literal

from practice_app.metrics import Band, band_of
from practice_app.services.progress import DayRow

What = Literal["clock", "counted", "before"]

DAYS, WEEKS = 62, 400
"""Up to so many days each is a bar; up to so many each week; beyond each month."""
MOST_TICKS = 6
MINUTE = 60


@dataclass(frozen=True)
class Drawn:
    """The figure, and its rows: the first day of each bar, minutes that count, between what and what they lie (empty:
    it is a number), minutes by the clock (and before).
    """

    figure: dict[str, Any]
    table: list[list[str]]


@dataclass(frozen=True)
class _Bar:
    first: date
    counted: float
    clock: float
    band: Band | None


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
    return [_bar(first, row) for first, row in found.items()]


def _bar(first: date, days: list[DayRow]) -> _Bar:
    counted = sum(day.seconds for day in days)
    return _Bar(first, counted, sum(day.clock_s for day in days), band_of(counted, days))


def _first(day: date, length: int, starts: int) -> date:
    if length <= DAYS:
        return day
    return day - timedelta(days=(day.isoweekday() - starts) % 7) if length <= WEEKS else day.replace(day=1)


def _minutes(seconds: float) -> float:
    return round(seconds / MINUTE, 1)


def _filled(bars: list[_Bar]) -> dict[str, Any]:
    trace = _trace("counted", bars, [_minutes(bar.counted) for bar in bars]) | {"marker": {"color": "#3f7d63"}}
    return trace | _doubt(bars) if any(bar.band for bar in bars) else trace


def _doubt(bars: list[_Bar]) -> dict[str, Any]:
    """How far the ends of bars may be off; ``customdata`` is what the page says of it."""
    ends = [bar.band or (bar.counted, bar.counted) for bar in bars]
    return {
        "customdata": [list(bar.band) if bar.band else None for bar in bars],
        "error_y": {
            "type": "data",
            "symmetric": False,
            "array": [_minutes(high - bar.counted) for (_, high), bar in zip(ends, bars, strict=True)],
            "arrayminus": [_minutes(bar.counted - low) for (low, _), bar in zip(ends, bars, strict=True)],
            "color": "#8a8378",
            "thickness": 1.5,
            "width": 3,
        },
    }


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
    then = [_whole(bar.counted) for bar in earlier]
    return [
        [bar.first.isoformat(), _whole(bar.counted), *_ends(bar), _whole(bar.clock), *then[n : n + 1]]
        for n, bar in enumerate(bars)
    ]


def _ends(bar: _Bar) -> list[str]:
    return [_whole(end) for end in bar.band] if bar.band else ["", ""]


def _whole(seconds: float) -> str:
    return str(round(seconds / MINUTE))
