"""What is played: melodies over a tempo curve, note by note, with the player's intonation and vibrato."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

Tempo = Callable[[float], float]
BRIDGE_S = 1.0  # shorter gaps count as playing


@dataclass(frozen=True)
class Note:
    """A note: seconds, MIDI number, loudness 0–1, cents off equal temperament, vibrato (0 Hz: none)."""

    start_s: float
    length_s: float
    midi: int
    velocity: float = 0.8
    off_cents: float = 0.0
    vibrato_hz: float = 0.0
    vibrato_cents: float = 0.0

    @property
    def end_s(self) -> float:
        """When it ends."""
        return self.start_s + self.length_s


@dataclass(frozen=True)
class Player:
    """How somebody plays: range, A4, how far notes stray, vibrato, how even onsets are, how notes are joined."""

    low: int = 55
    high: int = 84
    tuning_cents: float = 0.0
    spread_cents: float = 0.0
    vibrato_hz: float = 0.0
    vibrato_cents: float = 0.0
    jitter_s: float = 0.006
    legato: float = 0.95
    chords: bool = False


def steady(bpm: float) -> Tempo:
    """The same tempo throughout."""
    return lambda _: bpm


def drifting(bpm: float, per_minute: float) -> Tempo:
    """A tempo that runs away or drags by that share of itself per minute."""
    return lambda at_s: bpm * (1 + per_minute * at_s / 60)


def beats(tempo: Tempo, start_s: float, end_s: float) -> list[float]:
    """The times of the beats."""
    times = [start_s]
    while times[-1] < end_s:
        half = times[-1] + 30 / tempo(times[-1])
        times.append(times[-1] + 60 / tempo(half))
    return times


def melody(
    rng: np.random.Generator, player: Player, tempo: Tempo, seconds: float, rest_s: tuple[float, float] | None = (4, 8)
) -> list[Note]:
    """Phrases of 8–14 s with rests between them (none when `rest_s` is None), rhythm in halves, ones and twos."""
    grid, notes, beat = beats(tempo, 1.0, seconds), [], 0.0
    midi, phrase_end = (player.low + player.high) // 2, 1.0 + rng.uniform(8, 14)
    while True:
        length = float(rng.choice([0.5, 0.5, 1.0, 1.0, 2.0]))
        start, end = (float(np.interp(beat + extra, np.arange(len(grid)), grid)) for extra in (0.0, length))
        if end > seconds - 1.0 or beat + length >= len(grid) - 1:
            return notes
        if rest_s is not None and start > phrase_end:
            beat += float(np.ceil(rng.uniform(*rest_s) * tempo(start) / 60))
            phrase_end = start + rng.uniform(8, 14) + rest_s[1]
            continue
        midi = _step(rng, midi, player)
        notes += _notes(rng, player, start + rng.normal(0, player.jitter_s), (end - start) * player.legato, midi)
        beat += length


def _step(rng: np.random.Generator, midi: int, player: Player) -> int:
    """The next note of a scale in C, at most a fifth away, inside the range."""
    scale = [n for n in range(player.low, player.high + 1) if n % 12 in (0, 2, 4, 5, 7, 9, 11)]
    near = [n for n in scale if n != midi and abs(n - midi) <= 7]
    return int(rng.choice(near))


def _notes(rng: np.random.Generator, player: Player, start_s: float, length_s: float, midi: int) -> list[Note]:
    sways = player.vibrato_hz > 0 and length_s > 0.55 and rng.random() < 0.7
    note = Note(
        start_s, length_s, midi, float(rng.uniform(0.5, 1.0)),
        player.tuning_cents + float(rng.normal(0, player.spread_cents)),
        player.vibrato_hz * float(rng.normal(1, 0.04)) if sways else 0.0,
        player.vibrato_cents * float(rng.uniform(0.7, 1.3)) if sways else 0.0,
    )  # fmt: skip
    under = [Note(start_s, length_s, midi - down, 0.6) for down in (4, 7, 12)] if player.chords else []
    return [note, *under]


def spans(notes: list[Note], bridge_s: float = BRIDGE_S) -> list[tuple[float, float]]:
    """Where these notes make playing."""
    found: list[list[float]] = []
    for note in sorted(notes, key=lambda one: one.start_s):
        if found and note.start_s - found[-1][1] <= bridge_s:
            found[-1][1] = max(found[-1][1], note.end_s)
        else:
            found.append([note.start_s, note.end_s])
    return [(start, end) for start, end in found]


def rests(notes: list[Note], seconds: float, least_s: float = 3.0) -> list[tuple[float, float]]:
    """The rests, a good second away from playing."""
    edges = [0.0, *[edge for span in spans(notes) for edge in span], seconds]
    gaps = zip(edges[::2], edges[1::2], strict=True)
    return [(a + 1.2, b - 1.2) for a, b in gaps if b - a - 2.4 >= least_s]
