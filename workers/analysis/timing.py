"""Timing: how early or late each note began against the click.

Definition: `late_ms` of an onset is its distance from the beat it belongs to, or from a half, third, quarter or sixth
of it where the player divides it, in ms, late positive. `click_offset_ms` is the median, `click_spread_ms` the standard
deviation about it, those left out that lie far beyond the others. Beats come from the metronome's log, on the
recording's clock; where its click is heard in the recording, what is heard decides by how much the log is moved, else
the given latency; with neither the spread is told, the offset not. Without a log a click that is heard is enough.
Unit: ms.
Method: the rise of the level folded over the beats of the log has one sharp peak where a machine clicks; people never
come so exactly. What each click adds to the novelty curve is learnt and taken out before notes are looked for.
Source: own; dividing the beat by circular means, N. I. Fisher, 1993.
Confidence: how exactly the number of notes and their spread fix a median (5 ms); less for soft attacks, and when click
and notes share the spectrum. The offset is never called sure: of generated takes three in four were right within 5 ms
when nothing hid the notes, half of them when the click did.
"""

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from workers.analysis import click_traces, clicks, onset_times
from workers.analysis.click_traces import inside
from workers.analysis.frames import Values
from workers.analysis.onset_times import Begun
from workers.analysis.pitch_notes import Note
from workers.analysis.result import Metric, Onsets, Reason, Span
from workers.analysis.series import Series
from workers.analysis.spectrum import FINE_STEP_S
from workers.analysis.timing_log import ClickLog

Levels = NDArray[np.floating]
Mask = NDArray[np.bool_]

KEYS = ("click_offset_ms", "click_spread_ms")
_FEWEST, _SHARP_S = 8, 0.009
_DIVISIONS, _WITHIN, _SHARE = (1, 2, 3, 4, 6), 0.3, 0.93
_TOLERANCE_MS = 5.0
_BEFORE_S, _AFTER_S = 0.12, 0.5
_RISE_DB, _MOST_DB, _HEARD_SHARE = 1.5, 20.0, 0.25
_HEARD_SURE = 0.9
_OFFSET_SURE, _HEARD_OFFSET_SURE = 0.75, 0.6  # an instrument may speak some ms after it is played, and a click hides it
_MOST_BEATS = 3000
_LONGEST_BEAT_S = 6.0


@dataclass(frozen=True)
class Beats:
    """Where the beats are in the recording; whether the click is heard, and whether their place is known at all."""

    times_s: Values
    heard: bool
    placed: bool


def measure(
    novelty: Series, level_db: Levels, notes: tuple[Note, ...], spans: tuple[Span, ...], log: ClickLog | None
) -> tuple[Onsets, list[Metric]]:
    """The onsets within playing, and how they lie to the click; `novelty` is by region, (frames, regions)."""
    playing = tuple(span for span in spans if span.kind == "playing")
    beats = _beats(level_db, spans, playing, log)
    trace = click_traces.learn(novelty, beats.times_s, playing, notes) if beats is not None and beats.heard else None
    clicks_s = np.asarray(trace.frames * FINE_STEP_S, np.float64) if trace is not None else None
    begun = onset_times.find(click_traces.without(novelty, trace), notes, playing, clicks_s)
    if beats is None:
        return Onsets(tuple(begun.times_s.tolist()), (None,) * len(begun.times_s)), _unknown(Reason.NO_CLICK)
    late_ms = _late(begun.times_s, beats.times_s)
    told = tuple(None if np.isnan(one) or not beats.placed else float(one) for one in late_ms)
    return Onsets(tuple(begun.times_s.tolist()), told), _figures(begun, late_ms, beats)


def _unknown(reason: Reason) -> list[Metric]:
    return [Metric(key, None, 0, reason) for key in KEYS]


def _beats(level_db: Levels, spans: tuple[Span, ...], playing: tuple[Span, ...], log: ClickLog | None) -> Beats | None:
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
    found_s = found_s[~inside(found_s, playing, 0.0)]
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


def _late(onsets_s: Values, beats_s: Values) -> Values:
    """Each onset's distance from what it belongs to, in ms; NaN where no beat is near."""
    late = np.full(len(onsets_s), np.nan)
    if len(beats_s) < 2 or not len(onsets_s):
        return late
    before = np.clip(np.searchsorted(beats_s, onsets_s, side="right") - 1, 0, len(beats_s) - 2)
    period_s = beats_s[before + 1] - beats_s[before]
    phase = (onsets_s - beats_s[before]) / period_s
    known = (period_s < _LONGEST_BEAT_S) & (phase > -0.5) & (phase < 1.5)
    if known.sum() < 3:
        return late
    division, offset = _divided(phase[known])
    off = (phase[known] - offset) * division
    late[known] = 1000 * period_s[known] * ((off - np.round(off)) / division + offset)
    return late


def _divided(phase: Values) -> tuple[int, float]:
    """Into how many parts the beat is divided, and the mean distance from them, in beats."""
    shares, offsets = [], []
    for division in _DIVISIONS:
        offset = float(np.angle(np.exp(2j * np.pi * division * phase).mean())) / (2 * np.pi * division)
        off = (phase - offset) * division
        shares.append(float(np.mean(np.abs(off - np.round(off)) < _WITHIN)))
        offsets.append(offset)
    fits = [n for n, share in enumerate(shares) if share >= _SHARE]
    chosen = fits[0] if fits else int(np.argmax(shares))
    return _DIVISIONS[chosen], offsets[chosen]


def _figures(begun: Begun, late_ms: Values, beats: Beats) -> list[Metric]:
    """Offset and spread with their confidence."""
    known = ~np.isnan(late_ms)
    if known.sum() < _FEWEST:
        return _unknown(Reason.TOO_FEW_NOTES)
    middle = float(np.median(late_ms[known]))
    deviation = 1.4826 * float(np.median(np.abs(late_ms[known] - middle)))
    kept = known & (np.abs(late_ms - middle) <= max(3.5 * deviation, 12.0))
    spread = float(np.std(late_ms[kept], ddof=1))
    even = float(np.sqrt(1 / 12)) * _part_ms(begun.times_s, beats.times_s)
    together = float(np.clip(2.5 - 3 * spread / even, 0, 1)) * kept.sum() / known.sum()
    if together < 0.2:
        return _unknown(Reason.NOT_WITH_CLICK)
    evidence = _evidence(begun.times_s[kept], late_ms[kept] - middle)
    sharp = 0.95 if begun.rise_s < _SHARP_S else 0.7
    enough = np.sqrt(kept.sum())
    offset_sure, spread_sure = (_within(spread * share / enough) for share in (1.25, 0.71))
    sure = sharp * together * (_HEARD_SURE if beats.heard else 1.0)
    spread_metric = Metric(KEYS[1], spread, sure * spread_sure, None, evidence)
    if not beats.placed:
        return [Metric(KEYS[0], None, 0, Reason.LATENCY_UNKNOWN), spread_metric]
    sure *= _HEARD_OFFSET_SURE if beats.heard else _OFFSET_SURE
    return [Metric(KEYS[0], middle, sure * offset_sure, None, evidence), spread_metric]


def _within(error_ms: float) -> float:
    """How likely a figure with this standard error lies within the tolerance."""
    return math.erf(_TOLERANCE_MS / max(float(error_ms), 1e-6) / math.sqrt(2))


def _part_ms(onsets_s: Values, beats_s: Values) -> float:
    """The length of the parts into which the beat is divided, in ms."""
    before = np.clip(np.searchsorted(beats_s, onsets_s, side="right") - 1, 0, len(beats_s) - 2)
    period_s = beats_s[before + 1] - beats_s[before]
    return 1000 * float(np.median(period_s)) / _divided((onsets_s - beats_s[before]) / period_s)[0]


def _evidence(onsets_s: Values, off_ms: Values) -> tuple[tuple[float, float], ...]:
    """Two seconds about the notes that lie furthest from the others."""
    furthest = onsets_s[np.argsort(-np.abs(off_ms), kind="stable")[:6]]
    merged: list[tuple[float, float]] = []
    for at_s in np.sort(furthest):
        start, end = max(0.0, float(at_s) - 1), float(at_s) + 1
        if merged and start < merged[-1][1]:
            merged[-1] = (merged[-1][0], end)
        else:
            merged.append((start, end))
    return tuple(merged)
