"""Rows on real notes and performances: when notes begin, and how that lies to a click.

What is put together is dry real notes in real rooms (`phrases`), so that the truth is known; what nobody put together
are the performances of TRIOS and solos, as annotated.
"""

from collections import defaultdict
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from benchmarks.analysis.material import world
from benchmarks.analysis.real import phrases, player, rooms, solos, tones, trios
from benchmarks.analysis.real.phrases import Phrase
from benchmarks.analysis.real.rooms import Room
from benchmarks.analysis.real.sources import MEASURED
from benchmarks.analysis.real.tones import Pool
from benchmarks.analysis.table import Calibration, Line, mean
from benchmarks.analysis.timing.rows import HOW, TOLERANCE_S, click_lines, f_measure, matched
from workers.analysis import analyse

_EACH = 4  # recordings of each pool
_BARS = {"bowed": "≥ 0.88", "blown": "≥ 0.88", "plucked": "≥ 0.88", "piano": "≥ 0.95", "drums": "≥ 0.9"}


@dataclass(frozen=True)
class Shelf:
    """What real notes, rooms and performances lie in a folder, and what could not be got."""

    pools: list[Pool]
    rooms: list[Room]
    performances: list[trios.Performance]
    solos: list[trios.Performance]
    missing: list[str]

    @classmethod
    def of(cls, folder: Path, split: str) -> "Shelf":
        """Of a split; the performances are only measured."""
        pools, no_notes = tones.pools(folder, split)
        found, no_rooms = rooms.rooms(folder)
        if split != MEASURED:
            return cls(pools, found, [], [], no_notes + no_rooms)
        (played, not_played), (alone, not_alone) = trios.performances(folder), solos.performances(folder)
        return cls(pools, found, played, alone, no_notes + no_rooms + not_played + not_alone)

    def phrases(self, folder: Path, seed: int, each: int = _EACH) -> list[Phrase]:
        """So many recordings of each pool."""
        made = []
        for number, pool in enumerate(self.pools):
            for take in range(each):
                rng = np.random.default_rng([seed, number, take])
                make = phrases.drumming if pool.family == "drums" else phrases.melody
                made.append(make(rng, pool, self.rooms, folder, f"phrase{number}-{take}"))
        return made


def onsets(shelf: Shelf, folder: Path, seed: int, _: Calibration) -> list[Line]:
    """Onsets at 50 ms by family: of real notes put together, and of real performances as annotated."""
    scored: dict[str, dict[str, list[float]]] = defaultdict(lambda: defaultdict(list))
    off: dict[str, list[float]] = defaultdict(list)
    for phrase in shelf.phrases(folder, seed):
        heard_s = _begun(phrase.path, phrase.pool.instrument)
        pairs = matched(heard_s, phrase.begins_s)
        others_s = np.setdiff1d(heard_s, [heard for heard, _ in pairs])
        counted = len(heard_s) - len(matched(others_s, phrase.hidden_s))
        scored["notes"][phrase.pool.family].append(f_measure(len(pairs), counted, len(phrase.begins_s)))
        off[phrase.pool.family] += [1000 * (heard - true) for heard, true in pairs]
    for kind, performances in (("performances", shelf.performances), ("solos", shelf.solos)):
        for one in performances:
            heard_s = _begun(one.path, one.instrument)
            for what, tolerance_s in ((kind, TOLERANCE_S), (f"{kind} at 0.1 s", 2 * TOLERANCE_S)):
                pairs = matched(heard_s, one.begins_s, tolerance_s)
                scored[what][one.family].append(f_measure(len(pairs), len(heard_s), len(one.begins_s)))
    return [line for what in scored for line in _by_family(what, scored[what], off if what == "notes" else {})]


def _by_family(what: str, scored: dict[str, list[float]], off: dict[str, list[float]]) -> list[Line]:
    lines = []
    for family in (name for name in _BARS if name in scored):
        values, late = scored[family], off.get(family, [])
        detail = f"least {min(values):.2f}"
        detail += f", late by {np.median(late):+.1f}, half within {np.median(np.abs(late)):.1f} ms" if late else ""
        bar = "" if "0.1 s" in what else _BARS[family]
        lines.append(Line(f"onsets, F, {what}: {family}", mean(values), bar, len(values), detail))
    return lines


def _begun(path: Path, instrument: str) -> np.ndarray:
    return np.asarray(analyse(path, instrument=instrument).onsets.times_s)


_OWN, _OWN_DB = 0.67, 20.0  # of the clicks come from the phone that records, its loudspeaker beside its microphone


def click(shelf: Shelf, folder: Path, seed: int, calibration: Calibration) -> list[Line]:
    """Playing with a click in a real room: offset and jitter, by the log's latency, by what is heard, without a log."""
    errors: dict[str, list[tuple[float, float]]] = {how: [] for how in HOW}
    untold = 0
    takes = [(number, take) for number in range(len(shelf.pools)) for take in range(len(HOW))]
    for number, take in takes:
        rng = np.random.default_rng([seed, 11, number, take])
        how = HOW[take]
        pool = shelf.pools[number]
        path, log, truth_ms = _clicked(rng, shelf, pool, folder / f"click{number}-{take}", how)
        result = analyse(path, instrument=pool.instrument, click=None if how == HOW[2] else log)
        told = [result.metric(key) for key in ("click_offset_ms", "click_spread_ms")]
        for metric, true in zip(told, truth_ms, strict=True):
            calibration.note(metric.key, metric.value, true, metric.confidence)
        values = [metric.value for metric in told]
        if None in values:
            untold += 1
            continue
        errors[how].append((abs(values[0] - truth_ms[0]), abs(values[1] - truth_ms[1])))  # type: ignore[operator]
    return [*click_lines(errors), Line("… recordings with a click whose offset is not told", untold, "", len(takes))]


def _clicked(
    rng: np.random.Generator, shelf: Shelf, pool: Pool, path: Path, how: str
) -> tuple[Path, dict[str, object], tuple[float, float]]:
    """Somebody plays to a click in a room; its log, and the true median and deviation of the lateness in ms."""
    bpm, seconds, latency_s = float(rng.uniform(60, 130)), 45.0, float(rng.uniform(0.02, 0.18))
    notes = phrases.line(rng, pool, bpm, seconds, jitter_s=0.0, legato=0.9)
    if pool.family == "drums":
        notes = [replace(note, length_s=0.4) for note in notes]
    off = rng.normal(float(rng.uniform(-35, 35)), float(rng.uniform(4, 35)), len(notes)) / 1000
    notes = [replace(note, start_s=note.start_s + late) for note, late in zip(notes, off.tolist(), strict=True)]
    sound = player.play(rng, pool, notes, seconds).sound
    room, direct_db = shelf.rooms[int(rng.integers(len(shelf.rooms)))], float(rng.uniform(rooms.FAR_DB, rooms.NEAR_DB))
    heard = room.heard(sound, 0, direct_db)
    beats = [1.0 + n * 60 / bpm for n in range(int((seconds - 1.5) * bpm / 60))]
    if how != HOW[0]:
        ticks = world.clicks(beats, len(sound), float(rng.choice([1000.0, 1500.0, 2200.0, 7000.0])))
        loud = float(rng.uniform(0.1, 0.5)) * np.abs(heard).max()
        heard = heard + loud * room.heard(ticks, 1, _OWN_DB if rng.random() < _OWN else direct_db)
    log: dict[str, object] = {
        "grids": [{"start_s": 1.0 - latency_s, "bpm": bpm, "beats": len(beats)}],
        "latency_s": latency_s if how == HOW[0] else None,
    }
    recorded = rooms.recorded(rng, heard, float(rng.uniform(18, 35)), path.parent, path.name)
    return recorded, log, (1000 * float(np.median(off)), 1000 * float(np.std(off, ddof=1)))
