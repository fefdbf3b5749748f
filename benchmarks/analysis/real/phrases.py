"""Practice put together of real single notes and strokes, in real rooms: what is played, and when each note begins."""

from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from benchmarks.analysis.material import scores, soundfont
from benchmarks.analysis.material.additive import RATE_HZ
from benchmarks.analysis.material.scores import Note, Player
from benchmarks.analysis.real import player
from benchmarks.analysis.real.rooms import FAR_DB, NEAR_DB, Room, recorded
from benchmarks.analysis.real.sources import Sound
from benchmarks.analysis.real.tones import LEAD_S, Pool
from benchmarks.analysis.timing import grooves

_AGAIN, _SLURS = 0.2, 0.35  # of the notes: bowed again, slurred
_AMBIT = 22  # semitones of a line
_CLOSE_DB = (12.0, 26.0)  # the direct sound above the reverberation
_ANY = (48.0, 72.0)  # strokes have no pitch


@dataclass(frozen=True)
class Phrase:
    """A recording, of what it is made, when notes begin that can be heard, and when those that can't."""

    path: Path
    pool: Pool
    notes: list[Note]
    begins_s: np.ndarray
    hidden_s: np.ndarray
    bpm: float
    dry: Sound


def line(rng: np.random.Generator, pool: Pool, bpm: float, seconds: float, **how: float) -> list[Note]:
    """A line within what the pool holds, a fifth of the notes the one before again; of a kit any strokes, as even."""
    low, high = (pool.tones[0].midi, pool.tones[-1].midi) if pool.family != "drums" else _ANY
    first = int(rng.uniform(np.ceil(low), max(np.ceil(low), np.floor(high) - _AMBIT) + 1))
    ambit = Player(first, int(min(high, first + _AMBIT)), **how)  # type: ignore[arg-type]
    notes: list[Note] = []
    for note in scores.melody(rng, ambit, scores.steady(bpm), seconds, (2.0, 4.0)):
        again = bool(notes) and pool.family != "piano" and rng.random() < _AGAIN
        notes.append(replace(note, midi=notes[-1].midi) if again else note)
    return notes


def melody(
    rng: np.random.Generator, pool: Pool, rooms: list[Room], folder: Path, name: str, close: bool = False
) -> Phrase:
    """Half a minute of a line at any speed: strokes joined, apart, some slurred; close: to the microphone."""
    bpm, seconds = float(rng.uniform(60, 160)), 30.0
    notes = line(rng, pool, bpm, seconds, legato=float(rng.choice([0.7, 0.92, 1.0])), jitter_s=0.012)
    played = player.play(rng, pool, notes, seconds, _SLURS)
    snr_db = float(rng.uniform(33, 53)) if close else None
    path = in_room(rng, played.sound, rooms, folder, name, snr_db, _CLOSE_DB if close else (FAR_DB, NEAR_DB))
    return Phrase(path, pool, notes, played.begins_s, np.zeros(0), bpm, played.sound)


def drumming(rng: np.random.Generator, pool: Pool, rooms: list[Room], folder: Path, name: str) -> Phrase:
    """Half a minute of a groove; each piece of the kit is one of its strokes."""
    bpm, seconds = float(rng.uniform(60, 140)), 30.0
    notes = grooves.drummed(rng, str(rng.choice(grooves.NAMES)), bpm, seconds)
    kit = _kit(rng, pool, sorted({note.midi for note in notes}))
    dry, alone = np.zeros(int(seconds * RATE_HZ)), []
    for note in notes:
        sound = note.velocity * kit[note.midi][: 3 * RATE_HZ]
        at = round((note.start_s - LEAD_S) * RATE_HZ)
        dry[at : at + len(sound)] += sound[: len(dry) - at]
        alone.append(_first(sound))
    snr_db = float(rng.uniform(15, 35))
    hiss = 10 ** (-snr_db / 20) * np.sqrt(np.mean(dry**2)) * rng.standard_normal(len(dry))
    above_db = grooves.audible(notes, np.stack(alone), dry, hiss)
    begins_s, hidden_s = grooves.apart(np.asarray([note.start_s for note in notes]), above_db >= 0)
    path = in_room(rng, dry, rooms, folder, name, snr_db)
    return Phrase(path, pool, notes, begins_s, hidden_s, bpm, dry)


def _kit(rng: np.random.Generator, pool: Pool, pieces: list[int]) -> dict[int, Sound]:
    """A stroke of the kit for each piece: one of those that ring longest for a cymbal, else one of the shorter half."""
    by_ring = sorted((tone.sound for tone in pool.tones), key=_rings)
    some = len(by_ring)
    short, long = by_ring[: -(-some // 2)], by_ring[some - -(-some // 4) :]
    groups = {midi: long if midi in grooves.CYMBALS else short for midi in pieces}
    return {midi: group[int(rng.integers(len(group)))] for midi, group in groups.items()}


def _rings(sound: Sound) -> int:
    """For how many samples a stroke stays within 20 dB of its loudest."""
    return int(np.flatnonzero(np.abs(sound) > 0.1 * np.abs(sound).max())[-1])


def _first(sound: Sound) -> Sound:
    """The beginning of a stroke as `grooves.audible` takes it."""
    before = round((LEAD_S - soundfont.BEFORE_S) * RATE_HZ)
    long = round((soundfont.BEFORE_S + soundfont.ALONE_S) * RATE_HZ)
    return np.pad(sound, (0, long))[before:][:long]


def in_room(
    rng: np.random.Generator,
    sound: Sound,
    rooms: list[Room],
    folder: Path,
    name: str,
    snr_db: float | None = None,
    direct_db: tuple[float, float] = (FAR_DB, NEAR_DB),
) -> Path:
    """The sound in one of the rooms, recorded by a phone half a metre to two metres away, or as is said."""
    room = rooms[int(rng.integers(len(rooms)))]
    heard = room.heard(sound, int(rng.integers(2)), float(rng.uniform(*direct_db)))
    return recorded(rng, heard, float(rng.uniform(15, 35)) if snr_db is None else snr_db, folder, name)
