"""Rows about time: when notes begin, and how that lies to a click."""

from pathlib import Path

import numpy as np

from benchmarks.analysis import additive, scores, soundfont, takes
from benchmarks.analysis.fit_onsets import truth
from benchmarks.analysis.table import Calibration, Line
from benchmarks.analysis.takes import TIMBRES, Surroundings, Take
from workers.analysis import analyse

TOLERANCE_S = 0.05
_CODECS = (("opus", 32), ("opus", 48), ("aac", 64), ("wav", 0))
_FAMILIES = {
    "bowed": ("violin", "viola", "cello"),
    "blown and sung": ("flute", "oboe", "clarinet", "saxophone", "trumpet", "horn", "trombone", "accordion", "voice"),
    "plucked": ("guitar", "harp"),
    "drums": ("drums",),
}


def matched(heard_s: np.ndarray, true_s: np.ndarray, tolerance_s: float = TOLERANCE_S) -> list[tuple[float, float]]:
    """The most pairs of sorted moments within the tolerance, each used once."""
    pairs, i, j = [], 0, 0
    while i < len(heard_s) and j < len(true_s):
        if abs(heard_s[i] - true_s[j]) <= tolerance_s:
            pairs.append((float(heard_s[i]), float(true_s[j])))
            i, j = i + 1, j + 1
        elif heard_s[i] < true_s[j]:
            i += 1
        else:
            j += 1
    return pairs


def f_measure(pairs: int, heard: int, true: int) -> float:
    """Twice the pairs over all there are."""
    return 2 * pairs / max(1, heard + true)


def onsets(rng: np.random.Generator, folder: Path, count: int, _: Calibration) -> list[Line]:
    """Onsets at 50 ms, no lag taken out: piano, the others, and each family."""
    kinds = ["piano", *soundfont.PROGRAMS, "drums", "piano", *TIMBRES]
    scored: dict[str, list[float]] = {}
    off: list[float] = []
    for number in range(count):
        where = number * 7 % len(kinds)
        one = _take(rng, folder, f"onsets{number}", kinds[where], where < len(kinds) - len(TIMBRES))
        heard_s, true_s = np.asarray(analyse(one.path, instrument=one.instrument).onsets.times_s), truth(one.notes)
        pairs = matched(heard_s, true_s)
        scored.setdefault(one.instrument, []).append(f_measure(len(pairs), len(heard_s), len(true_s)))
        off += [1000 * (heard - true) for heard, true in pairs]
    others = [f for kind, values in scored.items() if kind != "piano" for f in values]
    lines = [
        Line("onsets, F at 50 ms, piano", _mean(scored.get("piano", [])), "≥ 0.98", len(scored.get("piano", []))),
        Line("… all others", _mean(others), "≥ 0.88", len(others)),
    ]
    for family, members in _FAMILIES.items():
        values = [f for kind in members for f in scored.get(kind, [])]
        lines.append(Line(f"… {family}", _mean(values), "≥ 0.88", len(values)))
    spread = f"half within {np.percentile(np.abs(off), 50):.1f}, 90 % within {np.percentile(np.abs(off), 90):.1f}"
    return [*lines, Line("onset times, median error in ms", float(np.median(off)), "", len(off), spread)]


def _take(rng: np.random.Generator, folder: Path, name: str, kind: str, sampled: bool) -> Take:
    tempo, legato = scores.steady(float(rng.uniform(60, 180))), float(rng.choice([0.7, 0.92, 1.0]))
    if sampled:
        player = takes.ranged(kind, legato=legato)
        sound, notes = takes.sampled(rng, kind, player, tempo, 30.0, int(rng.integers(2)))
    else:
        timbre, low, high = TIMBRES[kind]
        sway = 5.5 if kind in takes.SWAYING else 0.0
        notes = scores.melody(
            rng, scores.Player(low, high, vibrato_hz=sway, vibrato_cents=25, legato=legato), tempo, 30.0
        )
        sound, _ = additive.play(notes, timbre, 30.0, rng)
    codec, kbps = _CODECS[int(rng.integers(len(_CODECS)))]
    around = Surroundings(
        float(rng.uniform(10, 35)), float(rng.uniform(0.15, 0.6)), ("talk", "page", "bump"), codec=codec, kbps=kbps
    )
    return takes.finished(rng, folder, name, sound, Take(folder, 30.0, kind, notes), around)


def _mean(values: list[float]) -> float | None:
    return float(np.mean(values)) if values else None
