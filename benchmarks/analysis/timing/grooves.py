"""Somebody drums: grooves, fills and rudiments on a kit, and which strokes anybody could hear."""

from dataclasses import dataclass
from pathlib import Path

import numpy as np

from benchmarks.analysis.material import recordings, scores, soundfont, world
from benchmarks.analysis.material.additive import RATE_HZ
from benchmarks.analysis.material.recordings import Recording, Surroundings
from benchmarks.analysis.material.scores import Note

KITS = (0, 8, 16, 25, 32, 40)  # General MIDI: standard, room, power, machine, jazz, brushes
_KICK, _SIDE, _SNARE, _CLOSED, _OPEN, _CRASH, _RIDE = 36, 37, 38, 42, 46, 49, 51
_TOMS = (50, 48, 45, 43)
CYMBALS = (_OPEN, _CRASH, _RIDE)
# In sixteenths of a bar of four, or in twelfths (`triple`): what is hit when, and how loud.
_Hits = tuple[tuple[int, float, tuple[float, ...]], ...]
_EIGHTHS, _SIXTEENTHS = tuple(range(0, 16, 2)), tuple(range(16))
_GROOVES: dict[str, _Hits] = {
    "rock": ((_CLOSED, 0.6, _EIGHTHS), (_KICK, 0.9, (0, 8, 10)), (_SNARE, 0.9, (4, 12))),
    "ballad": ((_SIDE, 0.7, (4, 12)), (_KICK, 0.8, (0, 6, 8)), (_CLOSED, 0.5, (0, 4, 8, 12))),
    "funk": ((_CLOSED, 0.55, _SIXTEENTHS), (_KICK, 0.9, (0, 3, 10)), (_SNARE, 0.9, (4, 12)), (_SNARE, 0.35, (7, 9))),
    "disco": ((_KICK, 0.9, (0, 4, 8, 12)), (_OPEN, 0.6, (2, 6, 10, 14)), (_SNARE, 0.8, (4, 12))),
    "toms": ((_TOMS[3], 0.8, (0, 3, 6, 8)), (_TOMS[1], 0.75, (10, 12)), (_TOMS[0], 0.75, (13, 14))),
    "snare": ((_SNARE, 0.8, (0, 4, 6, 8, 12, 13, 14)), (_SNARE, 0.5, (2, 10))),
    "singles": ((_SNARE, 0.7, _EIGHTHS),),
}
_TRIPLE: dict[str, _Hits] = {
    "swing": ((_RIDE, 0.7, (0, 3, 5, 6, 9, 11)), (44, 0.6, (3, 9)), (_SNARE, 0.45, (8,)), (_KICK, 0.55, (0,))),
    "shuffle": ((_CLOSED, 0.6, (0, 2, 3, 5, 6, 8, 9, 11)), (_KICK, 0.9, (0, 6)), (_SNARE, 0.9, (3, 9))),
}
NAMES = (*_GROOVES, *_TRIPLE)


def drummed(rng: np.random.Generator, name: str, bpm: float, seconds: float) -> list[Note]:
    """The groove bar after bar, every fourth with a fill of toms and a crash after it; a bar's rest every eight."""
    hits, parts = (_GROOVES[name], 4) if name in _GROOVES else (_TRIPLE[name], 3)
    jitter_s, notes = float(rng.uniform(0.003, 0.012)), []
    for bar in range(int((seconds - 2.0) * bpm / 240)):
        if bar % 9 == 8:
            continue
        struck = [(midi, loud, part) for midi, loud, at in hits for part in at]
        if bar % 4 == 3 and name not in ("snare", "singles"):
            half = 2 * parts
            struck = [one for one in struck if one[2] < half]
            struck += [(_TOMS[part % half // 2], 0.8, part) for part in range(half, 2 * half)]
        elif bar % 4 == 0 and name not in ("snare", "singles"):
            struck.append((_CRASH, 0.8, 0))
        for midi, loud, part in struck:
            at_s = 1.0 + (4 * bar + part / parts) * 60 / bpm + float(rng.normal(0, jitter_s))
            notes.append(Note(at_s, 0.1, midi, float(np.clip(loud * rng.uniform(0.85, 1.1), 0.2, 1.0))))
    return sorted(notes, key=lambda note: note.start_s)


_BANDS_HZ = (100, 200, 400, 800, 1600, 3200, 6400, 8000)
_HEARD_S, _MASKS_S = 0.04, (0.05, 0.01)  # of a stroke; before it
_TOGETHER_S = 0.03


@dataclass(frozen=True)
class Drumming:
    """A recording of drums: when strokes that can be heard sound, and when those that noise and ringing hide do."""

    recording: Recording
    strokes_s: np.ndarray
    hidden_s: np.ndarray


def drumming(rng: np.random.Generator, folder: Path, number: int, fonts: int, seconds: float = 30.0) -> Drumming:
    """A groove on one of the kits, somewhere; `number` goes round the grooves and the fonts."""
    name, kit, font = NAMES[number % len(NAMES)], int(rng.choice(KITS)), number % fonts
    notes = drummed(rng, name, float(rng.uniform(60, 140)), seconds)
    dry = np.zeros(int(seconds * RATE_HZ))
    sound = soundfont.rendered(notes, soundfont.DRUMS, font, kit)[: len(dry)]
    dry[: len(sound)] = sound
    alone = soundfont.alone(notes, soundfont.DRUMS, font, kit)
    colour, codec = float(rng.choice(recordings.COLOURS)), recordings.CODECS[int(rng.integers(len(recordings.CODECS)))]
    around = Surroundings(
        float(rng.uniform(10, 35)), float(rng.uniform(0.15, 0.6)), ("talk", "page", "bump"),
        codec=codec[0], kbps=codec[1], colour=colour,
    )  # fmt: skip
    playing = np.zeros(len(dry), bool)
    for start, end in scores.spans(notes):
        playing[int(start * RATE_HZ) : int(end * RATE_HZ)] = True
    hiss = 10 ** (-around.snr_db / 20) * np.sqrt(np.mean(dry[playing] ** 2)) * world.noise(rng, 10 * RATE_HZ, colour)
    above_db = audible(notes, alone, dry, hiss)
    starts_s = np.asarray([note.start_s for note in notes]) + soundfont.delays_s(alone)
    recording = Recording(folder, seconds, "drums", notes)
    recordings.finished(rng, folder, f"drums{number}", dry * 0.5 / np.abs(dry).max(), recording, around)
    return Drumming(recording, *apart(starts_s, above_db >= 0))


def apart(starts_s: np.ndarray, heard: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Moments of strokes, those within 30 ms as one: where one of them is heard, and where none is."""
    order = np.argsort(starts_s)
    first = np.flatnonzero(np.diff(starts_s[order], prepend=-1.0) > _TOGETHER_S)
    either = np.logical_or.reduceat(heard[order], first)
    moments_s = starts_s[order][first]
    return moments_s[either], moments_s[~either]


def audible(notes: list[Note], alone: np.ndarray, dry: np.ndarray, noise: np.ndarray) -> np.ndarray:
    """How far each stroke stands out in the octave where it does so most, in dB over what rings and hisses there.

    `alone`: the strokes by themselves (`soundfont.alone`); `dry`: all of them; `noise`: that of the room; equally loud.
    """
    hiss = _power(noise)
    begun = round(soundfont.BEFORE_S * RATE_HZ)
    found = []
    for note, stroke in zip(notes, alone, strict=True):
        before_s = (note.start_s - _MASKS_S[0], note.start_s - _MASKS_S[1])
        rings = _power(dry[int(before_s[0] * RATE_HZ) : int(before_s[1] * RATE_HZ)])
        heard = _power(stroke[begun : begun + int(_HEARD_S * RATE_HZ)])
        found.append(float(10 * np.log10((heard / (rings + hiss)).max() + 1e-9)))
    return np.asarray(found)


def _power(sound: np.ndarray) -> np.ndarray:
    """Mean power by octave."""
    spectrum = np.abs(np.fft.rfft(sound)) ** 2
    edges = np.searchsorted(np.fft.rfftfreq(len(sound), 1 / RATE_HZ), _BANDS_HZ)
    sums = np.concatenate([[0.0], np.cumsum(spectrum)])
    return np.asarray(2 * (sums[edges[1:]] - sums[edges[:-1]]) / len(sound) ** 2)
