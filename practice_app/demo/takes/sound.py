"""A take to listen to: the study on something like a violin, as its player could play it then, as a WAV file."""

import io
import json
import wave
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray

from practice_app.demo.takes import melody

RATE = 24_000
OUTLINE_STEP_S = 0.1
Samples = NDArray[Any]


@dataclass(frozen=True)
class Playing:
    """How it is played: how fast, how far the beat wanders, how far notes lie from where they should, how loud it gets.

    ``wanders`` is a share of a beat's length, ``astray_cents`` the spread of the notes.
    """

    bpm: float
    wanders: float
    astray_cents: float
    swells: float
    seed: int


def take(playing: Playing) -> bytes:
    """Play the study once through."""
    chance = np.random.default_rng(playing.seed)
    beats = _beats_s(playing, chance)
    samples = np.zeros(int((beats[-1] + 1.5) * RATE))
    for note in melody.notes():
        if note.midi is None:
            continue
        start, end = (float(np.interp(at, range(len(beats)), beats)) for at in (note.at, note.at + note.beats))
        loud = 0.55 + playing.swells * np.sin(np.pi * (note.at % 16) / 16)
        sounds = _note(note.midi + chance.normal(0, playing.astray_cents) / 100, end - start, loud)
        first = int(start * RATE)
        samples[first : first + len(sounds)] += sounds
    return _wav(samples + chance.normal(0, 0.0008, len(samples)))


def _beats_s(playing: Playing, chance: np.random.Generator) -> Samples:
    """When each beat comes: the tempo wanders slowly, and comes back."""
    count = melody.BEATS * melody.BARS
    lean = np.zeros(count)
    for n in range(1, count):
        lean[n] = 0.6 * lean[n - 1] + chance.normal(0, playing.wanders)
    beats: Samples = 0.4 + np.concatenate([[0.0], np.cumsum(60 / playing.bpm * (1 + lean))])
    return beats


def outline(sound: bytes) -> bytes:
    """Give the largest amplitude of each step, 0-255, as the worker does."""
    with wave.open(io.BytesIO(sound)) as file:
        samples = np.abs(np.frombuffer(file.readframes(file.getnframes()), np.int16).astype(float))
    edges = np.arange(0, len(samples) + 1, int(OUTLINE_STEP_S * RATE))
    peaks = [round(float(samples[a:b].max()) / 32767 * 255) for a, b in pairwise(edges)]
    return json.dumps({"step_s": OUTLINE_STEP_S, "peaks": peaks}).encode()


def _note(midi: float, length_s: float, velocity: float) -> Samples:
    """Bow a note: twelve harmonics, a soft attack, vibrato once it has settled."""
    t = np.arange(int(length_s * RATE)) / RATE
    settled = np.clip((t - 0.15) / 0.3, 0, 1)
    cents = 14 * settled * np.sin(2 * np.pi * 5.5 * t)
    hz = 440 * 2 ** ((midi - 69) / 12) * 2 ** (cents / 1200)
    phase = 2 * np.pi * np.cumsum(hz) / RATE
    tone: Samples = np.sum([np.sin(k * phase) / k**1.2 for k in range(1, 13)], axis=0)
    shape = np.clip(t / 0.05, 0, 1) * np.clip((length_s - t) / 0.06, 0, 1)
    note: Samples = velocity * 0.25 * shape * tone
    return note


def _wav(samples: Samples) -> bytes:
    target = io.BytesIO()
    with wave.open(target, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(RATE)
        file.writeframes((np.clip(samples, -1, 1) * 32767).astype("<i2").tobytes())
    return target.getvalue()
