"""The row about repeats: drills of every instrument with slips and pauses, and pieces played through."""

from pathlib import Path

import numpy as np

from benchmarks.analysis.repeats import drills
from benchmarks.analysis.repeats.drills import Round
from benchmarks.analysis.table import Calibration, Line
from workers.analysis import AnalysisResult, analyse


def repeats(rng: np.random.Generator, folder: Path, count: int, calibration: Calibration) -> list[Line]:
    """Rounds counted, their tempo with a target up to 15 % off, their pace; drills heard where there are none."""
    right: dict[bool, list[bool]] = {True: [], False: []}
    tempi: list[float] = []
    paces: list[float] = []
    for number in range(count):
        looped = number // 2 % 2 == 1
        one, rounds = drills.drilled(rng, folder, number, looped)
        result = analyse(one.path, target_bpm=one.bpm * float(rng.uniform(0.87, 1.15)), instrument=one.instrument)
        good = [len(drill.rounds) for drill in result.repeats] == [len(rounds)]
        right[looped].append(good)
        for drill in result.repeats:
            calibration.seen["repeats"].append((drill.confidence, good))
        tempi += tempi_off(result, rounds)
        paces += paces_off(result, rounds)
    false = [len(analyse(drills.through(rng, folder, n).path).repeats) > 0 for n in range(count // 2)]
    every = right[True] + right[False]
    return [
        Line("drills with every round counted, %", 100 * float(np.mean(every)), "", len(every)),
        Line("… with pauses between the rounds", 100 * float(np.mean(right[False])), "", len(right[False])),
        Line("… without", 100 * float(np.mean(right[True])), "", len(right[True])),
        Line("rounds whose tempo is told within 4 %, %", 100 * float(np.mean(np.asarray(tempi) < 4)), "", len(tempi)),
        Line("rounds whose pace is told within 4 %, %", 100 * float(np.mean(np.asarray(paces) < 4)), "", len(paces)),
        Line("pieces played through in which a drill is heard, %", 100 * float(np.mean(false)), "", len(false)),
    ]


def _beside(result: AnalysisResult, rounds: list[Round]) -> list[tuple[float | None, float, float]]:
    """Of each round that shares half of a true one: the tempo told, the pace told, the true tempo."""
    pairs = []
    for heard in (one for drill in result.repeats for one in drill.rounds):
        for true in rounds:
            if min(heard.end_s, true.end_s) - max(heard.start_s, true.start_s) > 0.5 * (true.end_s - true.start_s):
                pairs.append((heard.bpm, heard.pace, true.bpm))
                break
    return pairs


def tempi_off(result: AnalysisResult, rounds: list[Round]) -> list[float]:
    """How far off each tempo is, in percent; one that is not told is wholly off."""
    return [100.0 if bpm is None else 100 * abs(bpm / true - 1) for bpm, _, true in _beside(result, rounds)]


def paces_off(result: AnalysisResult, rounds: list[Round]) -> list[float]:
    """How far off each pace is beside the others, in percent."""
    ratios = [pace / true for _, pace, true in _beside(result, rounds)]
    return [100 * abs(ratio / float(np.median(ratios)) - 1) for ratio in ratios]
