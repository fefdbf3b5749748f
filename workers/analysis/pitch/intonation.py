"""Intonation: where the player's A lies, and how far notes stray from equal temperament about it.

Definition: `tuning_cents` is the mean deviation of the notes' centres from equal temperament at A4 = 440 Hz, taken
round the semitone (−50 to 50); notes that stray by more than two and a half times the spread count less. A baroque A at
415.3 Hz reads 0 and can't be told from the same music in another key at 440 Hz: so `references_hz` names that A too,
and the confidence is in the place within the semitone. `intonation_spread_cents` is the standard deviation of the
centres about equal temperament at that A; its evidence are the notes that stray most. The curve `intonation_cents` is
the mean deviation of the notes of each second from the player's own A. Unit: cents. Notes under 0.12 s are not counted.
Source: circular statistics, N. I. Fisher, 1993; one reweighting after P. J. Huber, 1964.
Confidence: how exactly so many notes fix a mean or a spread (3 cents; 2 cents or a fifth), and how much of the playing
is one voice. Chords and sounds without pitch: no value, and a reason.
"""

import math
from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from practice_app.metrics import Reason, tolerance
from workers.analysis.pitch.notes import Note, NoteReader
from workers.analysis.pitch.track import FIRST_S, STEP_S, TAIL, Doubles, PitchReader, Track
from workers.analysis.shared.spectrum import Floats
from workers.analysis.shared.values import Curve, Metric, Span, curve_stride
from workers.analysis.shared.wide import Wide, WideReader

SEMITONE_CENTS = 100.0
_FEWEST_NOTES = 6
_LEAST_TONAL, _LEAST_SINGLE = 0.20, 0.55
_TONAL, _SINGLE = 0.30, 0.80
_RESTLESS_CENTS = 25.0  # speech, slides: nothing rests there
_MOST_EVIDENCE = 12
_SURE = 0.97


@dataclass(frozen=True)
class Sung:
    """What the pitch analyser keeps: the notes, and for each second how many frames were tonal and of one voice."""

    notes: tuple[Note, ...]
    tonal: NDArray[np.int32]
    single: NDArray[np.int32]


class PitchAnalyser:
    """Listens to a recording block by block; afterwards `heard` has its notes."""

    def __init__(self) -> None:
        self._wide, self._reader, self._notes = WideReader(), PitchReader(), NoteReader()
        self.tail: list[Wide] = []
        self._frames = 0
        self._tonal = np.zeros(64, np.int32)
        self._single = np.zeros(64, np.int32)

    def push(self, block: Floats) -> list[Wide]:
        """Take the next samples; the wide frames they completed are for others to read too."""
        seen = list(self._wide.push(block))
        self._read(self._reader.push(block, [wide.coarse for wide in seen]))
        return seen

    def finish(self) -> Sung:
        """The recording has ended; `tail` has the frames that silence after it completed."""
        self.tail = self.push(np.zeros(TAIL, np.float32))
        seconds = int(self._frames * STEP_S) + 1
        return Sung(tuple(self._notes.finish()), self._tonal[:seconds], self._single[:seconds])

    def _read(self, tracks: Iterable[Track]) -> None:
        for track in tracks:
            second = ((self._frames + np.arange(len(track.cents))) * STEP_S + FIRST_S).astype(int)
            self._frames += len(track.cents)
            while len(second) and second[-1] >= len(self._tonal):
                self._tonal, self._single = np.tile(self._tonal, 2), np.tile(self._single, 2)
                self._tonal[len(self._tonal) // 2 :], self._single[len(self._single) // 2 :] = 0, 0
            np.add.at(self._tonal, second[track.tonal > _TONAL], 1)
            np.add.at(self._single, second[(track.tonal > _TONAL) & (track.explained > _SINGLE)], 1)
            self._notes.read(track)


def playing_notes(sung: Sung, playing: tuple[Span, ...]) -> tuple[Note, ...]:
    """The notes that begin or last within playing and rest on a pitch."""
    spans = [(span.start_s, span.end_s) for span in playing]
    kept, at = [], 0
    for note in sung.notes:
        middle = (note.start_s + note.end_s) / 2
        while at < len(spans) and spans[at][1] < middle:
            at += 1
        if at < len(spans) and spans[at][0] <= middle and note.unrest_cents < _RESTLESS_CENTS:
            kept.append(note)
    return tuple(kept)


def why_not(sung: Sung, playing: tuple[Span, ...]) -> Reason | None:
    """Why the playing has no single pitch; None when it has."""
    if not playing:
        return Reason.NO_PLAYING
    inside = np.zeros(len(sung.tonal), bool)
    for span in playing:
        inside[int(span.start_s) : int(span.end_s) + 1] = True
    frames = inside.sum() / STEP_S
    tonal, single = int(sung.tonal[inside].sum()), int(sung.single[inside].sum())
    if tonal < _LEAST_TONAL * frames:
        return Reason.NO_CLEAR_PITCH
    if single < _LEAST_SINGLE * tonal:
        return Reason.SEVERAL_NOTES_AT_ONCE
    return None


def measure(
    sung: Sung, playing: tuple[Span, ...], confidence: float
) -> tuple[tuple[Metric, Metric], tuple[Curve, ...]]:
    """Tuning and spread, and intonation over time."""
    notes = playing_notes(sung, playing)
    reason = why_not(sung, playing)
    if reason is None and len(notes) < _FEWEST_NOTES:
        reason = Reason.TOO_FEW_NOTES
    if reason is not None:
        return (Metric("tuning_cents", None, 0, reason), Metric("intonation_spread_cents", None, 0, reason)), ()
    tuning, off = _deviations(np.asarray([note.cents for note in notes]))
    spread = float(np.sqrt((off**2).sum() / (len(off) - 1)))
    sure = _SURE * min(1.0, 0.5 + confidence)
    error = max(spread, 1.0) / math.sqrt(len(off))
    tuned = Metric("tuning_cents", tuning, sure * _within(tolerance("tuning_cents"), error), None, _longest(notes))
    spread_sure = (
        sure
        * _within(tolerance("intonation_spread_cents", spread), error / math.sqrt(2))
        * (0.5 if spread > 25 else 1.0)
    )
    spreading = Metric("intonation_spread_cents", spread, spread_sure, None, _furthest(notes, off))
    return (tuned, spreading), (_curve(notes, off),)


def _deviations(cents: Doubles) -> tuple[float, Doubles]:
    """The tuning, and how far each note is off equal temperament at it."""
    turn = np.exp(2j * np.pi * cents / SEMITONE_CENTS)
    tuning = float(np.angle(turn.mean()) / (2 * np.pi) * SEMITONE_CENTS)
    for _ in range(2):
        off = _round_the_semitone(cents - tuning)
        limit = 2.5 * max(float(np.median(np.abs(off))) / 0.6745, 1.0)
        weight = np.minimum(1.0, limit / np.maximum(np.abs(off), 1e-9))
        tuning += float((off * weight).sum() / weight.sum())
    tuning = float(_round_the_semitone(np.asarray(tuning)))
    return tuning, _round_the_semitone(cents - tuning)


def _round_the_semitone(cents: Doubles) -> Doubles:
    return np.asarray(cents - SEMITONE_CENTS * np.round(cents / SEMITONE_CENTS))


def _within(allowed: float, error: float) -> float:
    """How likely a normal error of that size stays within the tolerance."""
    return math.erf(allowed / (math.sqrt(2) * error))


def _longest(notes: tuple[Note, ...]) -> tuple[tuple[float, float], ...]:
    few = sorted(notes, key=lambda note: (-note.length_s, note.start_s))[:_MOST_EVIDENCE]
    return tuple(sorted((note.start_s, note.end_s) for note in few))


def _furthest(notes: tuple[Note, ...], off: Doubles) -> tuple[tuple[float, float], ...]:
    order = np.argsort(-np.abs(off), kind="stable")[:_MOST_EVIDENCE]
    return tuple(sorted((notes[i].start_s, notes[i].end_s) for i in order))


def _curve(notes: tuple[Note, ...], off: Doubles) -> Curve:
    """The mean deviation of the notes that sound in each second."""
    seconds = int(notes[-1].end_s) + 1
    every = curve_stride(seconds)
    total, weight = np.zeros(-(-seconds // every)), np.zeros(-(-seconds // every))
    for note, cents in zip(notes, off, strict=True):
        for cell in range(int(note.start_s / every), int(note.end_s / every) + 1):
            shared = min(note.end_s, (cell + 1) * every) - max(note.start_s, cell * every)
            if shared > 0 and cell < len(total):
                total[cell] += cents * shared
                weight[cell] += shared
    values = tuple(round(float(t / w), 1) if w > 0.1 else None for t, w in zip(total, weight, strict=True))
    return Curve("intonation_cents", float(every), values)
