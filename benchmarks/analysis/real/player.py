"""Somebody plays a score on real single notes: stroke by stroke, slurred, or one note apart from the next.

Each note is one of the nearest in pitch, moved to the pitch that is asked for and placed so that it begins when asked.
A stroke begins as the one before is stopped; the same note may be bowed again. A slur has no attack: the next note is
heard from its middle on, faded in over 30 ms while the one before fades out, and begins in the middle of that.
"""

from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from benchmarks.analysis.material.additive import RATE_HZ
from benchmarks.analysis.material.scores import Note
from benchmarks.analysis.real.sources import Sound
from benchmarks.analysis.real.tones import LEAD_S, Pool

_JOINED_S, _ATTACK_S = 0.03, 0.12  # gap that still joins; what a slur leaves out
_SLUR_S, _STOP_S, _IN_S = 0.03, 0.05, 0.01  # fades
_LEVEL_DB = (-4.0, 2.0)
_SLURRED = ("bowed", "blown")


@dataclass(frozen=True)
class Played:
    """What is heard, dry, and when each note begins."""

    sound: Sound
    begins_s: np.ndarray


def play(rng: np.random.Generator, pool: Pool, notes: list[Note], seconds: float, slurs: float = 0.0) -> Played:
    """The score on these notes; `slurs`: the share of notes that follow another without an attack of their own."""
    out, begins = np.zeros(int((seconds + 1) * RATE_HZ)), []
    joined = [False, *(b.start_s - a.end_s < _JOINED_S and a.midi != b.midi for a, b in pairwise(notes))]
    may = pool.family in _SLURRED
    slurred = [may and one and rng.random() < slurs for one in joined]
    for note, slur, on in zip(notes, slurred, [*slurred[1:], False], strict=True):
        sound, lead_s = _sounded(rng, pool, note, slur)
        start_s = note.start_s - lead_s
        length_s = note.length_s + lead_s + (_SLUR_S / 2 if on else 0.0)
        part = _faded(
            sound[: int((length_s + (0 if on else _STOP_S)) * RATE_HZ)],
            _SLUR_S if slur else _IN_S,
            _SLUR_S if on else _STOP_S,
        )
        at = max(0, round(start_s * RATE_HZ))
        part = part[: len(out) - at]
        out[at : at + len(part)] += part
        begins.append(note.start_s)
    return Played(out[: int(seconds * RATE_HZ)], np.asarray(begins))


def _sounded(rng: np.random.Generator, pool: Pool, note: Note, slur: bool) -> tuple[Sound, float]:
    """The note at its pitch, as loud as any, and how long in it lies before it begins."""
    tone = pool.near(rng, note.midi + note.off_cents / 100)
    sound = tone.at(note.midi + note.off_cents / 100)
    lead_s = LEAD_S
    if slur and len(sound) > 2 * _ATTACK_S * RATE_HZ:
        sound, lead_s = sound[round((LEAD_S + _ATTACK_S) * RATE_HZ) :], _SLUR_S / 2
    near = sound[round(lead_s * RATE_HZ) :][: round(0.3 * RATE_HZ)]
    loud = float(np.sqrt(np.mean(near**2))) if len(near) else 1.0
    gain = note.velocity * 10 ** (rng.uniform(*_LEVEL_DB) / 20) * 0.1 / max(loud, 1e-6)
    return gain * sound, lead_s


def _faded(sound: Sound, in_s: float, out_s: float) -> Sound:
    """With quarter waves at its ends."""
    part = sound.copy()
    for count, end in ((in_s, slice(None, None)), (out_s, slice(None, None, -1))):
        width = min(round(count * RATE_HZ), len(part))
        part[end][:width] *= np.sin(np.pi / 2 * np.arange(width) / max(1, width))
    return part
