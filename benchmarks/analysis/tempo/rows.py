"""Rows about tempo, with a target and without; on soundfonts that no threshold was set on."""

from pathlib import Path

import numpy as np

from benchmarks.analysis.material import recordings, soundfont
from benchmarks.analysis.material.recordings import Recording, Surroundings
from benchmarks.analysis.playing.rows import session
from benchmarks.analysis.table import SHOWN_FROM, Calibration, Line, mean
from benchmarks.analysis.tempo import rhythms
from workers.analysis import AnalysisResult, analyse

_KINDS = [*soundfont.PROGRAMS, "drums"]
_WITHIN = 0.04


def tempo(rng: np.random.Generator, folder: Path, count: int, calibration: Calibration) -> list[Line]:
    """Tempo with a target up to 15 % off, steady and drifting."""
    right, steady, curves = [], [], {True: [], False: []}
    for number in range(count):
        drifts = number % 3 == 2
        one = session(
            rng, folder, f"tempo{number}", _KINDS[number * 4 % len(_KINDS)],
            Surroundings(float(rng.uniform(10, 30))), float(rng.choice([-0.08, 0.08])) if drifts else 0.0,
        )  # fmt: skip
        result = analyse(one.path, target_bpm=one.bpm * float(rng.uniform(0.85, 1.15)), instrument=one.instrument)
        metric, truth = result.metric("tempo_bpm"), _mean_bpm(one)
        calibration.note("tempo_bpm", metric.value, truth, metric.confidence)
        right.append(metric.value is not None and abs(metric.value / truth - 1) < _WITHIN)
        if right[-1]:
            curves[drifts] += _curve_errors(result, one)
            steady += [] if drifts else [100 * abs(metric.value / truth - 1)]
    return [
        Line("tempo within 4 % with a target up to 15 % off, %", _percent(right), "≥ 98", count),
        Line("steady tempo, mean error in %", mean(steady), "≤ 0.2", len(steady)),
        Line("tempo curve, mean error in %, steady", mean(curves[False]), "≤ 0.5", len(curves[False])),
        Line("… drifting by 8 % a minute", mean(curves[True]), "≤ 1.5", len(curves[True])),
    ]


def blind(rng: np.random.Generator, folder: Path, count: int, calibration: Calibration) -> list[Line]:
    """Tempo with nothing to go by: one in three is drawn note by note, two are rhythms as they are written."""
    right: dict[str, list[bool]] = {"tunes drawn note by note": [], "rhythms as they are written": []}
    told = 0
    for number in range(count):
        what = list(right)[min(number % 3, 1)]
        around = Surroundings(float(rng.uniform(12, 35)), float(rng.uniform(0.15, 0.6)))
        drawn = _KINDS[number * 4 // 3 % len(_KINDS)]
        one = written(rng, folder, number, around) if number % 3 else session(rng, folder, "tune", drawn, around)
        metric = analyse(one.path, instrument=one.instrument).metric("tempo_bpm")
        told += metric.value is not None
        calibration.note("tempo_bpm", metric.value, one.bpm, metric.confidence)
        if metric.value is not None and metric.confidence >= SHOWN_FROM:
            right[what].append(abs(metric.value / one.bpm - 1) < _WITHIN)
    shown = [one for values in right.values() for one in values]
    why = f"of {count}, {told} of them told; " + ", ".join(f"{what}: {sum(v)} of {len(v)}" for what, v in right.items())
    return [Line("blind tempo shown with confidence ≥ 0.8 and within 4 %, %", _percent(shown), "≥ 97", len(shown), why)]


def written(rng: np.random.Generator, folder: Path, number: int, around: Surroundings) -> Recording:
    """A rhythm as it is written, on an instrument that suits it."""
    piece = rhythms.drawn(rng)
    instrument, notes = rhythms.pitched(rng, piece)
    program = soundfont.DRUMS if instrument == "drums" else soundfont.PROGRAMS[instrument][0]
    sound = soundfont.play(notes, program, piece.seconds, number % len(soundfont.FONTS))
    recording = Recording(folder, piece.seconds, instrument, notes, piece.bpm)
    return recordings.finished(rng, folder, f"written{number}", sound, recording, around)


def _percent(right: list[bool]) -> float | None:
    return 100 * float(np.mean(right)) if right else None


def _mean_bpm(one: Recording) -> float:
    assert one.tempo is not None
    return float(np.mean([one.tempo(at) for start, end in one.playing for at in np.arange(start, end, 0.5)]))


def _curve_errors(result: AnalysisResult, one: Recording) -> list[float]:
    curve = next(curve for curve in result.curves if curve.key == "tempo_bpm")
    assert one.tempo is not None
    at = [(number + 0.5) * curve.step_s for number in range(len(curve.values))]
    return [100 * abs(v / one.tempo(t) - 1) for v, t in zip(curve.values, at, strict=True) if v is not None]
