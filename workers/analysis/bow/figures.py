"""The bow in a film: when a stroke turns, how evenly it is drawn, at what angle.

`bow_steadiness` (0–1) is the mean of two shares, neither less than 0. How straight the bow is kept: 1 − spread / 20°,
where the spread is 1.4826 times the median deviation of its angle in the picture from the median. How evenly it is
drawn: 1 − unevenness, where that is the standard deviation of the speed within the middle three fifths of a stroke as a
share of its mean, the median over all strokes. Lengths and speeds depend on the camera's place, so none are told.
The definition is Woodshed's own.

Only of instruments known to be bowed: arms and batons may pass for a bow. Only what is seen while something sounds that
is no talk and no click counts. It is a bow when, all in all, what moves along a thin straight line looks more like one
than not (`Candidate.odds`); that it turns as notes begin is more evidence, and
then these tell when it does where it lingers. Without two seconds of playing there is no
figure, and strokes are told only of what is surely a bow. Of a film of more than two minutes six parts of 20 s are
looked at, spread over what sounds; the evidence says which.
*Confidence* is how likely the figure is within 0.05: it grows with how clearly the bow is seen, the strokes and the
part of the film, and is never above 0.7, as two in three of drawn players are.
"""

from collections.abc import Iterable
from dataclasses import dataclass, fields, replace
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from practice_app.metrics import Reason
from workers.analysis.bow import heard as bow_heard
from workers.analysis.bow.passage import Passage, Spans, inside, look_at
from workers.analysis.bow.turns import Series, strokes, unevenness
from workers.analysis.shared.instruments import family_of
from workers.analysis.shared.values import Bowing, Metric, Span, SpanKind, Stroke
from workers.media.errors import MediaError
from workers.media.frames import Frames

KEY = "bow_steadiness"
_LEAST_PART, _LEAST_BLOCKS, _LEAST_TURNS = 0.4, 2, 3
_LEAST_PLAYED_S = 2.0
_SURELY, _SILENTLY, _SEEN = 1.1, 2.0, -2.0  # log-odds: of the whole, of the whole where nothing sounds, of a moment
_AROUND_S = 0.6  # about what sounds: strokes turn before a note is heard
_TOGETHER = 0.3  # log-odds by agreement, from which on notes tell when the bow turns
_DOUBT = 0.3  # of the time that the bow lingers about its turning-point
_DARK, _SHAKEN = 25.0, 1.2  # grey levels; pixels between frames
_WHOLE_S, _PARTS, _PART_S = 120.0, 6, 20.0  # a film of at most so long is looked at wholly, else so many parts of it


def measure(
    film: Path, instrument: str | None, heard: tuple[Span, ...], onsets_s: tuple[float, ...] = ()
) -> tuple[Metric, Bowing | None]:
    """What the pictures of a file show of a bow; that they can't be read spoils nothing of what is heard."""
    family = family_of(instrument)
    if family != "bowed":
        return _unknown(Reason.INSTRUMENT_UNKNOWN if family in (None, "melodic") else Reason.NOT_BOWED), None
    sounds = tuple((span.start_s, span.end_s) for span in heard if span.kind in (SpanKind.PLAYING, SpanKind.OTHER))
    played = sum(span.length_s for span in heard if span.kind is SpanKind.PLAYING) >= _LEAST_PLAYED_S
    try:
        parts = [Frames(film, from_s=start, max_s=end - start).distinct() for start, end in parts_of(sounds)]
        found = watch(parts, sounds, onsets_s)
    except (MediaError, OSError, ValueError, IndexError, ArithmeticError, np.linalg.LinAlgError):
        found = Reason.NO_BOW
    if isinstance(found, Reason):
        return _unknown(found), None
    if not played:
        return _unknown(Reason.NO_PLAYING), found
    return Metric(KEY, found.steadiness, found.confidence, evidence=found.seen), found


def _unknown(reason: Reason) -> Metric:
    return Metric(KEY, None, 0.0, reason)


def parts_of(sounds: Spans) -> Spans:
    """Which parts of a film to look at, in seconds: all of it, or a few that are spread over what sounds."""
    last = max((end for _, end in sounds), default=0.0)
    if last <= _WHOLE_S:
        return ((0.0, _WHOLE_S),)
    starts, ends = np.array(sounds).T
    played = np.concatenate([[0.0], np.cumsum(ends - starts)])
    middles = (np.arange(_PARTS) + 0.5) / _PARTS * played[-1]
    number = np.searchsorted(played, middles, side="right") - 1
    at = starts[number] + middles - played[number] - _PART_S / 2
    out: list[tuple[float, float]] = []
    for begin in at.tolist():
        first = max(begin, out[-1][1] if out else 0.0)
        out.append((first, first + _PART_S))
    return tuple(out)


def watch(
    parts: Iterable[Iterable[tuple[float, NDArray[np.uint8]]]],
    sounds: Spans = (),
    onsets_s: tuple[float, ...] = (),
) -> Bowing | Reason:
    """What parts of a film show of a bow, each a series of frames with their times in seconds; or why nothing."""
    seen = [look_at(frames) for frames in parts]
    passages = [one for one in seen if isinstance(one, Passage)]
    if not passages:
        return next((one for one in seen if isinstance(one, Reason)), Reason.NO_FILM)
    return _judge(passages, sounds, onsets_s)


def _judge(passages: list[Passage], sounds: Spans, onsets_s: tuple[float, ...]) -> Bowing | Reason:
    """Whether there is a bow, and how it moves."""
    near = tuple((start - _AROUND_S, end + _AROUND_S) for start, end in sounds)
    counts = [inside(one.times, near) for one in passages]
    odds = np.concatenate([one.odds[count] for one, count in zip(passages, counts, strict=True)])
    shown = [count & (one.odds >= _SEEN) for one, count in zip(passages, counts, strict=True)]
    turned = Turned.joined([_turned(one, show) for one, show in zip(passages, shown, strict=True)])
    part = float((odds >= _SEEN).mean()) if len(odds) else 0.0
    enough = part >= _LEAST_PART and sum(len(one.blocks) for one in passages) >= _LEAST_BLOCKS
    agreement = bow_heard.agreement(turned.at_s, turned.doubt_s, onsets_s)
    sure = float(odds.mean()) + agreement if len(odds) else -np.inf
    enough = enough and sure >= (_SURELY if sounds else _SILENTLY)
    if agreement >= _TOGETHER:
        turned = replace(turned, at_s=bow_heard.moved(turned.at_s, turned.doubt_s, onsets_s))
    if enough and len(turned.at_s) >= _LEAST_TURNS:
        return _bowing(passages, shown, turned, (part, float(odds.mean())))
    if np.median([block.light for one in passages for block in one.blocks]) < _DARK:
        return Reason.TOO_DARK
    if np.median([block.shaken for one in passages for block in one.blocks]) > _SHAKEN:
        return Reason.CAMERA_MOVES
    return Reason.TOO_FEW_STROKES if enough else Reason.NO_BOW


@dataclass(frozen=True)
class Turned:
    """When strokes turn and how unsure that is, in seconds; of the stroke from each turn to the next how uneven it is
    and its angle in degrees, which is NaN when it is not seen throughout."""

    at_s: Series
    doubt_s: Series
    uneven: Series
    angle: Series

    @classmethod
    def joined(cls, several: list["Turned"]) -> "Turned":
        """One after the other."""
        return cls(*(np.concatenate([getattr(one, each.name) for one in several]) for each in fields(cls)))


def _turned(one: Passage, show: NDArray[np.bool_]) -> Turned:
    """The turns of a passage where the bow is seen."""
    turns = [turn for turn in strokes(one.steps) if show[min(turn.at + 1, len(show) - 1)]]
    places = np.array([turn.place for turn in turns]) + 1  # after the first step lies the second frame
    doubt = _DOUBT * np.array([turn.lingers for turn in turns]) * np.diff(one.times).mean()
    at = [turn.at for turn in turns]
    angles = [_middle(one.angles[a:b]) if show[a : b + 1].all() else np.nan for a, b in pairwise(at)]
    last = [np.nan] * bool(at)  # from the last turn on no stroke is whole
    uneven = np.array(unevenness(one.steps, turns) + last)
    return Turned(np.interp(places, np.arange(len(one.times)), one.times), doubt, uneven, np.array(angles + last))


def _bowing(
    passages: list[Passage], shown: list[NDArray[np.bool_]], turned: Turned, clear: tuple[float, float]
) -> Bowing:
    """The bow as it is told; in which part of the film it is seen, and with what odds."""
    angle = np.concatenate([one.angles[show] for one, show in zip(passages, shown, strict=True)])
    middle = float(np.degrees(np.angle(np.exp(2j * np.radians(angle)).mean())) / 2)
    spread = 1.4826 * float(np.median(np.abs(_off(angle, middle))))
    spans = _longest(_spans(one.times, show) for one, show in zip(passages, shown, strict=True))
    whole = np.flatnonzero(np.isfinite(turned.angle[:-1]) & (np.diff(turned.at_s) > 0))
    drawn = tuple(
        Stroke(
            float(turned.at_s[n]),
            float(turned.at_s[n + 1]),
            float(turned.uneven[n]) if np.isfinite(turned.uneven[n]) else None,
            float(_off(turned.angle[n], middle)),
        )
        for n in whole
    )
    known = [stroke.unevenness for stroke in drawn if stroke.unevenness is not None]
    uneven = float(np.median(known)) if known else 0.0
    return Bowing(tuple(turned.at_s.tolist()), drawn, spans, middle, spread, uneven, *clear)


def _middle(angles: Series) -> float:
    """The median of some angles of a line, in degrees."""
    return float(angles[0] + np.median(_off(angles, float(angles[0]))))


def _off(angle: Any, middle: float) -> Any:
    """How far a line's angle is from another, in degrees."""
    return (angle - middle + 90) % 180 - 90


def _spans(times: Series, shown: NDArray[np.bool_]) -> list[tuple[float, float]]:
    """Where the bow is seen, in seconds."""
    edges = np.flatnonzero(np.diff(np.concatenate([[0], shown.astype(int), [0]])))
    ends = times[np.minimum(edges, len(times) - 1)]
    return list(zip(ends[::2].tolist(), ends[1::2].tolist(), strict=True))


def _longest(spans: Iterable[list[tuple[float, float]]]) -> Spans:
    """The longest dozen, in order of time."""
    every = sorted((span for several in spans for span in several), key=lambda span: span[0] - span[1])
    return tuple(sorted(every[:12]))
