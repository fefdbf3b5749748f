"""Rows about time: when notes begin, and how that lies to a click."""

from dataclasses import replace
from pathlib import Path

import numpy as np

from benchmarks.analysis.material import additive, recordings, scores, soundfont, world
from benchmarks.analysis.material.recordings import TIMBRES, Recording, Surroundings
from benchmarks.analysis.table import Calibration, Line, mean
from benchmarks.analysis.timing import grooves
from benchmarks.analysis.timing.fit_onsets import truth
from workers.analysis import analyse

TOLERANCE_S = 0.05
_FAMILIES = {
    "bowed": ("violin", "viola", "cello"),
    "blown and sung": ("flute", "oboe", "clarinet", "saxophone", "trumpet", "horn", "trombone", "accordion", "voice"),
    "plucked": ("guitar", "harp"),
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
    """Onsets at 50 ms, no lag taken out: piano, the others, each family; and half as many recordings of drums."""
    kinds = ["piano", *soundfont.PROGRAMS, "piano", *TIMBRES]
    scored: dict[str, list[float]] = {}
    off: list[float] = []
    for number in range(count):
        where = number * 7 % len(kinds)
        one = _recording(rng, folder, f"onsets{number}", kinds[where], where < len(kinds) - len(TIMBRES))
        heard_s, true_s = np.asarray(analyse(one.path, instrument=one.instrument).onsets.times_s), truth(one.notes)
        pairs = matched(heard_s, true_s)
        scored.setdefault(one.instrument, []).append(f_measure(len(pairs), len(heard_s), len(true_s)))
        off += [1000 * (heard - true) for heard, true in pairs]
    drums = [_drums(grooves.drumming(rng, folder, number, len(soundfont.FONTS))) for number in range(count // 2)]
    others = [f for kind, values in scored.items() if kind != "piano" for f in values] + drums
    lines = [
        Line("onsets, F at 50 ms, piano", mean(scored.get("piano", [])), "≥ 0.98", len(scored.get("piano", []))),
        Line("… all others", mean(others), "≥ 0.88", len(others)),
    ]
    for family, members in _FAMILIES.items():
        values = [f for kind in members for f in scored.get(kind, [])]
        lines.append(Line(f"… {family}", mean(values), "≥ 0.88", len(values)))
    lines.append(Line("… drums", mean(drums), "≥ 0.88", len(drums), f"least {min(drums):.2f}"))
    spread = f"half within {np.percentile(np.abs(off), 50):.1f}, 90 % within {np.percentile(np.abs(off), 90):.1f}"
    return [*lines, Line("onset times, median error in ms", float(np.median(off)), "", len(off), spread)]


def _drums(one: grooves.Drumming) -> float:
    """F of a recording of drums; who hears a stroke that noise hides is neither right nor wrong."""
    heard_s = np.asarray(analyse(one.recording.path, instrument="drums").onsets.times_s)
    pairs = matched(heard_s, one.strokes_s)
    others_s = np.setdiff1d(heard_s, [heard for heard, _ in pairs])
    return f_measure(len(pairs), len(heard_s) - len(matched(others_s, one.hidden_s)), len(one.strokes_s))


HOW = ("headphones", "heard, with the log", "heard, without a log")
_CLICK_HZ = (1000.0, 1500.0, 2200.0, 7000.0)
_WITH_CLICK = ("piano", "guitar", "drums", "violin", "clarinet", "flute", "harp", "trumpet")


def click(rng: np.random.Generator, folder: Path, count: int, calibration: Calibration) -> list[Line]:
    """Playing with a click: offset and jitter, by the log's latency, by what is heard, and by what is heard alone."""
    errors: dict[str, list[tuple[float, float]]] = {how: [] for how in HOW}
    untold = 0
    for number in range(count):
        how = HOW[number % 3]
        one, log, latency_s, offset_ms, jitter_ms = _clicked(rng, folder, number, how)
        given = None if how == HOW[2] else log | {"latency_s": latency_s if how == HOW[0] else None}
        result = analyse(one.path, instrument=one.instrument, click=given)
        late, spread = result.metric("click_offset_ms"), result.metric("click_spread_ms")
        calibration.note(late.key, late.value, offset_ms, late.confidence)
        calibration.note(spread.key, spread.value, jitter_ms, spread.confidence)
        if late.value is None or spread.value is None:
            untold += 1
            continue
        errors[how].append((abs(late.value - offset_ms), abs(spread.value - jitter_ms)))
    return [*click_lines(errors), Line("… recordings with a click whose offset is not told", untold, "", count)]


def click_lines(errors: dict[str, list[tuple[float, float]]]) -> list[Line]:
    """How far offset and jitter are off, in ms, by how the click is known."""
    lines = []
    for how, pairs in errors.items():
        for n, what in enumerate(("click offset", "jitter")):
            values = [pair[n] for pair in pairs]
            detail = f"{np.mean(np.asarray(values) <= 5):.0%} within 5 ms" if values else ""
            lines.append(Line(f"{what} ({how}), mean error in ms", mean(values), "≤ 5", len(values), detail))
    return lines


def _clicked(
    rng: np.random.Generator, folder: Path, number: int, how: str
) -> tuple[Recording, dict[str, object], float, float, float]:
    """A recording to a click; its log, the device's latency in s, and the true median and SD of the lateness in ms.

    The truth is when the samples begin to sound, which is up to 20 ms after they are asked for.
    """
    kind = _WITH_CLICK[number // 3 % len(_WITH_CLICK)]
    bpm, seconds, latency_s = float(rng.uniform(60, 130)), 45.0, float(rng.uniform(0.02, 0.18))
    late_ms, jitter_ms = float(rng.uniform(-35, 35)), float(rng.uniform(4, 35))
    rests = (3.0, 5.0) if number % 2 else None
    player = recordings.ranged(kind, jitter_s=0.0, legato=0.9)
    notes = scores.melody(rng, player, scores.steady(bpm), seconds, rests)
    if kind == "drums":
        notes = [replace(note, midi=38, length_s=0.1) for note in notes]
    off = rng.normal(late_ms, jitter_ms, len(notes)) / 1000
    notes = [replace(note, start_s=note.start_s + float(o)) for note, o in zip(notes, off, strict=True)]
    program = soundfont.DRUMS if kind == "drums" else soundfont.PROGRAMS[kind][0]
    font = int(rng.integers(2))
    sound = soundfont.play(notes, program, seconds, font)
    off += soundfont.delays_s(soundfont.alone(notes, program, font))
    beats = [1.0 + n * 60 / bpm for n in range(int((seconds - 1.5) * bpm / 60))]
    if how != HOW[0]:
        hz, loud = float(rng.choice(_CLICK_HZ)), float(rng.uniform(0.1, 0.5))
        sound = sound + loud * np.abs(sound).max() * world.clicks(beats, len(sound), hz)
    log: dict[str, object] = {"grids": [{"start_s": 1.0 - latency_s, "bpm": bpm, "beats": len(beats)}]}
    around = Surroundings(
        float(rng.uniform(18, 35)), 0.3, codec=recordings.CODECS[number % 4][0], kbps=recordings.CODECS[number % 4][1]
    )
    recording = recordings.finished(
        rng, folder, f"click{number}", sound, Recording(folder, seconds, kind, notes, bpm), around
    )
    return recording, log, latency_s, 1000 * float(np.median(off)), 1000 * float(np.std(off, ddof=1))


def _recording(rng: np.random.Generator, folder: Path, name: str, kind: str, sampled: bool) -> Recording:
    tempo, legato = scores.steady(float(rng.uniform(60, 180))), float(rng.choice([0.7, 0.92, 1.0]))
    if sampled:
        player = recordings.ranged(kind, legato=legato)
        sound, notes = recordings.sampled(rng, kind, player, tempo, 30.0, int(rng.integers(2)))
    else:
        timbre, low, high = TIMBRES[kind]
        sway = 5.5 if kind in recordings.SWAYING else 0.0
        notes = scores.melody(
            rng, scores.Player(low, high, vibrato_hz=sway, vibrato_cents=25, legato=legato), tempo, 30.0
        )
        sound, _ = additive.play(notes, timbre, 30.0, rng)
    codec, kbps = recordings.CODECS[int(rng.integers(len(recordings.CODECS)))]
    around = Surroundings(
        float(rng.uniform(10, 35)), float(rng.uniform(0.15, 0.6)), ("talk", "page", "bump"), codec=codec, kbps=kbps
    )
    return recordings.finished(rng, folder, name, sound, Recording(folder, 30.0, kind, notes), around)
