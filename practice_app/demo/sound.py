"""A take to listen to: an open-string melody on something like a violin, with rests, as a WAV file."""

import io
import json
import wave
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray

RATE = 24_000
BPM = 72
BAR = ((62, 1), (66, 1), (69, 1), (74, 1), (73, 0.5), (71, 0.5), (69, 2), (67, 1), (66, 1), (64, 2))
"""A melody in D major: (MIDI note, beats)."""
PHRASES, REST_S = 4, 3.2
OUTLINE_STEP_S = 0.1


def take() -> bytes:
    """Play the melody four times with a rest after each."""
    rng = np.random.default_rng(1)
    parts = []
    for n in range(PHRASES):
        parts += [_note(midi, beats * 60 / BPM, 0.5 + 0.1 * n) for midi, beats in BAR]
        parts.append(np.zeros(int(REST_S * RATE)))
    samples = np.concatenate(parts)
    return _wav(samples + rng.normal(0, 0.0008, len(samples)))


def outline(sound: bytes) -> bytes:
    """Give the largest amplitude of each step, 0-255, as the worker does."""
    with wave.open(io.BytesIO(sound)) as file:
        samples = np.abs(np.frombuffer(file.readframes(file.getnframes()), np.int16).astype(float))
    edges = np.arange(0, len(samples) + 1, int(OUTLINE_STEP_S * RATE))
    peaks = [round(float(samples[a:b].max()) / 32767 * 255) for a, b in pairwise(edges)]
    return json.dumps({"step_s": OUTLINE_STEP_S, "peaks": peaks}).encode()


def _note(midi: float, length_s: float, velocity: float) -> NDArray[Any]:
    """Bow a note: twelve harmonics, a soft attack, vibrato once it has settled."""
    t = np.arange(int(length_s * RATE)) / RATE
    settled = np.clip((t - 0.15) / 0.3, 0, 1)
    cents = 14 * settled * np.sin(2 * np.pi * 5.5 * t)
    hz = 440 * 2 ** ((midi - 69) / 12) * 2 ** (cents / 1200)
    phase = 2 * np.pi * np.cumsum(hz) / RATE
    tone: NDArray[Any] = np.sum([np.sin(k * phase) / k**1.2 for k in range(1, 13)], axis=0)
    shape = np.clip(t / 0.06, 0, 1) * np.clip((length_s - t) / 0.05, 0, 1)
    note: NDArray[Any] = velocity * 0.25 * shape * tone
    return note


def _wav(samples: NDArray[Any]) -> bytes:
    target = io.BytesIO()
    with wave.open(target, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(RATE)
        file.writeframes((np.clip(samples, -1, 1) * 32767).astype("<i2").tobytes())
    return target.getvalue()
