"""Rows on real notes: tempo, pitch and repeats of what is put together of them in real rooms."""

from pathlib import Path

import numpy as np

from benchmarks.analysis.material.scores import Note, Player
from benchmarks.analysis.pitch.rows import heard_notes
from benchmarks.analysis.real import phrases, player
from benchmarks.analysis.real.rows import Shelf
from benchmarks.analysis.real.tones import Pool
from benchmarks.analysis.repeats import drills
from benchmarks.analysis.repeats.rows import paces_off, tempi_off
from benchmarks.analysis.table import SHOWN_FROM, Calibration, Line, mean
from workers.analysis import analyse

_WITHIN, _LONG_S, _SHARED = 0.04, 0.25, 0.5
_SINGLE = ("bowed", "blown", "plucked")


def tempo(shelf: Shelf, folder: Path, seed: int, calibration: Calibration) -> list[Line]:
    """Tempo of lines and grooves, with a target up to 15 % off, and blind."""
    right, errors, readings, sure = [], [], [], []
    for number, phrase in enumerate(shelf.phrases(folder, seed + 1, 2)):
        target = phrase.bpm * float(np.random.default_rng([seed, 12, number]).uniform(0.85, 1.15))
        told = analyse(phrase.path, target_bpm=target, instrument=phrase.pool.instrument).metric("tempo_bpm")
        calibration.note("tempo_bpm", told.value, phrase.bpm, told.confidence)
        right.append(told.value is not None and abs(told.value / phrase.bpm - 1) < _WITHIN)
        errors += [100 * abs(told.value / phrase.bpm - 1)] if right[-1] and told.value else []
        blind = analyse(phrase.path, instrument=phrase.pool.instrument).metric("tempo_bpm")
        values = [reading[0] for reading in blind.alternatives] or ([blind.value] if blind.value else [])
        near = [abs(value / phrase.bpm - 1) < _WITHIN for value in values]
        readings.append((any(near[:1]), any(near)))
        sure += near[:1] if blind.value and blind.confidence >= SHOWN_FROM else []
    first, either = (100 * float(np.mean(column)) for column in zip(*readings, strict=True))
    return [
        Line("tempo within 4 % with a target up to 15 % off, %", 100 * float(np.mean(right)), "≥ 98", len(right)),
        Line("… mean error in %", mean(errors), "≤ 0.5", len(errors)),
        Line("blind tempo within 4 %, %", first, "", len(readings), f"one of both readings: {either:.0f} %"),
        Line("… when sure, %", 100 * float(np.mean(sure)) if sure else None, "≥ 97", len(sure)),
    ]


def pitch(shelf: Shelf, folder: Path, seed: int, calibration: Calibration) -> list[Line]:
    """Note centres, tuning and spread of lines whose notes are moved to known places; each drifts a little."""
    errors, missed, octaves = [], 0, 0
    off: dict[str, list[float]] = {"tuning_cents": [], "intonation_spread_cents": []}
    pools = [pool for pool in shelf.pools if pool.family in _SINGLE]
    for number, pool in enumerate(pools):
        for take in range(3):
            rng = np.random.default_rng([seed, 13, number, take])
            path, notes = _tuned(rng, shelf, pool, folder, f"pitch{number}-{take}")
            found = _cents_off(path, notes)
            missed += found.count(None)
            octaves += sum(one is not None and abs(one) > 600 for one in found)
            errors += [abs(one) for one in found if one is not None and abs(one) <= 600]
            _figures(path, pool, notes, off, calibration)
    every = len(errors) + missed + octaves
    detail = f"median {np.median(errors):.2f}, 95 % within {np.percentile(errors, 95):.1f}" if errors else ""
    return [
        Line("note cents, mean error", mean(errors), "", len(errors), detail),
        Line("notes in the wrong octave, %", 100 * octaves / max(1, every), "", every),
        Line("notes of ≥ 0.25 s not found, %", 100 * missed / max(1, every), "", every),
        Line("tuning, mean error in cents", mean(off["tuning_cents"]), "≤ 3", len(off["tuning_cents"])),
        Line(
            "intonation spread, mean error in cents",
            mean(off["intonation_spread_cents"]),
            "≤ 3",
            len(off["intonation_spread_cents"]),
        ),
    ]


def _tuned(rng: np.random.Generator, shelf: Shelf, pool: Pool, folder: Path, name: str) -> tuple[Path, list[Note]]:
    """Somebody plays a line with an A of their own, more or less in tune."""
    how = {"tuning_cents": float(rng.uniform(-35, 35)), "spread_cents": float(rng.uniform(2, 14))}
    notes = phrases.line(rng, pool, float(rng.uniform(60, 100)), 40.0, legato=0.97, **how)
    sound = player.play(rng, pool, notes, 40.0, 0.3).sound
    return phrases.in_room(rng, sound, shelf.rooms, folder, name), notes


def _cents_off(path: Path, notes: list[Note]) -> list[float | None]:
    """How far each longer note is heard from where it is; None: less than half of it is heard."""
    heard, found = heard_notes(path), []
    for note in notes:
        if note.length_s < _LONG_S:
            continue
        shared = [min(one.end_s, note.end_s) - max(one.start_s, note.start_s) for one in heard]
        best = int(np.argmax(shared)) if shared else -1
        true = 100 * (note.midi - 69) + note.off_cents
        enough = best >= 0 and shared[best] > _SHARED * note.length_s
        found.append(heard[best].cents - true if enough else None)
    return found


def _figures(path: Path, pool: Pool, notes: list[Note], off: dict[str, list[float]], calibration: Calibration) -> None:
    result = analyse(path, instrument=pool.instrument)
    cents = np.asarray([note.off_cents for note in notes])
    for key, truth in (("tuning_cents", float(cents.mean())), ("intonation_spread_cents", float(cents.std(ddof=1)))):
        metric = result.metric(key)
        calibration.note(key, metric.value, truth, metric.confidence)
        if metric.value is not None:
            apart = metric.value - truth
            off[key].append(abs(apart - 100 * round(apart / 100)) if key == "tuning_cents" else abs(apart))


def repeats(shelf: Shelf, folder: Path, seed: int, calibration: Calibration) -> list[Line]:
    """Drills with slips and pauses: rounds counted, their tempo and pace; drills heard where there are none."""
    pools = [pool for pool in shelf.pools if pool.family != "drums"]
    right: list[bool] = []
    tempi, paces, false = [], [], []
    for number in range(3 * len(pools)):
        rng = np.random.default_rng([seed, 14, number])
        pool = pools[number % len(pools)]
        ambit = _ambit(rng, pool)
        notes, rounds, seconds, base = drills.drill(rng, ambit, number, number // 2 % 2 == 1)
        path = _played(rng, shelf, pool, notes, seconds, folder / f"drill{number}")
        result = analyse(path, target_bpm=base * float(rng.uniform(0.87, 1.15)), instrument=pool.instrument)
        right.append([len(drill.rounds) for drill in result.repeats] == [len(rounds)])
        calibration.seen["repeats"] += [(drill.confidence, right[-1]) for drill in result.repeats]
        tempi += tempi_off(result, rounds)
        paces += paces_off(result, rounds)
        if number % 3 == 0:
            piece, end_s = drills.performed(rng, ambit, drills.passage(rng, ambit, 16), 1.0, base, False)
            path = _played(rng, shelf, pool, piece, end_s + 2.0, folder / f"through{number}")
            false.append(len(analyse(path).repeats) > 0)
    return [
        Line("drills with every round counted, %", 100 * float(np.mean(right)), "", len(right)),
        Line("rounds whose tempo is told within 4 %, %", 100 * float(np.mean(np.asarray(tempi) < 4)), "", len(tempi)),
        Line("rounds whose pace is told within 4 %, %", 100 * float(np.mean(np.asarray(paces) < 4)), "", len(paces)),
        Line("pieces played through in which a drill is heard, %", 100 * float(np.mean(false)), "", len(false)),
    ]


def _ambit(rng: np.random.Generator, pool: Pool) -> Player:
    notes = phrases.line(rng, pool, 120.0, 20.0)
    low = min(note.midi for note in notes)
    return Player(low, low + 19, jitter_s=float(rng.uniform(0.004, 0.02)), legato=float(rng.choice([0.85, 0.97])))


def _played(rng: np.random.Generator, shelf: Shelf, pool: Pool, notes: list[Note], seconds: float, path: Path) -> Path:
    sound = player.play(rng, pool, notes, seconds, 0.3).sound
    return phrases.in_room(rng, sound, shelf.rooms, path.parent, path.name)
