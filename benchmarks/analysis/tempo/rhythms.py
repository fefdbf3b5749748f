"""Rhythms as they are written: for one line, for chords over a bass, for drums; each at a tempo that suits it."""

from dataclasses import dataclass, replace

import numpy as np

from benchmarks.analysis.material import soundfont
from benchmarks.analysis.material.scores import Note

# What fills one or two beats (or a bar): lengths in beats.
_CELLS: dict[str, tuple[float, ...]] = {
    "one": (1,), "two": (2,), "three": (3,), "four": (4,), "hold": (1, 1), "halves": (0.5, 0.5), "dotted": (1.5, 0.5),
    "quarters": (0.25,) * 4, "quick": (0.25, 0.25, 0.5), "slow": (0.5, 0.25, 0.25), "sharp": (0.75, 0.25),
    "thirds": (1 / 3,) * 3, "swing": (2 / 3, 1 / 3), "against": (0.5, 1, 0.5),
}  # fmt: skip
_LINES = {
    "even": "one", "scale": "halves halves halves halves one two", "song": "one one halves halves two dotted",
    "dance": "halves halves halves one dotted", "slow": "one two two four dotted", "waltz": "one one one two halves",
    "study": "quarters quarters halves one quick", "running": "quarters quarters quarters quarters quarters two",
    "mixed": "one halves quarters slow quick sharp two", "sharp": "sharp sharp halves one",
    "thirds": "thirds thirds one halves two", "swing": "swing swing one two", "pop": "against halves one hold dotted",
}  # fmt: skip
_BASSES = ("oompah in four", "oompah in three", "broken", "chords", "chords on a bass", "chords in halves")
_BEATS = ("rock", "rock in ones", "rock in quarters", "disco", "half time", "shuffle", "roll")
_SLOWEST_PER_S, _FASTEST_PER_S, _SHORTEST_S = 0.7, 6.5, 0.09


@dataclass(frozen=True)
class Piece:
    """What was played: its rhythm's name, its tempo, how long it is, what is heard, whether attacks are soft."""

    rhythm: str
    bpm: float
    seconds: float
    notes: list[Note]
    soft: bool


def drawn(rng: np.random.Generator) -> Piece:
    """A piece of any kind, at a tempo at which it can be played."""
    while True:
        usual = float(np.clip(np.exp(rng.normal(np.log(93), 0.33)), 40, 200))
        bpm = usual if rng.random() < 0.5 else float(rng.uniform(50, 170))
        seconds, kind = float(rng.uniform(20, 60)), rng.random()
        play = line if kind < 0.67 else chords if kind < 0.82 else drums
        rhythm, notes = play(rng, bpm, seconds)
        if playable(notes):
            return Piece(rhythm, bpm, seconds, notes, play is line and rng.random() < 0.7)


def playable(notes: list[Note]) -> bool:
    """Whether somebody would play that: neither very slow nor faster than hands are."""
    starts = np.unique(np.round([note.start_s for note in notes], 2))
    if len(starts) < 10:
        return False
    apart = np.diff(starts)
    apart = apart[apart > 0.03]
    per_s = 1 / float(np.median(apart))
    return _SLOWEST_PER_S < per_s < _FASTEST_PER_S and float(np.percentile(apart, 10)) > _SHORTEST_S


def line(rng: np.random.Generator, bpm: float, seconds: float) -> tuple[str, list[Note]]:
    """One voice: cells drawn at random, rests of whole beats, an accent or none, even or running away."""
    name = str(rng.choice([*_LINES, "random"]))
    rests, accent, bar = rng.random() < 0.7, float(rng.choice([0, rng.uniform(0, 0.3)])), int(rng.choice([3, 4, 4]))
    drift = float(rng.choice([0, 0, rng.normal(0, 0.03)])) / 120
    jitter_s, beat, rest_at = float(rng.uniform(0.003, 0.018)), 0.0, float(rng.uniform(8, 16)) * bpm / 60
    notes: list[Note] = []
    while True:
        for length in _cell(rng, name):
            start_s, end_s = (1 + at * (1 - drift * at) for at in (beat * 60 / bpm, (beat + length) * 60 / bpm))
            if end_s > seconds - 0.8:
                return name, notes
            loud = float(rng.uniform(0.55, 0.9)) * (1 + accent * (beat % bar == 0) + 0.5 * accent * (beat % 1 == 0))
            notes.append(Note(start_s + float(rng.normal(0, jitter_s)), end_s - start_s, 60, loud))
            beat += length
        if rests and beat > rest_at and name != "random":
            beat = float(np.ceil(beat + rng.uniform(2, 6) * bpm / 60))
            rest_at = beat + float(rng.uniform(8, 16)) * bpm / 60


def _cell(rng: np.random.Generator, name: str) -> tuple[float, ...]:
    if name == "random":
        return (float(rng.choice([0.5, 0.5, 1.0, 1.0, 2.0])),)
    return _CELLS[str(rng.choice(_LINES[name].split()))]


def chords(rng: np.random.Generator, bpm: float, seconds: float) -> tuple[str, list[Note]]:
    """Chords over a bass, with a tune or without."""
    name, tune = str(rng.choice(_BASSES)), rng.random() < 0.5
    jitter_s, notes = float(rng.uniform(0.003, 0.015)), []
    for number in range(int((seconds - 2.5) * bpm / 60)):
        struck = _bass(name, number)
        if tune and rng.random() < 0.5:
            struck = struck + [[(0.0, 1, 0.8)], [(0.0, 1, 0.8), (0.5, 1, 0.8)]][int(rng.integers(2))]
        for part, many, loud in struck:
            for _ in range(many):
                at_s = 1 + (number + part) * 60 / bpm + float(rng.normal(0, jitter_s))
                notes.append(Note(at_s, 0.4, 60, loud * float(rng.uniform(0.85, 1.1))))
    return name, sorted(notes, key=lambda note: note.start_s)


def _bass(name: str, beat: int) -> list[tuple[float, int, float]]:
    """What is struck in a beat: where in it, how many notes, how loud."""
    bar = 3 if name == "oompah in three" else 4
    if name.startswith("oompah"):
        return [(0.0, 1, 0.85)] if beat % bar == 0 or (bar == 4 and beat % 4 == 2) else [(0.0, 3, 0.6)]
    if name == "broken":
        return [(0.0, 1, 0.8), (0.5, 1, 0.65)]
    if name == "chords":
        return [(0.0, 4, 0.75)]
    if name == "chords on a bass":
        return [(0.0, 4 if beat % 2 == 0 else 1, 0.75)]
    return [(0.0, 4 if beat % 2 == 0 else 3, 0.7), (0.5, 3, 0.6)]


def drums(rng: np.random.Generator, bpm: float, seconds: float) -> tuple[str, list[Note]]:
    """A beat on the kit."""
    name, jitter_s, notes = str(rng.choice(_BEATS)), float(rng.uniform(0.003, 0.014)), []
    for number in range(int((seconds - 1.5) * bpm / 60)):
        for part, loud in _hits(rng, name, number):
            at_s = 1 + (number + part) * 60 / bpm + float(rng.normal(0, jitter_s))
            notes.append(Note(at_s, 0.1, 38, loud * float(rng.uniform(0.8, 1.1))))
    return name, sorted(notes, key=lambda note: note.start_s)


def _hits(rng: np.random.Generator, name: str, beat: int) -> list[tuple[float, float]]:
    """What is hit in a beat: where in it and how loud."""
    if name == "shuffle":
        return [(0.0, 0.7), (2 / 3, 0.5), (0.0, 0.85)]
    if name == "roll":
        return [(part / 4, 0.5 if part else 0.85) for part in range(4)]
    parts = {"rock in ones": 1, "rock in quarters": 4}.get(name, 2)
    hits = [(part / parts, 0.5 if part else 0.6) for part in range(parts)]
    drum = [(0.0, 0.9)] if name == "disco" or name.startswith("rock") or beat % 2 == 0 else []
    fill = [(0.5, 0.8)] if name.startswith("rock") and beat % 4 == 2 and rng.random() < 0.5 else []
    return hits + drum + fill


_SUNG, _STRUCK = ("violin", "flute", "clarinet", "cello", "trumpet", "oboe"), ("piano", "guitar", "harp")
_KICK, _SNARE, _HAT = 36, 38, 42
_SCALE = (0, 2, 4, 5, 7, 9, 11)


def pitched(rng: np.random.Generator, piece: Piece) -> tuple[str, list[Note]]:
    """The piece on an instrument that suits it: a walk through a scale, chords over basses, or a kit."""
    if piece.notes[0].midi == _SNARE:
        drums = (_KICK, _SNARE)
        loud = [replace(one, midi=drums[n % 2] if one.velocity > 0.66 else _HAT) for n, one in enumerate(piece.notes)]
        return "drums", loud
    instrument = str(rng.choice(_SUNG if piece.soft else _STRUCK))
    low, high = soundfont.PROGRAMS[instrument][1:]
    walk, notes, together = (low + high) // 2, [], 0
    for n, note in enumerate(piece.notes):
        together = together + 1 if n and note.start_s - piece.notes[n - 1].start_s < _SHORTEST_S / 2 else 0
        if not together:
            near = [m for m in range(low, high + 1) if m % 12 in _SCALE and m != walk and abs(m - walk) <= 7]
            walk = int(rng.choice(near))
        notes.append(replace(note, midi=min(127, walk + (0, 4, 7, 12)[together % 4])))
    return instrument, notes
