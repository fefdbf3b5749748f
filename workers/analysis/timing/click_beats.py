"""Where the metronome's beats are in the recording: by its log, by what is heard, or by both.

Definition: beats come from the metronome's log, on the recording's clock; where its click is heard in the recording,
what is heard decides by how much the log is moved, else the given latency. Without a log a click that is heard is
enough.
Unit: seconds.
Method: the rise of the level folded over the beats of the log has one sharp peak where a machine clicks; people never
come so exactly. Source: own.
Confidence: a click that is heard through the notes is placed within 2 ms.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from workers.analysis.shared import clicks
from workers.analysis.shared.frames import Mask, Values
from workers.analysis.shared.spectrum import FINE_STEP_S
from workers.analysis.shared.values import Span
from workers.analysis.shared.within import inside
from workers.analysis.timing.log import ClickLog

Levels = NDArray[np.floating]

_FEWEST = 8
_BEFORE_S, _AFTER_S = 0.12, 0.5
_RISE_DB, _MOST_DB, _HEARD_SHARE = 1.5, 20.0, 0.25
_MOST_BEATS = 3000


@dataclass(frozen=True)
class Beats:
    """Where the beats are in the recording; whether the click is heard, and whether their place is known at all."""

    times_s: Values
    heard: bool
    placed: bool


def find(level_db: Levels, spans: tuple[Span, ...], playing: tuple[Span, ...], log: ClickLog | None) -> Beats | None:
    """The beats as they stand in the recording; None when there was no click."""
    if log is not None:
        shift_s = _shift(level_db, log)
        if shift_s is not None:
            return Beats(log.beats_s + shift_s, heard=True, placed=True)
        return Beats(log.beats_s + (log.latency_s or 0.0), heard=False, placed=log.latency_s is not None)
    if not any(span.kind == "click" for span in spans):
        return None
    return _without_log(level_db, playing)


def _without_log(level_db: Levels, playing: tuple[Span, ...]) -> Beats | None:
    """Beats of a click that is heard between the notes, carried on through them by its period."""
    found_s = clicks.clicks(level_db, clicks.sharp_events(level_db)) * FINE_STEP_S
    found_s = found_s[~inside(found_s, playing)]
    apart_s = np.diff(found_s)
    apart_s = apart_s[(apart_s > 0.15) & (apart_s < 2.6)]
    if len(apart_s) < 4:
        return None
    rough_s = float(np.median(apart_s))
    pieces = []
    for stretch_s in np.split(found_s, np.flatnonzero(_breaks(found_s, rough_s)) + 1):
        if len(stretch_s) >= 4:
            pieces.append(_evenly(stretch_s, rough_s))
    if not pieces:
        return None
    beats_s = np.unique(np.concatenate(pieces))
    shift_s = _shift(level_db, ClickLog(beats_s, 0.0))
    return Beats(beats_s + (shift_s or 0.0), heard=True, placed=True)


def _breaks(found_s: Levels, period_s: float) -> Mask:
    """Between which clicks the grid does not go on: a machine stays within a thousandth."""
    count = np.maximum(np.round(np.diff(found_s) / period_s), 1)
    off_s = np.abs(np.diff(found_s) - count * period_s)
    return np.asarray(off_s > 0.012 + 0.002 * count * period_s)


def _evenly(found_s: Levels, period_s: float) -> Values:
    """The even beats that fit these clicks best, from the first to the last."""
    count = np.concatenate([[0], np.cumsum(np.round(np.diff(found_s) / period_s))])
    slope, first = np.polyfit(count, found_s, 1)
    return np.asarray(first + slope * np.arange(int(count[-1]) + 1))


def _shift(level_db: Levels, log: ClickLog) -> float | None:
    """How much later than in the log the click is heard, in seconds; None when it is not heard.

    Folded over the beats, a machine's rise stands alone within two frames; people's is ten times as wide.
    """
    beats_s = log.beats_s[(log.beats_s > 0.2) & (log.beats_s < len(level_db) * FINE_STEP_S - 0.7)]
    beats_s = beats_s[:: max(1, len(beats_s) // _MOST_BEATS)]
    if len(beats_s) < _FEWEST:
        return None
    first = round(_BEFORE_S / FINE_STEP_S)
    rows = _rises(level_db, np.round(beats_s / FINE_STEP_S).astype(int) - first, round(_AFTER_S / FINE_STEP_S) + first)
    shifts_s = (np.arange(rows.shape[1]) - first) * FINE_STEP_S
    best = _sharpest(rows, shifts_s, log.latency_s if log.latency_s is not None else 0.1)
    if best is None:
        return None
    near = slice(best - 1, best + 2)
    return _exactly(rows[:, near], beats_s, shifts_s[near])


def _sharpest(rows: Levels, shifts_s: Levels, expected_s: float) -> int | None:
    """The shift at which a machine clicks; of several that are as strong (the next beat's), the nearest to expected."""
    folded = rows.mean(axis=0)
    inner = folded[4:-4]
    strong = np.flatnonzero(inner >= 0.8 * inner.max()) + 4
    best = int(strong[np.abs(shifts_s[strong] - expected_s).argmin()])
    best += int(folded[best - 1 : best + 2].argmax()) - 1
    best = min(max(best, 4), len(folded) - 5)
    beside = max(folded[best - 4 : best - 1].max(), folded[best + 2 : best + 5].max())
    heard = float(np.mean(rows[:, best - 1 : best + 2].max(axis=1) >= _RISE_DB))
    alone = folded[best] > 0.5 and folded[best] > 5 * np.median(folded) and beside < 0.3 * folded[best]
    return best if alone and heard > _HEARD_SHARE else None


def _exactly(rows: Levels, beats_s: Values, shifts_s: Levels) -> float:
    """The mean of the single clicks' shifts, each known to half a frame."""
    seen = rows.max(axis=1) >= _RISE_DB
    rest_s = beats_s - np.round(beats_s / FINE_STEP_S) * FINE_STEP_S
    return float(np.mean(shifts_s[rows[seen].argmax(axis=1)] - rest_s[seen]))


def _rises(level_db: Levels, starts: NDArray[np.int64], width: int) -> Levels:
    """How much each frame is louder than the three before, in dB from 0 to 20: (starts, width)."""
    at = np.clip(starts[:, None] + np.arange(-3, width), 0, len(level_db) - 1)
    window = level_db[at].astype(np.float32)
    before = np.maximum(np.maximum(window[:, :-3], window[:, 1:-2]), window[:, 2:-1])
    return np.asarray(np.clip(window[:, 3:] - before, 0, _MOST_DB))
