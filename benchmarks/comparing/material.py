"""Performances of one score with their truth: at a tempo that sways, louder or softer, in a room, in noise."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from tests import sounds

RATE = 22_050
LEAD_S = 1.0
SCALE = (0, 2, 4, 5, 7, 9, 11)
ScoreNote = tuple[float, float, int]
"""Beat, length in beats, MIDI number."""


@dataclass(frozen=True)
class Take:
    """A performance: its sound and when each note of its score begins."""

    samples: np.ndarray
    onsets_s: np.ndarray

    def written(self, path: Path) -> Path:
        """Write it to a file."""
        return sounds.write_wav(path, self.samples, RATE)


def score(seed: int, beats: int = 96, *, chords: bool = True, key: int = 0) -> list[ScoreNote]:
    """A melody that wanders over a major scale, with chords below if wanted; every seed another, all in one key."""
    rng = np.random.default_rng(seed)
    notes: list[ScoreNote] = []
    beat, degree = 0.0, 14
    while beat < beats:
        length = float(rng.choice([0.25, 0.5, 1, 2], p=[0.1, 0.5, 0.35, 0.05]))
        degree = int(np.clip(degree + rng.integers(-3, 4), 7, 24))
        notes.append((beat, length, 36 + key + _height(degree)))
        beat += length
    for bar in range(0, beats if chords else 0, 2):
        root = int(rng.choice([0, 3, 4, 5]))
        notes += [(float(bar), 2.0, 36 + key + _height(root + third)) for third in (0, 2, 4)]
    return sorted(notes)


def _height(degree: int) -> int:
    return 12 * (degree // 7) + SCALE[degree % 7]


def clock(seed: int, beats: float, bpm: float, sway: float = 0.12) -> Callable[[float], float]:
    """From beats to seconds, at a tempo that sways by about so much every eight beats."""
    rng = np.random.default_rng(seed)
    knots = np.linspace(0, beats + 4, max(3, int(beats / 8)))
    grid = np.linspace(0, beats + 4, 4000)
    pace = 60 / bpm * np.interp(grid, knots, np.exp(rng.normal(0, sway, len(knots))))
    seconds = np.concatenate([[0], np.cumsum((pace[1:] + pace[:-1]) / 2 * np.diff(grid))])
    return lambda beat: float(np.interp(beat, grid, seconds))


@dataclass(frozen=True)
class Room:
    """Where and how a take is recorded: how loud, in how much noise, with how much reverberation."""

    gain: float = 1.0
    noise_dbfs: float = -60
    reverb_s: float = 0.0


STUDIO, KITCHEN = Room(), Room(0.3, -48, 0.8)


@dataclass(frozen=True)
class Player:
    """Who plays: at which tempo, on what, how far out of tune, and how they sway (the seed)."""

    seed: int
    bpm: float = 96
    voice: Callable[[sounds.Note, int], np.ndarray] = sounds.struck
    cents: float = 0.0


def perform(notes: Sequence[ScoreNote], player: Player, room: Room = STUDIO) -> Take:
    """Play a score: each note up to some milliseconds early or late, differently loud."""
    rng = np.random.default_rng(player.seed)
    when = clock(player.seed, max(beat + length for beat, length, _ in notes), player.bpm)
    played = []
    for beat, length, number in notes:
        start, end = when(beat) + LEAD_S + rng.normal(0, 0.008), when(beat + length) + LEAD_S
        hz, loud = sounds.midi_hz(number + player.cents / 100), rng.uniform(0.4, 1)
        played.append(sounds.Note(start, max(0.08, end - start) * 0.95, hz, loud))
    return sounded(played, player, room)


def sounded(played: Sequence[sounds.Note], player: Player, room: Room = STUDIO) -> Take:
    """The sound of notes whose times are known."""
    seconds = max(note.start_s + note.length_s for note in played) + 1.5
    samples = sounds.render(played, player.voice, seconds, RATE)
    if room.reverb_s:
        samples = samples + 0.7 * _roomy(samples, room.reverb_s)
    samples = room.gain * samples + sounds.room(seconds, room.noise_dbfs, RATE, player.seed)[: len(samples)]
    loudest = max(1.0, float(np.abs(samples).max()))
    return Take((samples / loudest).astype(np.float32), np.array([note.start_s for note in played]))


def _roomy(samples: np.ndarray, reverb_s: float) -> np.ndarray:
    long = int(reverb_s * RATE)
    room = np.random.default_rng(5).standard_normal(long) * np.exp(-6.9 * np.arange(long) / long)
    size = len(samples) + long
    wet = np.fft.irfft(np.fft.rfft(samples, size) * np.fft.rfft(room / np.sqrt((room**2).sum()), size), size)
    return np.asarray(wet[: len(samples)])
