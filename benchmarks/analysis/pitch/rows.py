"""Rows about pitch: note centres, tuning, spread, vibrato; on tones of eight instruments whose pitch is exact."""

from pathlib import Path

import numpy as np

from benchmarks.analysis.material import additive, recordings, scores
from benchmarks.analysis.material.additive import Sounded
from benchmarks.analysis.material.recordings import SWAYING, TIMBRES, Recording, Surroundings
from benchmarks.analysis.table import Calibration, Line, mean
from workers.analysis import analyse
from workers.analysis.pitch.intonation import PitchAnalyser
from workers.analysis.pitch.notes import Note as Heard
from workers.analysis.shared.spectrum import RATE_HZ
from workers.media import Decoding

_CODECS = (("opus", 32), ("opus", 48), ("aac", 64), ("wav", 0))


def recording(
    rng: np.random.Generator, folder: Path, name: str, snr_db: float, seconds: float, sways: bool
) -> Recording:
    """Somebody plays a melody, in tune with an A of their own, more or less."""
    instrument = str(rng.choice(SWAYING if sways else list(TIMBRES)))
    timbre, low, high = TIMBRES[instrument]
    swaying = sways and instrument in SWAYING
    player = scores.Player(
        low, high, float(rng.uniform(-35, 35)), float(rng.uniform(2, 14)),
        float(rng.uniform(4.5, 7.0)) if swaying else 0.0, float(rng.uniform(10, 45)) if swaying else 0.0,
        legato=float(rng.choice([0.85, 0.97, 1.0])),
    )  # fmt: skip
    notes = scores.melody(rng, player, scores.steady(float(rng.uniform(60, 100))), seconds)
    sound, sounded = additive.play(notes, timbre, seconds, rng)
    codec, kbps = _CODECS[int(rng.integers(len(_CODECS)))]
    made = Recording(folder, seconds, instrument, notes, sounded=sounded)
    around = Surroundings(snr_db, float(rng.uniform(0.15, 0.6)), codec=codec, kbps=kbps)
    return recordings.finished(rng, folder, name, sound, made, around)


def heard_notes(path: Path) -> tuple[Heard, ...]:
    """The notes of a recording, each as it was heard."""
    analyser = PitchAnalyser()
    for block in Decoding(path, rate_hz=RATE_HZ):
        analyser.push(block)
    return analyser.finish().notes


def pairs(recording: Recording) -> list[tuple[Sounded, Heard | None]]:
    """Each note of 0.2 s or more beside what was heard of it (None: less than half)."""
    heard = heard_notes(recording.path)
    found: list[tuple[Sounded, Heard | None]] = []
    for true in recording.sounded:
        start, end = true.note.start_s, true.note.end_s
        if true.note.length_s < 0.2 or not heard:
            continue
        best = max(heard, key=lambda one: min(one.end_s, end) - max(one.start_s, start))
        shared = min(best.end_s, end) - max(best.start_s, start)
        found.append((true, best if shared > 0.5 * true.note.length_s else None))
    return found


def pitch(rng: np.random.Generator, folder: Path, count: int, calibration: Calibration) -> list[Line]:
    """Note centres, tuning and spread at 10–35 dB."""
    errors, missed, tuning, spread = [], 0, [], []
    for number in range(count):
        one = recording(rng, folder, f"pitch{number}", float(rng.uniform(10, 35)), 40.0, number % 2 == 0)
        for true, found in pairs(one):
            if found is None:
                missed += 1
            else:
                errors.append(abs(found.cents - true.centre_cents))
        tuned, wide = _figures(one, calibration)
        tuning += tuned
        spread += wide
    octaves = 100 * float(np.mean(np.asarray(errors) > 600))
    close = np.asarray(errors)[np.asarray(errors) <= 600]
    detail = f"median {np.median(close):.2f}, 95 % within {np.percentile(close, 95):.2f}"
    return [
        Line("note cents, mean error at 10–35 dB", float(close.mean()), "≤ 1", len(close), detail),
        Line("notes in the wrong octave, %", octaves, "", len(errors)),
        Line("notes of ≥ 0.2 s not found, %", 100 * missed / max(1, missed + len(errors)), "", missed + len(errors)),
        Line("tuning, mean error in cents", mean(tuning), "", len(tuning)),
        Line("intonation spread, mean error in cents", mean(spread), "", len(spread)),
    ]


def _figures(one: Recording, calibration: Calibration) -> tuple[list[float], list[float]]:
    """Errors of the two figures of the whole recording (none when they can't be told)."""
    result = analyse(one.path, instrument=one.instrument)
    off = np.asarray([true.centre_cents for true in one.sounded])
    mean = float(np.angle(np.exp(2j * np.pi * off / 100).mean()) / (2 * np.pi) * 100)
    about = off - mean - 100 * np.round((off - mean) / 100)
    truths = {"tuning_cents": mean + float(about.mean()), "intonation_spread_cents": float(about.std(ddof=1))}
    out: list[list[float]] = []
    for key, truth in truths.items():
        metric = result.metric(key)
        calibration.note(key, metric.value, truth, metric.confidence)
        out.append([] if metric.value is None else [abs(metric.value - truth)])
    return out[0], out[1]


def vibrato(rng: np.random.Generator, folder: Path, count: int, calibration: Calibration) -> list[Line]:
    """Vibrato per note at 10–35 dB; notes with between none and two full cycles are not judged."""
    hits = [0, 0, 0]
    rates, extents = [], []
    for number in range(count):
        one = recording(rng, folder, f"vibrato{number}", float(rng.uniform(10, 35)), 40.0, True)
        for true, found in pairs(one):
            swaying = true.note.vibrato_hz > 0
            if found is None or (swaying and true.cycles < 2) or true.note.length_s < 0.5:
                continue
            hits[0 if found.sway and swaying else 1 if found.sway else 2] += bool(found.sway) or swaying
            if found.sway and swaying:
                rates.append(abs(found.sway.rate_hz - true.note.vibrato_hz))
                extents.append(found.sway.extent_cents - true.note.vibrato_cents)
        _swaying(one, calibration)
    bias = f"bias {np.mean(extents):+.2f}"
    f1 = 2 * hits[0] / max(1, 2 * hits[0] + hits[1] + hits[2])
    return [
        Line("vibrato F1 per note", f1, "≥ 0.97", sum(hits), f"{hits[1]} too many, {hits[2]} missed"),
        Line("vibrato rate, mean error in Hz", mean(rates), "≤ 0.08", len(rates)),
        Line("vibrato extent, mean error in cents", mean([abs(e) for e in extents]), "≤ 2", len(extents), bias),
    ]


def _swaying(one: Recording, calibration: Calibration) -> None:
    result = analyse(one.path, instrument=one.instrument)
    notes = [true.note for true in one.sounded if true.note.vibrato_hz > 0 and true.cycles >= 2]
    for key, values in (
        ("vibrato_rate_hz", [note.vibrato_hz for note in notes]),
        ("vibrato_extent_cents", [note.vibrato_cents for note in notes]),
    ):
        metric = result.metric(key)
        if values:
            calibration.note(key, metric.value, float(np.median(values)), metric.confidence)
