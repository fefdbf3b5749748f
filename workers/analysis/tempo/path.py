"""The clearest rate of each second of playing: a tempogram, and the smoothest path through it.

Definition: strength at a rate plus that of its double, triple and fourfold in windows of 8 s, every second, with a
prior in log tempo about the target (or a broad one about 100), a Viterbi path, refined between the bins. Unit: bpm.
Source: P. Grosche, M. Müller, "Extracting predominant local pulse information", IEEE TASLP 2011.
Confidence: `clearness`, how far the rate stands above the median of the others; which multiple of it the beat is,
only a target or `beat_level` can say.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from workers.analysis.shared.frames import Values, moving_mean
from workers.analysis.shared.spectrum import FINE_STEP_S, Floats
from workers.analysis.shared.values import Span

SECOND = 1.0
STEP_S = 2 * FINE_STEP_S  # of the prepared onsets: two onset frames make one
WINDOW_S, _LEAST_PLAYING_S = 8.0, 4.5
_FFT = 8192
HARMONICS = ((1, 1.0), (2, 0.7), (3, 0.3), (4, 0.35))
_SLOWEST_BPM, _FASTEST_BPM, _GRID = 30.0, 300.0, 0.01
_PRIOR_WIDTH_TARGET, _PRIOR_WIDTH_BLIND, _BLIND_BPM = 0.09, 0.55, 100.0
REACH = 0.30  # of the target, either way
_JUMP_COST = 6.0  # per 10 % of change between windows


Prepared = NDArray[np.floating]
"""Onsets levelled over time, a value every `STEP_S`, 0 outside playing."""


@dataclass(frozen=True)
class Tempo:
    """The tempo of each second, and how clear it is there (0 where nothing can be said)."""

    bpm: Values
    clearness: Values


def track(onsets: Prepared, playing: tuple[Span, ...], target_bpm: float | None) -> Tempo:
    """The clearest rate of each second, near the target or near what is usual."""
    grid = _grid(target_bpm)
    seconds = int(len(onsets) * STEP_S / SECOND)
    scores = np.zeros((seconds, len(grid)), np.float32)
    covered = _covered(playing, seconds)
    for second in np.flatnonzero(covered >= _LEAST_PLAYING_S):
        scores[second] = _comb(_spectrum(onsets, int(second)), grid)
    heard = scores.max(axis=1) > 0
    path = _viterbi(scores, _prior(grid, target_bpm))
    bpm, clearness = np.zeros(seconds), np.zeros(seconds)
    for second in np.flatnonzero(heard):
        bpm[second] = _refined(_spectrum(onsets, int(second)), grid[path[second]])
        clearness[second] = scores[second, path[second]] / (np.median(scores[second]) + 1e-6)
    return Tempo(bpm, clearness)


def _grid(target_bpm: float | None) -> Values:
    low, high = _SLOWEST_BPM, _FASTEST_BPM
    if target_bpm is not None:
        low, high = target_bpm * (1 - REACH), target_bpm * (1 + REACH)
    return np.asarray(low * np.exp(np.arange(int(np.log(high / low) / _GRID) + 1) * _GRID))


def _prior(grid: Values, target_bpm: float | None) -> Values:
    middle, width = (target_bpm, _PRIOR_WIDTH_TARGET) if target_bpm else (_BLIND_BPM, _PRIOR_WIDTH_BLIND)
    return np.asarray(-0.5 * (np.log(grid / middle) / width) ** 2)


def _covered(playing: tuple[Span, ...], seconds: int) -> Values:
    """Seconds of playing in the window about each second."""
    fine = np.zeros(seconds * 10)
    for span in playing:
        fine[int(span.start_s * 10) : int(span.end_s * 10)] = 0.1
    return np.asarray(moving_mean(fine, 81)[::10] * 81)


def _spectrum(onsets: Floats, second: int) -> Floats:
    """Strength of each rate in the window about a second."""
    length = int(WINDOW_S / STEP_S)
    start = int((second + 0.5) * SECOND / STEP_S) - length // 2
    piece = np.zeros(length, np.float32)
    low, high = max(start, 0), min(start + length, len(onsets))
    piece[low - start : high - start] = onsets[low:high]
    window = np.hanning(length).astype(np.float32)
    piece = (piece - (piece * window).sum() / window.sum()) * window
    return np.asarray(np.abs(np.fft.rfft(piece, _FFT)), np.float32)


def _comb(spectrum: Floats, bpm: Values) -> Values:
    """Strength at rates and their multiples."""
    total = np.zeros(len(bpm))
    for harmonic, weight in HARMONICS:
        at = bpm / 60 * harmonic * STEP_S * _FFT
        total += weight * np.interp(at, np.arange(len(spectrum)), spectrum)
    return total


def _viterbi(scores: Floats, prior: Values) -> NDArray[np.int64]:
    """The best path: clear windows pull, the prior leans, jumps cost."""
    count, width = scores.shape
    if not count:
        return np.zeros(0, np.int64)
    reach = min(15, width - 1)
    cost = _JUMP_COST * np.abs(np.arange(-reach, reach + 1)) * _GRID * 10
    best, back = np.zeros(width), np.zeros((count, width), np.int8)
    for second in range(count):
        padded = np.pad(best, reach, constant_values=-np.inf)
        options = np.lib.stride_tricks.sliding_window_view(padded, 2 * reach + 1) - cost
        back[second] = options.argmax(axis=1) - reach
        row = scores[second]
        here = 4 * row / row.max() + prior if row.max() > 0 else np.zeros(width)
        best = options.max(axis=1) + here
    path = np.zeros(count, np.int64)
    path[-1] = int(best.argmax())
    for second in range(count - 1, 0, -1):
        path[second - 1] = path[second] + back[second, path[second]]
    return path


def _refined(spectrum: Floats, bpm: float) -> float:
    """The rate within 2 % at which the comb is strongest."""
    near = bpm * (1 + np.linspace(-0.02, 0.02, 161))
    return float(near[_comb(spectrum, near).argmax()])
