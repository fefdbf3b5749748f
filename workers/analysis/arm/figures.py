"""The bow arm in figures: how many strokes a minute, how long and how alike to either side, how evenly the arm moved.

*Strokes a minute* are those in which something sounds, over the time from the first to the last of each stretch in
which the phone felt something, as far as it sounds. *How
alike* they are is the spread of their lengths: 1.4826 times the median deviation from the median, as a share of it.
*How evenly* the arm moved is the spread of its speed within the middle three fifths of a stroke as a share of its mean,
the median over strokes. It is the arm's speed and not the bow's: a bow that is drawn evenly turns the arm now more, now
less, so that it is told beside other strokes of the same person alone.

Only of instruments known to be bowed. *Confidence* is how likely the strokes a minute are within a tenth: it grows with
how many more strokes set out as a note begins than would by chance (logistic regression on arms that were moved by
physics), and with the part of the playing in which the phone felt something. It is never above 0.7: nobody has measured
it on people yet.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import Any

import numpy as np

from workers.analysis.arm import felt, witness
from workers.analysis.arm.felt import Series
from workers.analysis.arm.moving import moving
from workers.analysis.arm.strokes import ArmStroke, strokes
from workers.analysis.arm.witness import Agreement
from workers.analysis.shared.instruments import family_of
from workers.analysis.shared.values import Span, SpanKind
from workers.analysis.shared.within import inside, shared_s

MOST_STROKES = 4_000  # that are told one by one
_AROUND_S = (0.3, 0.3)  # about what sounds: the arm sets out before a note is heard
_SOUNDS = 0.5  # of a stroke
_LEAST_STROKES, _LEAST_S = 8, 3.0
_SUREST = 0.7
_ODDS, _BY_GAIN = -0.85, 8.4  # log-odds that the figure is right: if notes say nothing; by what they say beyond chance


@dataclass(frozen=True)
class Side:
    """Strokes to one side: how many, how long the middle one is in seconds, how much lengths differ as a share of
    that, how uneven the arm's speed is (None: too short to tell)."""

    count: int
    length_s: float
    spread: float
    unevenness: float | None

    def to_json(self) -> dict[str, Any]:
        """As in the analysis."""
        uneven = None if self.unevenness is None else round(self.unevenness, 3)
        told = {"length_s": round(self.length_s, 3), "spread": round(self.spread, 3), "unevenness": uneven}
        return {"count": self.count} | told


@dataclass(frozen=True)
class Arm:
    """What the phone on the arm tells: strokes, how long they and the rests between them last, the part of the playing
    in which it felt something (0–1), and what notes say."""

    strokes: tuple[ArmStroke, ...]
    felt_s: float
    part: float
    agreement: Agreement

    @property
    def per_minute(self) -> float:
        """How many strokes there are in a minute of playing."""
        return 60 * len(self.strokes) / self.felt_s

    @property
    def confidence(self) -> float:
        """How far to trust it."""
        odds = _ODDS + _BY_GAIN * max(0.0, self.agreement.gain)
        return _SUREST * self.part / (1 + math.exp(-odds))

    def side(self, side: int) -> Side:
        """The strokes to one side."""
        those = [one for one in self.strokes if one.side == side]
        lengths = np.array([one.length_s for one in those])
        uneven = [one.unevenness for one in those if one.unevenness is not None]
        middle = float(np.median(lengths)) if those else 0.0
        spread = 1.4826 * float(np.median(np.abs(lengths - middle))) / middle if middle else 0.0
        return Side(len(those), middle, spread, float(np.median(uneven)) if uneven else None)

    def to_json(self) -> dict[str, Any]:
        """As in the analysis: of very many strokes the first are told one by one."""
        told = self.strokes[:MOST_STROKES]
        return {
            "strokes": {
                "starts_s": [round(one.start_s, 3) for one in told],
                "ends_s": [round(one.end_s, 3) for one in told],
                "sides": [one.side for one in told],
                "unevenness": [None if one.unevenness is None else round(one.unevenness, 2) for one in told],
                "heard": [bool(heard) for heard in self.agreement.heard[:MOST_STROKES]],
            },
            "count": len(self.strokes),
            "felt_s": round(self.felt_s, 3),
            "part": round(self.part, 3),
            "per_minute": round(self.per_minute, 1),
            "sides": [self.side(side).to_json() for side in (1, -1)],
            "agreed": round(self.agreement.share, 3),
            "by_chance": round(self.agreement.chance, 3),
            "lag_s": round(self.agreement.lag_s, 2),
            "confidence": round(self.confidence, 3),
        }


def measure(file: Path, instrument: str | None, heard: tuple[Span, ...], onsets_s: Sequence[float]) -> Arm | None:
    """What a file of movement tells of an arm that bows; None where there is too little of it, or it can't be read."""
    if family_of(instrument) != "bowed":
        return None
    try:
        phone = felt.read(file)
    except ValueError:
        return None
    return told(phone, heard, np.sort(np.asarray(onsets_s, float)))


def told(phone: felt.Felt, heard: tuple[Span, ...], onsets_s: Series) -> Arm | None:
    """The same of what was felt."""
    playing = [one for one in heard if one.kind is SpanKind.PLAYING]
    sounding = inside(phone.times_s, playing, _AROUND_S)
    several = [strokes(one) for one in moving(phone, sounding)]
    found = _sounding(list(chain.from_iterable(several)), playing)
    bowed = [Span(SpanKind.PLAYING, those[0].start_s, those[-1].end_s) for those in several if those]
    felt_s = float(_shared_s(bowed, playing).sum())
    if len(found) < _LEAST_STROKES or felt_s < _LEAST_S:
        return None
    starts = np.array([one.start_s for one in found])
    part = float(np.asarray(np.isfinite(phone.rotation).all(1))[sounding].mean())
    return Arm(tuple(found), felt_s, part, witness.agreement(starts, onsets_s[inside(onsets_s, bowed, _AROUND_S)]))


def _sounding(several: list[ArmStroke], playing: list[Span]) -> list[ArmStroke]:
    """Those strokes of which most is heard."""
    heard_s = _shared_s(several, playing)
    return [one for one, long_s in zip(several, heard_s, strict=True) if long_s >= _SOUNDS * one.length_s]


def _shared_s(several: Sequence[ArmStroke | Span], playing: list[Span]) -> Series:
    return shared_s(np.array([one.start_s for one in several]), np.array([one.end_s for one in several]), playing)
