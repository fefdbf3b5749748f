"""Tempo: how fast the beat went, over time and on the whole.

Definition: the beat rate that explains the attacks best, in windows of 8 s every second, along the smoothest path
through them; `tempo_bpm` is the mean of that over playing, weighted by how clear the beat is. The curve is the same
without the noise of the measure (`smoothing`), which is about 0.3 %. `tempo_stability_pct` is the standard deviation
about the line of drift in percent of the tempo, that noise with it; `tempo_drift_bpm_per_min` is the slope of that
line. Units: bpm, %, bpm per minute.
Method: `path` finds the clearest rates in the onset curve and in the onsets themselves, which the pitch has
helped to tell. Without a target such a rate may be a multiple or a part of the beat: `beat_level` says which, and how
likely that is.
Confidence: how far the beat stands above other rates and how much of the playing agrees. Without a target, that times
how likely the level is, to the fourth power, for half or twice the tempo is worse than none; null when it is less
likely than not. Shown as sure only where the level is 0.96 likely and the half of the tempo, at which the same notes
may be written as quicker ones, would be slower than metronomes beat.
"""

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from practice_app.metrics import Reason
from workers.analysis.shared.frames import Mask, Values, moving_mean, pieces
from workers.analysis.shared.spectrum import Floats
from workers.analysis.shared.values import Curve, Metric, Span, curve_stride, longest
from workers.analysis.tempo import beat_level
from workers.analysis.tempo.path import REACH, SECOND, STEP_S, WINDOW_S, Prepared, Tempo, track
from workers.analysis.tempo.smoothing import smoothed

_PIECE_FRAMES = 6000  # a minute
_CLEAR, _VAGUE = 2.2, 1.35  # strength of the beat over the median of other rates
_LEVEL_POWER, _LEAST_LIKELY = 4, 0.5
_SLOWEST_BPM = 40.0  # the lowest mark of Maelzel's metronome
_HALF_MAY_BE = 0.75  # of confidence, when half the tempo is faster
_TOLD_AS_ONE = 0.8  # from this confidence on there is one reading
_AS_STRONG, _SWELL = 4.0, 3  # of its own level; frames
_NOISE, _STRENGTH_NEAR_S = 0.003, 0.032  # of one window, natural logarithm; of an onset


def measure(
    onsets: Prepared, playing: tuple[Span, ...], target_bpm: float | None, begun_s: Values
) -> tuple[list[Metric], list[Curve]]:
    """Tempo, stability and drift, and the tempo curve; `begun_s` is when notes began."""
    tempo = track(with_onsets(onsets, begun_s), playing, target_bpm)
    known = (tempo.clearness > 0) & _playing_there(playing, len(tempo.bpm))
    keys = ("tempo_bpm", "tempo_stability_pct", "tempo_drift_bpm_per_min")
    if not playing:
        return [Metric(key, None, 0, Reason.NO_PLAYING) for key in keys], []
    if known.sum() < 3:
        return [Metric(key, None, 0, Reason.TOO_SHORT) for key in keys], []
    level, likely, other = (1.0, 1.0, 1.0) if target_bpm is not None else _level(tempo, onsets, begun_s)
    tempo = Tempo(tempo.bpm * level, tempo.clearness)
    mean = float(np.average(tempo.bpm[known], weights=tempo.clearness[known]))
    confidence = _confidence(tempo, known, mean, target_bpm)
    if confidence < 0.15:
        return [Metric(key, None, confidence, Reason.NO_STEADY_BEAT) for key in keys], []
    clear = confidence
    confidence *= likely**_LEVEL_POWER
    if target_bpm is None and mean / 2 >= _SLOWEST_BPM:
        confidence = min(confidence, _HALF_MAY_BE)
    read = _readings(mean, other, clear) if confidence < _TOLD_AS_ONE else ()
    if likely < _LEAST_LIKELY:
        unsure = [Metric(key, None, confidence, Reason.OCTAVE_UNSURE) for key in keys]
        return [replace(unsure[0], alternatives=read), *unsure[1:]], []
    evidence = tuple((span.start_s, span.end_s) for span in longest(playing))
    metrics = [Metric("tempo_bpm", mean, confidence, None, evidence, alternatives=read)]
    return metrics + _shape(tempo, known, mean, confidence, evidence), [_curve(tempo, known)]


def _without_noise(bpm: Values, known: Mask) -> Values:
    """The curve as far as the measure can tell; a window shares its attacks with eight others."""
    return np.exp(smoothed(np.log(np.maximum(bpm, 1.0)), known, _NOISE, WINDOW_S / SECOND))


def _level(tempo: Tempo, onsets: Prepared, begun_s: Values) -> tuple[float, float, float]:
    """Which multiple of the clearest rate the beat is, how likely, and whether its half or its double is next."""
    read = reading(tempo, onsets, begun_s)
    if read is None:
        return 1.0, 0.0, 1.0
    likely = dict(zip(beat_level.LEVELS, beat_level.likely(*read).tolist(), strict=True))
    best = max(likely, key=likely.__getitem__)
    half, double = likely.get(best / 2, 0.0), likely.get(best * 2, 0.0)
    return best, likely[best], 2.0 if double > half else 0.5


def _readings(bpm: float, other: float, clear: float) -> tuple[tuple[float, str, float], ...]:
    """Both readings of a tempo whose half or double (`other`) may be the beat as well; nothing where that is not so."""
    if other == 1.0:
        return ()
    return (bpm, "beat", clear), (bpm * other, "eighths" if other > 1 else "halves", clear)


def reading(tempo: Tempo, onsets: Prepared, begun_s: Values) -> tuple[Values, Values, Values, float] | None:
    """The notes as `beat_level` reads them: at which beats and seconds, how strong, and the rate; None: too few."""
    heard = np.flatnonzero(tempo.clearness > 0)
    if len(begun_s) < beat_level.FEWEST_NOTES or not len(heard):
        return None
    through = np.interp(np.arange(len(tempo.bpm)), heard, tempo.bpm[heard])
    passed = np.concatenate([[0.0], np.cumsum(through / 60 * SECOND)])
    at = np.interp(begun_s, np.arange(len(passed)) * SECOND, passed)
    reach = round(_STRENGTH_NEAR_S / STEP_S)
    frames = np.round(begun_s / STEP_S).astype(int)[:, None] + np.arange(-reach, reach + 1)
    strength = onsets[np.clip(frames, 0, len(onsets) - 1)].max(axis=1) + 0.1
    rate = float(np.average(tempo.bpm[heard], weights=tempo.clearness[heard]))
    return at, begun_s, np.asarray(strength / strength.mean(), np.float64), rate


def prepared(strength: NDArray[np.floating], playing: tuple[Span, ...]) -> Floats:
    """Onsets at half the rate, levelled over time, nothing outside playing."""
    pairs = strength[: len(strength) // 2 * 2].reshape(-1, 2).sum(axis=1, dtype=np.float32)
    levelled = np.zeros(len(pairs), np.float32)
    for around, piece in pieces(len(pairs), _PIECE_FRAMES, 211):
        lifted = np.maximum(pairs[around] - moving_mean(pairs[around], 47), 0)
        level = np.sqrt(moving_mean(lifted**2, 375)) + 1e-3
        levelled[around][piece] = np.minimum(lifted / level, 6.0)[piece]
    mask = np.zeros(len(levelled), bool)
    for span in playing:
        mask[int(span.start_s / STEP_S) : int(span.end_s / STEP_S) + 1] = True
    levelled[~mask] = 0
    return levelled


def with_onsets(attacks: Prepared, begun_s: Values) -> Prepared:
    """The attacks and, where a note was heard to begin, one as strong as a clear one: soft ones leave little else."""
    joined = attacks.copy()
    frames = np.round(begun_s / STEP_S).astype(int)
    for off in range(-_SWELL, _SWELL + 1):
        at = frames + off
        joined[at[(at >= 0) & (at < len(joined))]] += _AS_STRONG * np.cos(np.pi / 2 * off / (_SWELL + 1)) ** 2
    return joined


def _playing_there(playing: tuple[Span, ...], seconds: int) -> NDArray[np.bool_]:
    """Seconds of which half or more is playing: a window about another one hears only its neighbours' edges."""
    sums = np.zeros(seconds)
    for span in playing:
        cells = np.arange(int(span.start_s), min(seconds, int(span.end_s) + 1))
        sums[cells] += np.minimum(span.end_s, cells + 1) - np.maximum(span.start_s, cells)
    return np.asarray(sums >= 0.5)


def _confidence(tempo: Tempo, known: NDArray[np.bool_], mean: float, target_bpm: float | None) -> float:
    clear = float(np.clip((np.median(tempo.clearness[known]) - _VAGUE) / (_CLEAR - _VAGUE), 0, 1))
    agree = float(np.mean(np.abs(tempo.bpm[known] / np.median(tempo.bpm[known]) - 1) < 0.08))
    enough = min(1.0, float(known.sum()) / 10)
    confidence = 0.95 * clear * agree * enough
    if target_bpm is None:
        return float(confidence)
    at_edge = abs(mean / target_bpm - 1) > REACH - 0.05
    return float(0.3 * confidence if at_edge else confidence)


def _shape(
    tempo: Tempo, known: NDArray[np.bool_], mean: float, confidence: float, evidence: tuple[tuple[float, float], ...]
) -> list[Metric]:
    """Stability and drift from the line through the curve."""
    minutes = np.flatnonzero(known) * SECOND / 60
    if len(minutes) < 10:
        return [Metric(key, None, 0, Reason.TOO_SHORT) for key in ("tempo_stability_pct", "tempo_drift_bpm_per_min")]
    values = tempo.bpm[known]
    slope, offset = np.polyfit(minutes, values, 1, w=np.sqrt(tempo.clearness[known]))
    spread = float(np.std(values - (slope * minutes + offset)) / mean * 100)
    drift_sure = confidence * min(1.0, len(minutes) / 30)
    return [
        Metric("tempo_stability_pct", spread, 0.8 * confidence, None, evidence),
        Metric("tempo_drift_bpm_per_min", float(slope), 0.8 * drift_sure, None, evidence),
    ]


def _curve(tempo: Tempo, known: NDArray[np.bool_]) -> Curve:
    every, bpm = curve_stride(len(known)), _without_noise(tempo.bpm, known)
    values: list[float | None] = []
    for start in range(0, len(known), every):
        part = bpm[start : start + every][known[start : start + every]]
        values.append(round(float(part.mean()), 2) if len(part) else None)
    return Curve("tempo_bpm", SECOND * every, tuple(values))
