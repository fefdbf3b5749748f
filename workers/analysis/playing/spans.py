"""What is heard when: playing, speech, silence, click, other; and from it the seconds really played.

Definition: *playing* is where an instrument (or singing voice) sounds, from the attack of a note until it has died away
by 15 dB or stopped; gaps of up to one second between notes belong to it. `played_s` is the sum of these spans. *Speech*
is voiced sound that never rests on a tone; *click* is the metronome alone; *silence* is the room; the rest is *other*.
Each moment has exactly one kind. Unit: seconds.

Method: (1) The recogniser says who sounds: the instrument, a singing voice, somebody talking, music from elsewhere.
Singing is playing, unless the instrument is known, no voice, and clearly heard beside a voice. (2) A frame sounds when
it stands 8 dB above the room, which is what is quietest within a minute either way where for 0.3 s no tone is heard and
nobody is likely to play, or 2 dB above it with a clear tone; music without rests cannot raise it. (3) What sounds tonal
is less likely nothing, or talk, if the instrument has a pitch. (4) Machine-made clicks are taken out.
Source: own; what the recogniser learned, and from what, is told in docs/analysis.md.
Confidence: how clearly sounding frames fall on one side, and how far what is likely played is what counts; what
somebody's corrections add to the odds never raises it.
Known limits: music from a loudspeaker alone, in a recording in which nobody plays, counts as playing; a hand-played hit
alone in a long silence does not.
"""

import itertools
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from practice_app.metrics import Reason
from workers.analysis.playing.deciding import BAND, LIKELY, any_of, settled, sure
from workers.analysis.playing.evenness import too_even
from workers.analysis.playing.features import Heard, moments
from workers.analysis.playing.finding import found
from workers.analysis.playing.recogniser import TALKING, granted, named, recognise
from workers.analysis.shared.clicks import Indices, clicks, sharp_events
from workers.analysis.shared.frames import (
    Mask,
    Values,
    bridged,
    decibels,
    hysteresis,
    moving_mean,
    running_max,
    runs,
    without_short,
)
from workers.analysis.shared.instruments import family_of
from workers.analysis.shared.spectrum import FINE_HOP, WIDE_HOP, WIDE_STEP_S
from workers.analysis.shared.values import Metric, Span, SpanKind

Levels = NDArray[np.floating]

BRIDGE_S = 1.0
_SHORTEST_S = 0.3
_OVER_ROOM_DB, _HYSTERESIS_DB = 8.0, 3.0
_QUIETEST_DBFS, _BELOW_LOUD_DB, _ROOM_BELOW_LOUD_DB = -72.0, 45.0, 30.0
_DIED_AWAY_DB = 15
_PAUSE_FRAMES = 12  # 0.3 s without a tone: no change of notes lasts so long
_TONELESS, _FEWEST_STROKES, _KNOCKING_S = 0.3, 4, 1.5
_UNLIKELY = 0.5  # of playing, where a pause may show the room
_TWO_S = 81  # wide frames
_ECHO_FALLS_DB, _LONGEST_ECHO = 0.8, 24  # per frame; frames
_FINE_PER_WIDE = WIDE_HOP / FINE_HOP


@dataclass(frozen=True)
class Segmentation:
    """Spans that fill the recording, the frames that sound in playing, how sure that is (0–1), and between how many
    seconds the played time lies."""

    spans: tuple[Span, ...]
    playing: Mask
    confidence: float
    click_only: bool
    band_s: tuple[float, float] = (0.0, 0.0)

    @property
    def playing_spans(self) -> tuple[Span, ...]:
        """Where the instrument sounds."""
        return tuple(span for span in self.spans if span.kind is SpanKind.PLAYING)


def segment(heard: Heard, clock_s: float, instrument: str | None = None, leaning: float = 0.0) -> Segmentation:
    """Tell what is heard when in a recording of `clock_s` seconds; by `leaning` log odds playing is likelier."""
    lasting, fine_db = heard.lasting.array(), heard.fine_db.array()
    level_db = decibels(moving_mean(heard.loudness.array(), 3))
    toneless = moving_mean(lasting, 7) < 0.3
    events = sharp_events(fine_db)
    family = family_of(instrument)
    after = np.minimum((events / _FINE_PER_WIDE + 2).astype(int), len(toneless) - 1)
    bare = moving_mean(lasting, 3)[after] < 0.3
    beats = clicks(fine_db, events[bare], 8 if family == "percussion" else 15, heard.bands_db.array()[after[bare] - 1])
    clicking = _around(beats, level_db)
    moment = moments(heard)
    told = found(recognise(moment, family), moment, family)
    rests = np.repeat(granted(told, family) < _UNLIKELY, 2)[: len(level_db)]
    room_db = _room(level_db, toneless & rests)
    sounding = _sounding(level_db, room_db, lasting)
    talking = np.repeat(told[:, TALKING], 2)[: len(level_db)]
    tonal, aloud = (_about(heard.tonal.array(), by, len(told)) for by in (sounding, heard.loudness.array()))
    likely = granted(named(told, tonal, aloud, family), family)
    there, strokes = sounding & ~clicking & ~too_even(heard), np.setdiff1d(events, beats)
    (playing, *band), confidence = _decided(likely, there, lasting, strokes, leaning)
    kinds = _kinds(playing, sounding & (level_db > room_db + _OVER_ROOM_DB), clicking, talking)
    low_s, high_s = (float(np.count_nonzero(mask)) * WIDE_STEP_S for mask in band)
    click_only = bool(clicking.any() and not playing.any())
    return Segmentation(_spans(kinds, clock_s), playing, confidence, click_only, (low_s, high_s))


def _decided(
    likely: Levels, there: Mask, lasting: Levels, strokes: Indices, leaning: float
) -> tuple[list[Mask], float]:
    """Which frames are played, surely and perhaps; and how sure the first is, which a leaning never raises."""
    sounding = any_of(there, len(likely))
    ways = [(least, leaning) for least in (LIKELY, *BAND)] + ([(LIKELY, 0.0)] if leaning else [])
    paths = [settled(likely, sounding, *way) for way in ways]
    played = [_playing(np.repeat(path, 2)[: len(there)] & there, lasting, strokes) for path in paths]
    confidence = min(sure(likely, there, paths[at], played[at]) for at in ((0, 3) if leaning else (0,)))
    return played[:3], confidence


def _about(share: Levels, weight: Levels | Mask, moments: int) -> Values:
    """The weighted mean share of the two seconds about each moment; 0 where nothing weighs."""
    weight = weight.astype(np.float64)
    least = max(1e-9 * float(weight.max(initial=0)), 1e-30)
    mean = moving_mean(weight * share, _TWO_S) / np.maximum(moving_mean(weight, _TWO_S), least)
    return np.pad(mean[::2], (0, max(0, moments - len(mean[::2]))), mode="edge")[:moments]


def played(segmentation: Segmentation) -> Metric:
    """The seconds really played, as a figure; 0 with a reason when nothing was."""
    spans = segmentation.playing_spans
    value = sum(span.length_s for span in spans)
    if not spans:
        reason = Reason.ONLY_CLICK if segmentation.click_only else Reason.NO_PLAYING
        return Metric("played_s", value, segmentation.confidence, reason)
    (low, high), evidence = segmentation.band_s, tuple((span.start_s, span.end_s) for span in spans)
    return Metric("played_s", value, segmentation.confidence, None, evidence, min(low, value), max(high, value))


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


def _playing(musical: Mask, lasting: Levels, strokes: Indices) -> Mask:
    """Musical frames with short gaps bridged, without what is too short, or soon over with no tone and few strokes."""
    playing = without_short(bridged(musical, round(BRIDGE_S / WIDE_STEP_S)), round(_SHORTEST_S / WIDE_STEP_S))
    at = strokes / _FINE_PER_WIDE
    for start, end in runs(playing):
        toneless = lasting[start:end][musical[start:end]].mean() < _TONELESS
        toneless &= end - start < _KNOCKING_S / WIDE_STEP_S  # in noise a drummer's strokes are not sharp
        if toneless and np.count_nonzero((at > start - 4) & (at < end)) < _FEWEST_STROKES:
            playing[start:end] = False
    return playing


def _kinds(playing: Mask, sounding: Mask, clicking: Mask, talking: Levels) -> list[tuple[SpanKind, Mask]]:
    """Masks by kind, the stronger first; what none claims is silence."""
    rest = sounding & ~playing & ~clicking
    voiced = moving_mean(np.where(rest, talking, 0), 41) / np.maximum(moving_mean(rest, 41), 1e-9)
    talk = bridged(rest & (voiced > 0.5), 24)
    return [
        (SpanKind.PLAYING, playing),
        (SpanKind.CLICK, bridged(clicking, 100)),
        (SpanKind.SPEECH, without_short(talk, 16)),
        (SpanKind.OTHER, without_short(bridged(rest, 8), 6)),
    ]


def _around(beats: Indices, level_db: Values) -> Mask:
    """Wide frames that a click, or its echo that dies away at once, touches."""
    mask = np.zeros(len(level_db), bool)
    falling = np.zeros(len(level_db), bool)
    falling[1:] = np.diff(level_db) < -_ECHO_FALLS_DB
    for beat in beats:
        middle = int(beat / _FINE_PER_WIDE)
        end = min(len(mask), middle + 6)
        while end < min(len(mask), middle + _LONGEST_ECHO) and falling[end]:
            end += 1
        mask[max(0, middle - 2) : end] = True
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
