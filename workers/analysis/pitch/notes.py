"""Notes out of the pitch track: where each begins and ends, where its centre lies, how it sways.

Definition: a note is a stretch of at least 0.12 s of one voice about one pitch. Its centre is the mean of its pitch,
vibrato taken out, the first and last 50 ms left aside; of strings that are stiff (piano, guitar) the pitch of the first
partial. Unit: cents above 440 Hz.
Method: the cheapest path through levels 50 cents apart, paying for distance and for each change, so that even wide
vibrato stays one note; then cuts where the sound begins anew. Source: own; the path is A. Viterbi's, 1967; stretched
partials after H. Fletcher, JASA 36, 1964.
Confidence: the share of frames in which the note stands alone, and how still it is beside its vibrato.
"""

import itertools
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from workers.analysis.pitch import vibrato
from workers.analysis.pitch.track import FIRST_S, STEP_S, Doubles, Track
from workers.analysis.shared.coarse_pitch import HARMONICS
from workers.analysis.shared.frames import runs

_LEVELS_CENTS, _FAR_CENTS, _CHANGE = 50.0, 200.0, 450.0  # the last in cents times frames
_SAME_CENTS = 45.0
_SHORTEST, _EDGE = 12, 5  # frames
_GAP = 6  # frames without voice that do not end a note
_LONGEST = 3000  # frames, 30 s: then a held note is counted anew
_ANEW_DB, _ANEW_FRAMES = 8.0, 4
_STIFF_CENTS, _STIFF_ERRORS = 0.15, 3.0
_STRAY_CENTS, _FAINT = 60.0, 0.03
_LEAP_CENTS = 150.0
_INDEPENDENT = 6  # frames that share their sound


@dataclass(frozen=True)
class Note:
    """One note: its time, its centre in cents above 440 Hz, its vibrato if it has one, and how still it is."""

    start_s: float
    end_s: float
    cents: float
    unrest_cents: float
    level_db: float
    sway: vibrato.Sway | None

    @property
    def length_s(self) -> float:
        """How long it is."""
        return self.end_s - self.start_s


class NoteReader:
    """Reads tracks in order and keeps the notes in them; of the track, no more than the note it is in."""

    def __init__(self) -> None:
        self.notes: list[Note] = []
        self._open: Track | None = None
        self._first = 0  # number of the first open frame

    def read(self, track: Track) -> None:
        """Take the next frames."""
        joined = track if self._open is None else _joined(self._open, track)
        voiced = _bridged(joined.voiced)
        spans = runs(voiced)
        keep = len(voiced)
        if spans and spans[-1][1] > len(voiced) - _GAP - 1 and len(voiced) - spans[-1][0] < _LONGEST:
            keep = spans.pop()[0]
        for start, end in spans:
            self._add(_part(joined, start, end), self._first + start)
        keep = min(keep, max(0, len(voiced) - _GAP))
        self._open, self._first = _part(joined, keep, len(voiced)), self._first + keep

    def finish(self) -> list[Note]:
        """All notes, in order."""
        if self._open is not None:
            for start, end in runs(_bridged(self._open.voiced)):
                self._add(_part(self._open, start, end), self._first + start)
            self._open = None
        return self.notes

    def _add(self, run: Track, first: int) -> None:
        for start, end in _segments(run):
            note = _note(_part(run, start, end), first + start)
            if note is not None:
                self.notes.append(note)


def _bridged(voiced: NDArray[np.bool_]) -> NDArray[np.bool_]:
    filled = voiced.copy()
    for start, end in runs(~voiced):
        if end - start <= _GAP and start > 0 and end < len(voiced):
            filled[start:end] = True
    return filled


def _part(track: Track, start: int, end: int) -> Track:
    cut = slice(start, end)
    return Track(track.cents[cut], track.harmonic_cents[cut], track.power[cut], track.tonal[cut], track.explained[cut])


def _joined(a: Track, b: Track) -> Track:
    return Track(
        np.concatenate([a.cents, b.cents]),
        np.concatenate([a.harmonic_cents, b.harmonic_cents]),
        np.concatenate([a.power, b.power]),
        np.concatenate([a.tonal, b.tonal]),
        np.concatenate([a.explained, b.explained]),
    )


def _segments(run: Track) -> list[tuple[int, int]]:
    """The notes of a voiced run, as frames (first, one past the last)."""
    level = _path(run.cents)
    cuts = np.flatnonzero(np.diff(level)) + 1
    edges = [0, *[int(cut) for cut in cuts], len(level)]
    means = [float(np.median(run.cents[a:b])) for a, b in itertools.pairwise(edges)]
    kept = [edges[i + 1] for i in range(len(means) - 1) if abs(means[i + 1] - means[i]) > _SAME_CENTS]
    whole = sorted({0, *kept, len(level)})
    anew = [cut for a, b in itertools.pairwise(whole) for cut in _cuts(_part(run, a, b), a)]
    marks = sorted({*whole, *anew})
    return [(a, b) for a, b in itertools.pairwise(marks) if b - a >= _SHORTEST]


def _path(cents: Doubles) -> NDArray[np.int64]:
    """The level of each frame along the cheapest path."""
    ordered = np.sort(cents)
    low, high = ordered[len(cents) // 50], ordered[-1 - len(cents) // 50]
    if high - low < _LEVELS_CENTS:
        return np.zeros(len(cents), np.int64)
    levels = np.arange(low - _LEVELS_CENTS, high + 2 * _LEVELS_CENTS, _LEVELS_CENTS)
    costs = np.minimum(np.abs(cents[:, None] - levels), _FAR_CENTS)
    total, changes, best = np.zeros(len(levels)), np.zeros(costs.shape, bool), []
    for cost, change in zip(costs, changes, strict=True):
        best.append(int(total.argmin()))
        least = total[best[-1]] + _CHANGE
        np.less(least, total, out=change)
        np.minimum(least, total, out=total)
        total += cost
    path = np.zeros(len(cents), np.int64)
    state = int(total.argmin())
    for frame in range(len(cents) - 1, -1, -1):
        path[frame] = state
        state = best[frame] if changes[frame, state] else state
    return path


def _cuts(part: Track, first: int) -> list[int]:
    """Where a stretch of one pitch falls into notes; not where it sways on: no new note takes up the old one's sway."""
    found = _anew(part.power)
    sway = vibrato.find(part.cents[_EDGE:-_EDGE], STEP_S) if found else None
    if sway is not None:
        found = [cut for cut in found if not sway.first + 2 * _EDGE < cut < sway.last]
    return [first + cut for cut in found]


def _anew(power: Doubles) -> list[int]:
    """Frames at which most harmonics swell at once: the same pitch, struck or bowed again.

    One harmonic alone swells by as much when vibrato carries it through the resonances of a room.
    """
    mean = power.mean(axis=0)
    level_db = 10 * np.log10(power[:, mean > 1e-3 * mean.max()] + 1e-15)
    reach = _ANEW_FRAMES
    if len(level_db) < 4 * reach:
        return []
    swell = np.sort(level_db[2 * reach :] - level_db[: -2 * reach], axis=1)[:, (level_db.shape[1] - 1) // 2]
    found = [start + int(swell[start:end].argmax()) + reach for start, end in runs(swell > _ANEW_DB)]
    return [frame for frame in found if _SHORTEST <= frame <= len(power) - _SHORTEST]


def _note(part: Track, first: int) -> Note | None:
    """The note in these frames; None when too little of it stands still."""
    inner = _part(part, _EDGE, len(part.cents) - _EDGE)
    if len(inner.cents) < 2:
        return None
    cents = _together(_agreed(inner))
    sway = vibrato.find(cents, STEP_S)
    still = np.sort(cents - _swaying(cents, sway))
    fifth, sixth = len(still) // 5, len(still) // 6
    centre = float(still[fifth : len(still) - fifth].mean()) + _stiffness(inner, cents)
    unrest = float(still[-1 - sixth] - still[sixth]) / 2
    start_s, length_s = FIRST_S + (first - 0.5) * STEP_S, len(part.cents) * STEP_S
    level_db = float(10 * np.log10(inner.power.sum(axis=1).mean() + 1e-15))
    return Note(round(start_s, 4), round(start_s + length_s, 4), centre, unrest, level_db, sway)


def _agreed(part: Track) -> Doubles:
    """The pitch of each frame with its harmonics weighed nearly alike, and by the whole note, not by the moment.

    In a room the harmonic that its echoes strengthen is the one they blur; a mean over what the phases do in equal
    times keeps to the direct sound as long as that is the louder.
    """
    worth = np.sqrt(part.power.mean(axis=0)) * np.arange(1, HARMONICS + 1)
    weight = np.where(worth > _FAINT * worth.max(), worth, 0)
    off = np.clip(part.harmonic_cents - part.cents[:, None], -_STRAY_CENTS, _STRAY_CENTS)
    return np.asarray(part.cents + off @ weight / max(float(weight.sum()), 1e-30))


def _together(cents: Doubles) -> Doubles:
    """Octaves that the coarse pitch mixed up put back, and what then still strays held near the middle."""
    middle = float(np.median(cents))
    off = cents - middle
    off -= 1200 * np.round(off / 1200)
    return np.asarray(middle + np.clip(off, -_LEAP_CENTS, _LEAP_CENTS))


def _swaying(cents: Doubles, sway: vibrato.Sway | None) -> Doubles:
    """The sway as a wave over the note's frames, 0 where it rests."""
    wave = np.zeros(len(cents))
    if sway is None:
        return wave
    part = slice(sway.first, sway.last)
    angle = 2 * np.pi * sway.rate_hz * STEP_S * np.arange(sway.last - sway.first)
    basis = np.stack([np.ones(len(angle)), np.cos(angle), np.sin(angle)], axis=1)
    fit = np.linalg.lstsq(basis, cents[part], rcond=None)[0]
    wave[part] = basis[:, 1:] @ fit[1:]
    return wave


def _stiffness(part: Track, cents: Doubles) -> float:
    """What to add to a stiff string's pitch, `cents`, to get its first partial's; 0 for all that blow, bow and sing."""
    weight = part.power * np.arange(1, HARMONICS + 1) ** 2
    off = part.harmonic_cents - cents[:, None]
    sums = weight.sum(axis=0)
    strong = (part.power.sum(axis=0) > 1e-3 * part.power.sum()) & (np.median(np.abs(off), axis=0) < 60)
    if strong.sum() < 3:
        return 0.0
    mean = (off * weight).sum(axis=0) / np.maximum(sums, 1e-30)
    spread = (weight * (off - mean) ** 2).sum(axis=0) / np.maximum(sums, 1e-30)
    error = np.sqrt(spread / max(1.0, len(off) / _INDEPENDENT) + 0.01)[strong]
    basis = np.stack([np.ones(strong.sum()), (np.arange(1, HARMONICS + 1)[strong] ** 2 - 1.0)], axis=1)
    scaled = basis / error[:, None]
    inverse = np.linalg.inv(scaled.T @ scaled)
    at_first, slope = inverse @ scaled.T @ (mean[strong] / error)
    stiff = slope > max(_STIFF_CENTS, _STIFF_ERRORS * float(np.sqrt(inverse[1, 1])))
    return float(np.clip(at_first, -30, 0)) if stiff else 0.0
