"""Somebody practises: a passage again and again, each time at a tempo of its own, with slips; or plays through."""

from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from benchmarks.analysis.material import recordings, scores, soundfont
from benchmarks.analysis.material.recordings import Recording, Surroundings
from benchmarks.analysis.material.scores import Note, Player

_INSTRUMENTS = (
    "violin", "piano", "flute", "cello", "guitar", "clarinet", "chords",
    "trumpet", "oboe", "viola", "harp", "saxophone",
)  # fmt: skip
_WRONG, _HESITATES = 0.04, 0.03  # of the notes
Score = list[tuple[float, float, int]]  # beat, length in beats, MIDI number


@dataclass(frozen=True)
class Round:
    """One time through the passage: seconds, and its tempo."""

    start_s: float
    end_s: float
    bpm: float


def passage(rng: np.random.Generator, player: Player, bars: int) -> Score:
    """A line of that many bars of four, drawn at random."""
    beat, score = 0.0, []
    line = scores.melody(rng, replace(player, jitter_s=0.0, legato=1.0), scores.steady(60.0), 4.0 * bars + 12, None)
    for note in line:
        if beat >= 4 * bars - 1e-6:
            break
        length = min(note.length_s, 4 * bars - beat)
        score.append((beat, length, note.midi))
        beat += length
    return score


def performed(
    rng: np.random.Generator, player: Player, score: Score, at_s: float, bpm: float, slips: bool
) -> tuple[list[Note], float]:
    """The passage once, from `at_s` on; with slips: wrong notes, and moments of hesitation. Notes, and their end."""
    notes, late = [], 0.0
    for beat, length, midi in score:
        if slips and rng.random() < _HESITATES:
            late += float(rng.uniform(0.2, 0.7))
        played = midi + int(rng.choice([-2, -1, 1, 2])) if slips and rng.random() < _WRONG else midi
        start = at_s + late + beat * 60 / bpm + float(rng.normal(0, player.jitter_s))
        one = Note(start, length * 60 / bpm * player.legato, played, float(rng.uniform(0.55, 1.0)))
        notes.append(one)
        if player.chords:
            notes += [replace(one, midi=played - down, velocity=0.6) for down in (4, 7, 12)]
    return notes, at_s + late + (score[-1][0] + score[-1][1]) * 60 / bpm


def drilled(rng: np.random.Generator, folder: Path, number: int, looped: bool) -> tuple[Recording, list[Round]]:
    """A drill on a soundfont, somewhere."""
    kind, player = _player(rng, number)
    notes, rounds, seconds, base = drill(rng, player, number, looped)
    return _recorded(rng, folder, f"drill{number}{looped}", kind, notes, seconds, base), rounds


def drill(
    rng: np.random.Generator, player: Player, number: int, looped: bool
) -> tuple[list[Note], list[Round], float, float]:
    """A passage three to nine times over, faster and faster or up and down, with pauses or without.

    Its notes, its rounds, how many seconds it takes, and the tempo about which it is.
    """
    score, base = passage(rng, player, int(rng.integers(2, 5))), float(rng.uniform(60, 110))
    count = int(rng.integers(3, 10))
    shape = [np.linspace(0.8, 1.1, count), rng.uniform(0.85, 1.15, count), np.full(count, 1.0)][number % 3]
    at_s, notes, rounds = 1.0, [], []
    if number % 2:
        before, at_s = performed(rng, player, passage(rng, player, 4), at_s, base, False)
        notes += before
        at_s += float(rng.uniform(0.5, 3))
    for rate in shape:
        bpm = base * float(rate)
        played, end = performed(rng, player, score, at_s, bpm, slips=True)
        notes += played
        rounds.append(Round(at_s, end, bpm))
        at_s = end + (0.0 if looped else float(rng.uniform(0.4, 5.0)))
    if number % 4 == 1:
        after, at_s = performed(rng, player, passage(rng, player, 4), at_s + 1.0, base, False)
        notes += after
    return notes, rounds, at_s + 2.0, base


def through(rng: np.random.Generator, folder: Path, number: int) -> Recording:
    """No drill: a line that never comes back; or one with each half played twice, as it is written."""
    kind, player = _player(rng, number)
    base, at_s, notes = float(rng.uniform(60, 130)), 1.0, []
    halves = [passage(rng, player, 4) for _ in range(2)]
    plan = [halves[0], halves[0], halves[1], halves[1]] if number % 2 else [passage(rng, player, 16)]
    for part in plan:
        played, at_s = performed(rng, player, part, at_s, base, False)
        notes += played
        if number % 3 == 2:
            at_s += float(rng.uniform(0.3, 3))
    return _recorded(rng, folder, f"through{number}", kind, notes, at_s + 2.0, base)


def _player(rng: np.random.Generator, number: int) -> tuple[str, Player]:
    kind = _INSTRUMENTS[number % len(_INSTRUMENTS)]
    how = {"jitter_s": float(rng.uniform(0.004, 0.02)), "legato": float(rng.choice([0.85, 0.97]))}
    if kind == "chords":
        return "piano", Player(60, 84, chords=True, **how)  # type: ignore[arg-type]
    return kind, recordings.ranged(kind, **how)


def _recorded(
    rng: np.random.Generator, folder: Path, name: str, kind: str, notes: list[Note], seconds: float, bpm: float
) -> Recording:
    sound = soundfont.play(notes, soundfont.PROGRAMS[kind][0], seconds, int(rng.integers(2)))
    around = Surroundings(float(rng.uniform(12, 30)), float(rng.uniform(0.15, 0.6)), ("talk", "page"))
    return recordings.finished(rng, folder, name, sound, Recording(folder, seconds, kind, notes, bpm), around)
