"""Instruments made of sines, so that the pitch at each instant is known: bowed, blown, sung, plucked, struck."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from benchmarks.analysis.material.scores import Note

RATE_HZ = 48_000
Sound = np.ndarray


@dataclass(frozen=True)
class Sounded:
    """A note as it sounded: its true centre in cents about A4 = 440 Hz, and how many cycles of vibrato were wide."""

    note: Note
    centre_cents: float
    cycles: float


@dataclass(frozen=True)
class Timbre:
    """How an instrument sounds: harmonics' levels, attack and release, decay, noise, restlessness, stiffness."""

    slope: float = 1.0
    even: float = 1.0
    formants: tuple[tuple[float, float, float], ...] = ()  # Hz, width, gain
    attack_s: float = 0.05
    release_s: float = 0.06
    decay_per_s: float = 0.0
    breath: float = 0.02
    restless_cents: float = 1.5
    scoop_cents: float = 0.0
    stiffness: float = 0.0
    sway_delay_s: float = 0.15


VIOLIN = Timbre(0.9, formants=((500, 300, 1.0), (2700, 900, 0.9)), breath=0.03, restless_cents=1.5, scoop_cents=-12)
CELLO = Timbre(1.0, formants=((250, 180, 1.2), (1500, 700, 0.7)), attack_s=0.08, breath=0.03, scoop_cents=-10)
CLARINET = Timbre(0.8, even=0.12, attack_s=0.04, breath=0.015, restless_cents=1.0)
FLUTE = Timbre(1.9, attack_s=0.06, breath=0.06, restless_cents=2.0, scoop_cents=-15)
TRUMPET = Timbre(0.5, formants=((1200, 900, 1.5),), attack_s=0.035, breath=0.01, scoop_cents=-18)
VOICE = Timbre(0.9, formants=((650, 150, 2.0), (1150, 180, 1.2), (2800, 300, 1.0)), attack_s=0.07, restless_cents=4.0,
               scoop_cents=-35)  # fmt: skip
GUITAR = Timbre(0.7, attack_s=0.003, decay_per_s=2.5, breath=0.002, restless_cents=0.1, stiffness=8e-5)
PIANO = Timbre(1.1, attack_s=0.003, decay_per_s=1.5, breath=0.004, restless_cents=0.05, stiffness=4e-4)


def midi_hz(number: float) -> float:
    """Equal temperament at A4 = 440 Hz."""
    return float(440.0 * 2 ** ((number - 69) / 12))


def sound(note: Note, timbre: Timbre, rng: np.random.Generator) -> tuple[Sound, Sounded]:
    """The samples of a note and the truth about it."""
    t = np.arange(int((note.length_s + timbre.release_s) * RATE_HZ)) / RATE_HZ
    slow = note.off_cents + _restless(rng, t, timbre.restless_cents) + timbre.scoop_cents * np.exp(-t / 0.025)
    depth = np.clip((t - timbre.sway_delay_s) / 0.2, 0, 1)
    sway = note.vibrato_cents * depth * np.sin(2 * np.pi * note.vibrato_hz * t + rng.uniform(0, 6.28))
    inner = slice(int(0.08 * RATE_HZ), max(int(0.08 * RATE_HZ) + 1, int((note.length_s - 0.06) * RATE_HZ)))
    cycles = max(0.0, note.length_s - timbre.sway_delay_s - 0.1) * note.vibrato_hz
    truth = Sounded(note, 100.0 * (note.midi - 69) + float(slow[inner].mean()), cycles)
    hz = midi_hz(note.midi) * 2 ** ((slow + sway) / 1200)
    tone = _partials(np.cumsum(hz) / RATE_HZ, t, midi_hz(note.midi), timbre)
    tone *= 1 + 0.25 * sway / 60
    tone += timbre.breath * rng.standard_normal(len(t))
    envelope = np.clip(t / timbre.attack_s, 0, 1) * np.clip(
        (note.length_s + timbre.release_s - t) / timbre.release_s, 0, 1
    )
    return 0.1 * note.velocity * envelope * tone, truth


def _partials(turns: Sound, t: Sound, hz: float, timbre: Timbre) -> Sound:
    tone = np.zeros_like(t)
    for n in range(1, int(min(16, 0.45 * RATE_HZ / hz)) + 1):
        stretch = np.sqrt((1 + timbre.stiffness * n * n) / (1 + timbre.stiffness))
        gain = n**-timbre.slope * (timbre.even if n % 2 == 0 else 1.0)
        gain *= 0.25 + sum(g * np.exp(-(((n * hz - at) / width) ** 2)) for at, width, g in timbre.formants) \
            if timbre.formants else 1.0  # fmt: skip
        fading = np.exp(-t * timbre.decay_per_s * (0.7 + 0.3 * n)) if timbre.decay_per_s else 1.0
        tone += gain * fading * np.sin(2 * np.pi * n * stretch * turns + 0.7 * n * n)
    return tone / (np.sqrt(np.mean(tone[: RATE_HZ // 4] ** 2)) + 1e-9)


def _restless(rng: np.random.Generator, t: Sound, cents: float) -> Sound:
    """A pitch that nobody holds quite still: noise below 3 Hz."""
    knots = rng.standard_normal(int(t[-1] * 3) + 3)
    return np.asarray(cents * np.interp(t * 3, np.arange(len(knots)), knots))


def play(notes: list[Note], timbre: Timbre, seconds: float, rng: np.random.Generator) -> tuple[Sound, list[Sounded]]:
    """All notes as one recording."""
    out, truths = np.zeros(int(seconds * RATE_HZ)), []
    for note in notes:
        samples, truth = sound(note, timbre, rng)
        at = int(max(note.start_s, 0) * RATE_HZ)
        fits = samples[: len(out) - at]
        out[at : at + len(fits)] += fits
        truths.append(truth)
    return out, truths


Instrument = Callable[[list[Note], float, np.random.Generator], Sound]
