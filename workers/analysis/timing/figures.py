"""Timing: how early or late each note began against the click.

Definition: `late_ms` of an onset is its distance from the beat it belongs to, or from a half, third, quarter or sixth
of it where the player divides it, in ms, late positive. `click_offset_ms` is the median, `click_spread_ms` the standard
deviation about it, those left out that lie far beyond the others. Where the
beats are, `click_beats` says; where their place is not known, the spread is told, the offset not.
Unit: ms.
Method: what each click adds to the novelty curve is learnt and taken out before notes are looked for (`click_traces`);
by how much notes near a click still seem to be moved by it, those between the clicks tell.
Source: own; dividing the beat by circular means, N. I. Fisher, 1993.
Confidence: how exactly the number of notes and their spread fix a median (5 ms); less for soft attacks, and when click
and notes share the spectrum. The offset is never called sure: of generated recordings nine in ten were right within
5 ms when nothing hid the notes, half of them when the click did.
"""

import math

import numpy as np
from numpy.typing import NDArray

from practice_app.metrics import Reason, tolerance
from workers.analysis.pitch import Note
from workers.analysis.shared.frames import Values
from workers.analysis.shared.series import Series
from workers.analysis.shared.spectrum import FINE_STEP_S
from workers.analysis.shared.values import Metric, Onsets, Span
from workers.analysis.timing import click_beats, click_traces, onset_times
from workers.analysis.timing.click_beats import Beats
from workers.analysis.timing.contrasts import Sounding
from workers.analysis.timing.log import ClickLog
from workers.analysis.timing.onset_times import Begun

Levels = NDArray[np.floating]
Mask = NDArray[np.bool_]

KEYS = ("click_offset_ms", "click_spread_ms")
_FEWEST, _SHARP_S = 8, 0.009
_DIVISIONS, _WITHIN, _SHARE = (1, 2, 3, 4, 6), 0.3, 0.93
_HEARD_SURE = 0.9
_OFFSET_SURE, _HEARD_OFFSET_SURE = 0.75, 0.6  # an instrument may speak some ms after it is played, and a click hides it
_LONGEST_BEAT_S = 6.0
_HIDES_MS = 5.0  # by how much a click usually moves the notes near it


def measure(
    novelty: Series,
    sounding: Sounding,
    notes: tuple[Note, ...],
    spans: tuple[Span, ...],
    log: ClickLog | None,
    struck: bool = False,
) -> tuple[Onsets, list[Metric]]:
    """The onsets within playing, and how they lie to the click; `novelty` is by region, (frames, regions).

    `struck`: whether the instrument is known to be percussion.
    """
    playing = tuple(span for span in spans if span.kind == "playing")
    beats = click_beats.find(sounding.level_db, spans, playing, log)
    trace = click_traces.learn(novelty, beats.times_s, playing, notes) if beats is not None and beats.heard else None
    clicks_s = np.asarray(trace.frames * FINE_STEP_S, np.float64) if trace is not None else None
    begun = onset_times.find(click_traces.without(novelty, trace), notes, playing, clicks_s, sounding, struck)
    if beats is None:
        return Onsets(tuple(begun.times_s.tolist()), (None,) * len(begun.times_s)), _unknown(Reason.NO_CLICK)
    late_ms = _late(begun.times_s, beats.times_s)
    told = tuple(None if np.isnan(one) or not beats.placed else float(one) for one in late_ms)
    return Onsets(tuple(begun.times_s.tolist()), told), _figures(begun, late_ms, beats)


def _unknown(reason: Reason) -> list[Metric]:
    return [Metric(key, None, 0, reason) for key in KEYS]


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
    late_ms = unhidden(late_ms, onset_times.touched(begun.times_s, beats.times_s)) if beats.heard else late_ms
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
    offset_sure, spread_sure = (
        _within(tolerance(key), spread * share / enough) for key, share in zip(KEYS, (1.25, 0.71), strict=True)
    )
    sure = sharp * together * (_HEARD_SURE if beats.heard else 1.0)
    spread_metric = Metric(KEYS[1], spread, sure * spread_sure, None, evidence)
    if not beats.placed:
        return [Metric(KEYS[0], None, 0, Reason.LATENCY_UNKNOWN), spread_metric]
    sure *= _HEARD_OFFSET_SURE if beats.heard else _OFFSET_SURE
    return [Metric(KEYS[0], middle, sure * offset_sure, None, evidence), spread_metric]


def unhidden(late_ms: Values, touched: Mask) -> Values:
    """Lateness without what the click does to notes near it: their distance from the others, as far as that is sure."""
    near, far = late_ms[touched & ~np.isnan(late_ms)], late_ms[~touched & ~np.isnan(late_ms)]
    if min(len(near), len(far)) < 3:
        return late_ms
    variance = 1.57 * (np.var(near) / len(near) + np.var(far) / len(far))  # of the distance of two medians
    moved = float(np.median(near) - np.median(far)) * _HIDES_MS**2 / (_HIDES_MS**2 + variance)
    return np.asarray(late_ms - np.clip(moved, -2 * _HIDES_MS, 2 * _HIDES_MS) * touched)


def _within(allowed_ms: float, error_ms: float) -> float:
    """How likely a figure with this standard error lies within what is allowed."""
    return math.erf(allowed_ms / max(float(error_ms), 1e-6) / math.sqrt(2))


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
