"""What is heard when: playing, speech, silence, click, other; and from it the seconds really played.

Definition: *playing* is where an instrument (or singing voice) sounds, from the attack of a note until it has died away
by 15 dB or stopped; gaps of up to one second between notes belong to it. `played_s` is the sum of these spans. *Speech*
is voiced sound that never rests on a tone; *click* is the metronome alone; *silence* is the room; the rest is *other*.
Each moment has exactly one kind. Unit: seconds.

Method: (1) A frame sounds when it stands 8 dB above the room, which is what is quietest within a minute either way
where for 0.3 s no tone is heard, or 2 dB above it with a clear tone; music without rests cannot raise it. (2) Over 2 s,
weighted by amplitude: `tone` is the share of power in partials that stay in place for 100 ms, or 1 where the pitch does
or swings about a centre; music rests on tones, speech glides. `attack` is the skewness of the slope of the level:
struck and plucked sounds rise at once and fall slowly (2 to 8, over 4 s), speech swells as it fades (below 2 even after
pauses); the less tone there is, the more attack it takes.
(3) Machine-made clicks are taken out before.
Source: own, thresholds from generated speech in five voices and seventeen sampled instruments through Opus at
48 kbit/s; tone and speech features after E. Scheirer, M. Slaney, ICASSP 1997.
Confidence: how clearly sounding frames fall on one side. Known limits: humming along counts as playing; music from a
loudspeaker too; a hand-played hit alone in a long silence does not.
"""

import itertools
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from workers.analysis.clicks import Indices, clicks, sharp_events
from workers.analysis.frames import (
    Mask,
    Values,
    bridged,
    decibels,
    hysteresis,
    moving_mean,
    moving_sum,
    pieces,
    running_max,
    runs,
    without_short,
)
from workers.analysis.result import Metric, Reason, Span, SpanKind
from workers.analysis.spectrum import FINE_HOP, WIDE_HOP, WIDE_STEP_S
from workers.analysis.steadiness import steady_pitch

Levels = NDArray[np.floating]

BRIDGE_S = 1.0
_SHORTEST_S = 0.25
_OVER_ROOM_DB, _HYSTERESIS_DB = 8.0, 3.0
_QUIETEST_DBFS, _BELOW_LOUD_DB, _ROOM_BELOW_LOUD_DB = -72.0, 45.0, 30.0
_TONE_MIDDLE, _TONE_SLOPE = 0.52, 16.0
_ATTACK_MIDDLE, _ATTACK_SLOPE = 3.0, 2.5
_WINDOW, _LONG_WINDOW = 81, 161  # frames, 2 s and 4 s
_DIED_AWAY_DB = 15
_PIECE_FRAMES = 2400  # a minute: long series are worked on by pieces
_PAUSE_FRAMES = 12  # 0.3 s without a tone: no change of notes lasts so long
_FINE_PER_WIDE = WIDE_HOP / FINE_HOP
_PERCUSSION = ("drum", "percussion", "snare", "cajon", "timpani", "marimba", "xylophone")


@dataclass(frozen=True)
class Heard:
    """The features of a recording that hearing rests on; wide frames unless said otherwise."""

    loudness: Levels  # K-weighted power
    lasting: Levels  # share of power in partials that last
    pitch_cents: Levels
    pitch_confidence: Levels
    fine_db: Levels  # fine frames


@dataclass(frozen=True)
class Listening:
    """Spans that fill the recording, the frames that sound in playing, and how sure that is (0–1)."""

    spans: tuple[Span, ...]
    playing: Mask
    confidence: float
    click_only: bool

    @property
    def playing_spans(self) -> tuple[Span, ...]:
        """Where the instrument sounds."""
        return tuple(span for span in self.spans if span.kind is SpanKind.PLAYING)


def listen(heard: Heard, clock_s: float, instrument: str | None = None) -> Listening:
    """Tell what is heard when in a recording of `clock_s` seconds."""
    level_db = decibels(moving_mean(heard.loudness, 3))
    toneless = moving_mean(heard.lasting, 7) < 0.3
    room_db = _room(level_db, toneless)
    events = sharp_events(heard.fine_db)
    drummer = instrument is not None and any(word in instrument.lower() for word in _PERCUSSION)
    after = np.minimum((events / _FINE_PER_WIDE + 2).astype(int), len(toneless) - 1)
    bare = moving_mean(heard.lasting, 3)[after] < 0.3
    beats = clicks(heard.fine_db, events[bare], 8 if drummer else 15)
    clicking = _around(beats, len(level_db))
    sounding = _sounding(level_db, room_db, heard.lasting)
    musical = _musical(heard, sounding & ~clicking, beats)
    playing = _playing(sounding & ~clicking & (musical > 0.5), heard, events, beats)
    kinds = _kinds(playing, sounding & (level_db > room_db + _OVER_ROOM_DB), clicking, heard)
    unsure = sounding & ~clicking
    sure = float(np.mean(np.abs(2 * musical[unsure] - 1))) if unsure.any() else 1.0
    spans = _spans(kinds, clock_s)
    return Listening(spans, playing, min(0.95, sure), bool(clicking.any() and not playing.any()))


def played(listening: Listening) -> Metric:
    """The seconds really played, as a figure; 0 with a reason when nothing was."""
    spans = listening.playing_spans
    value = sum(span.length_s for span in spans)
    reason = None
    if not spans:
        reason = Reason.ONLY_CLICK if listening.click_only else Reason.NO_PLAYING
    return Metric("played_s", value, listening.confidence, reason, tuple((s.start_s, s.end_s) for s in spans))


def _room(level_db: Values, toneless: Mask) -> Values:
    """The level of the room around each frame; where no pause shows it, 30 dB below what is loud."""
    pauses = without_short(toneless, _PAUSE_FRAMES)
    cells = np.array_split(np.arange(len(level_db)), max(1, len(level_db) // 40))
    quiet = np.full(len(cells), np.nan)
    for number, cell in enumerate(cells):
        if pauses[cell].sum() >= 5:
            quiet[number] = np.percentile(level_db[cell][pauses[cell]], 10)
    loud_db = float(np.percentile(level_db, 95))
    around = np.full(len(cells), loud_db - _ROOM_BELOW_LOUD_DB)
    for number in range(len(cells)):
        near = quiet[max(0, number - 60) : number + 61]
        if np.isfinite(near).any():
            around[number] = np.percentile(near[np.isfinite(near)], 10)
    return np.repeat(around, [len(cell) for cell in cells])


def _sounding(level_db: Values, room_db: Values, lasting: Levels) -> Mask:
    """Frames that stand above the room and are not the mere tail of a sound."""
    loud_db = float(np.percentile(level_db, 95))
    on = np.maximum(room_db + _OVER_ROOM_DB, max(_QUIETEST_DBFS, loud_db - _BELOW_LOUD_DB))
    above = hysteresis(level_db, on, on - _HYSTERESIS_DB)
    smooth_db = moving_mean(level_db, 7)
    falling = np.zeros(len(level_db), bool)
    falling[8:] = smooth_db[8:] < smooth_db[:-8] - 5
    tail = falling & (smooth_db < running_max(level_db, 60) - _DIED_AWAY_DB)
    faint = (moving_mean(lasting, 7) > 0.4) & (level_db > np.maximum(room_db + 2, on - 8))
    return np.asarray((above | faint) & ~tail)


def _musical(heard: Heard, counted: Mask, beats: Indices) -> Values:
    """How likely each frame belongs to music, 0–1."""
    steady = steady_pitch(heard.pitch_cents, heard.pitch_confidence)
    weight = np.sqrt(heard.loudness.astype(np.float64)) * counted
    total = np.maximum(moving_sum(weight, _WINDOW), 1e-9)
    tone = moving_sum(weight * np.maximum(heard.lasting, steady), _WINDOW) / total
    no_tone = _logistic(-_TONE_SLOPE * (tone - _TONE_MIDDLE))
    attack = _attack(heard.fine_db, beats, len(counted))
    around = moving_sum(attack * counted, _LONG_WINDOW) / np.maximum(moving_sum(counted, _LONG_WINDOW), 1)
    no_attack = _logistic(-_ATTACK_SLOPE * (around - _ATTACK_MIDDLE * (1 - tone)))
    return 1 - no_tone * no_attack


def _attack(fine_db: Levels, beats: Indices, frames: int) -> Values:
    """Skewness of the level's slope over 2 s at each wide frame, the metronome's clicks taken out."""
    floor_db = float(np.percentile(fine_db, 95)) - 35
    skewness = np.zeros(frames)
    for around, piece in pieces(frames, _PIECE_FRAMES, 60):
        low, high = int(around.start * _FINE_PER_WIDE), int(around.stop * _FINE_PER_WIDE)
        calm = fine_db[low:high].astype(np.float64)
        for beat in beats[(beats >= low + 4) & (beats < high)] - low:
            calm[max(0, beat - 2) : beat + 16] = calm[beat - 4]
        at = np.minimum((np.arange(around.stop - around.start) * _FINE_PER_WIDE).astype(int), len(calm) - 1)
        skewness[around][piece] = _skewness(calm, floor_db)[at][piece]
    return skewness


def _skewness(level_db: Values, floor_db: float) -> Values:
    smooth_db = np.maximum(decibels(moving_mean(10 ** (level_db / 10), 3), -130), floor_db)
    slope = np.zeros(len(smooth_db))
    slope[1:-1] = smooth_db[2:] - smooth_db[:-2]
    second, third = moving_mean(slope**2, 375), moving_mean(slope**3, 375)
    return np.asarray(third / np.maximum(second, 1e-3) ** 1.5)


def _playing(musical: Mask, heard: Heard, events: Indices, beats: Indices) -> Mask:
    """Musical frames with short gaps bridged, without what is too short or a lone knock."""
    playing = without_short(bridged(musical, round(BRIDGE_S / WIDE_STEP_S)), round(_SHORTEST_S / WIDE_STEP_S))
    at = np.setdiff1d(events, beats) / _FINE_PER_WIDE
    for start, end in runs(playing):
        inside = musical[start:end]
        toneless = heard.lasting[start:end][inside].mean() < 0.3 if inside.any() else True
        hits = np.count_nonzero((at > start - 4) & (at < end))
        if toneless and hits < 4 and not (heard.pitch_confidence[start:end][inside] > 0.6).mean() > 0.3:
            playing[start:end] = False
    return playing


def _kinds(playing: Mask, sounding: Mask, clicking: Mask, heard: Heard) -> list[tuple[SpanKind, Mask]]:
    """Masks by kind, the stronger first; what none claims is silence."""
    rest = sounding & ~playing & ~clicking
    voiced = moving_mean((heard.pitch_confidence > 0.35) & rest, 41) / np.maximum(moving_mean(rest, 41), 1e-9)
    talk = bridged(rest & (voiced > 0.3), 24)
    return [
        (SpanKind.PLAYING, playing),
        (SpanKind.CLICK, bridged(clicking, 100)),
        (SpanKind.SPEECH, without_short(talk, 16)),
        (SpanKind.OTHER, without_short(bridged(rest, 8), 6)),
    ]


def _around(beats: Indices, frames: int) -> Mask:
    """Wide frames that a click touches."""
    mask = np.zeros(frames, bool)
    for beat in beats:
        middle = int(beat / _FINE_PER_WIDE)
        mask[max(0, middle - 2) : middle + 6] = True
    return mask


def _spans(kinds: list[tuple[SpanKind, Mask]], clock_s: float) -> tuple[Span, ...]:
    """Spans that follow each other without a hole from 0 to `clock_s`."""
    frames = len(kinds[0][1])
    code = np.zeros(frames, np.int8)
    for number, (_, mask) in reversed(list(enumerate(kinds, 1))):
        code[mask] = number
    names = [SpanKind.SILENCE, *[kind for kind, _ in kinds]]
    edges = np.concatenate([[0], np.flatnonzero(np.diff(code)) + 1, [frames]])
    spans = []
    for start, end in itertools.pairwise(edges):
        begin_s = 0.0 if start == 0 else (start - 0.5) * WIDE_STEP_S
        end_s = clock_s if end == frames else (end - 0.5) * WIDE_STEP_S
        if min(end_s, clock_s) > begin_s:
            spans.append(Span(names[code[start]], round(float(begin_s), 3), round(float(min(end_s, clock_s)), 3)))
    return tuple(spans)


def _logistic(x: Values) -> Values:
    return np.asarray(1 / (1 + np.exp(-np.clip(x, -50, 50))))
