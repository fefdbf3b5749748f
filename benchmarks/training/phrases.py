"""What is played where the recogniser learns from: phrases, each in its own manner, short notes, drumming."""

import numpy as np

from benchmarks.analysis.material import scores
from benchmarks.analysis.material.scores import Note
from benchmarks.training.sources import Rng

Spans = list[tuple[float, float]]
_TOGETHER_S = 0.05
_JOINED_S = 0.25  # shorter gaps between notes are playing


def melody(
    rng: Rng, low: int, high: int, seconds: float, *, rests: bool = True, first: float | None = None
) -> list[Note]:
    """Somebody's playing: phrases, each in its own manner, with rests between them."""
    at = float(rng.uniform(0.2, 3)) if first is None else first
    notes: list[Note] = []
    while at < seconds - 0.8:
        phrase = _phrase(rng, low, high, at, min(seconds - 0.5, at + float(rng.choice([2, 4, 8, 14, 25]))))
        notes += phrase
        at = max([note.end_s for note in phrase], default=at + 1)
        at += float(rng.uniform(1.5, 9)) if rests else float(rng.uniform(0, 0.5))
    return notes


def _phrase(rng: Rng, low: int, high: int, start: float, end: float) -> list[Note]:
    manner = str(rng.choice(["tune", "tune", "scale", "arpeggio", "long", "repeated", "fast", "chords", "tuning"]))
    beat = {"long": rng.uniform(1.0, 4.0), "fast": rng.uniform(0.09, 0.2), "tuning": rng.uniform(0.8, 3)}.get(
        manner, rng.uniform(0.2, 0.8)
    )
    joined, strength = float(rng.choice([0.5, 0.85, 0.97, 1.0, 1.0])), float(10 ** (rng.uniform(-12, 0) / 20))
    swell = float(rng.uniform(-0.5, 0.5))
    midi, up, notes, at = int(rng.integers(low, high + 1)), 1, [], start
    while at < end:
        length = float(beat * (rng.choice([0.5, 1, 1, 2]) if manner in ("tune", "chords") else 1))
        step = {"scale": 2 * up, "arpeggio": int(rng.choice([3, 4, 5])) * up, "repeated": 0}.get(
            manner, int(rng.integers(-7, 8))
        )
        midi += step
        if not low <= midi <= high:
            up, midi = -up, int(np.clip(midi, low, high))
        loud = strength * float(10 ** (rng.normal(0, 1.5) / 20)) * (1 + swell * (at - start) / max(1, end - start))
        pitches = [midi] if manner != "chords" else [midi - d for d in (0, *rng.choice([3, 4, 7, 9, 12], 2))]
        if manner == "tuning":
            pitches = [midi, midi + 7]
        for pitch in pitches:
            at_s = max(0.0, at + float(rng.normal(0, 0.008)))
            notes.append(
                Note(
                    at_s, max(0.06, length * joined), int(pitch), float(np.clip(loud, 0.05, 1)), float(rng.normal(0, 6))
                )
            )
        at += length
    return notes


def detached(rng: Rng, low: int, high: int, seconds: float) -> list[Note]:
    """Staccato, spiccato, pizzicato, stabs: phrases of short notes, now and then chords, with a rest after each."""
    at, notes = float(rng.uniform(0.2, 2)), []
    while at < seconds - 0.8:
        until = min(seconds - 0.5, at + float(rng.choice([2, 4, 8, 14])))
        length, rest = (float(np.exp(rng.uniform(np.log(0.06), np.log(most)))) for most in (0.5, 0.9))
        step, uneven = int(rng.choice([0, 2, 7, 12])), float(rng.choice([0.0, 0.004, 0.015]))
        chord = [0, *rng.choice([3, 4, 7, 9, 12], 2)] if rng.random() < 0.15 else [0]
        midi = int(rng.integers(low, high + 1))
        while at < until:
            midi = int(np.clip(midi + rng.integers(-step, step + 1), low, high))
            loud = float(np.clip(10 ** (rng.normal(-3, 1.5) / 20), 0.05, 1))
            start = max(0.0, at + uneven * float(rng.standard_normal()))
            notes += [Note(start, length, int(midi - down), loud, float(rng.normal(0, 6))) for down in chord]
            at += length + rest
        at += float(rng.uniform(1.5, 7) if rng.random() < 0.5 else rng.uniform(0, 0.5))
    return notes


def drumming(rng: Rng, seconds: float, *, rests: bool = True) -> list[Note]:
    """A drummer: patterns, fills, single strokes, with rests."""
    notes, at = [], float(rng.uniform(0.3, 3))
    while at < seconds - 1:
        step, until = float(rng.uniform(0.09, 0.35)), min(seconds - 0.5, at + float(rng.uniform(4, 14)))
        pattern = rng.random((8, 6)) < np.asarray([0.3, 0.25, 0.7, 0.1, 0.1, 0.1])
        if not pattern[:, :3].any(axis=1).sum() >= 3:
            pattern[::2, 1] = True
        kit = [36, 38, int(rng.choice([42, 51, 46])), 45, 49, int(rng.choice([37, 39, 56, 60, 64, 70, 75]))]
        number = 0
        while at < until:
            for hit in np.flatnonzero(pattern[number % 8]):
                notes.append(Note(max(0, at + float(rng.normal(0, 0.009))), 0.12, kit[hit], float(rng.uniform(0.3, 1))))
            at, number = at + step, number + 1
        at += float(rng.uniform(2, 9)) if rests else 0.0
    return sorted(notes, key=lambda note: note.start_s)


def spans(notes: list[Note], joined_s: float = _JOINED_S) -> Spans:
    """Where these notes sound."""
    return scores.spans(notes, joined_s)


def one_line(notes: list[Note]) -> list[Note]:
    """Of notes that begin together only the first."""
    line: list[Note] = []
    for note in sorted(notes, key=lambda one: one.start_s):
        if not line or note.start_s - line[-1].start_s > _TOGETHER_S:
            line.append(note)
    return line


def spans_joined(playing: Spans) -> Spans:
    """Playing with gaps of a second bridged."""
    return spans([Note(start, end - start, 60) for start, end in playing], 1.0)
