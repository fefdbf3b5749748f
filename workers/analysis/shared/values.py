"""What measures say: plain values in the shape of the API, each with its confidence and its evidence."""

import math
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from practice_app import metrics
from practice_app.metrics import Reason


class SpanKind(StrEnum):
    """What is heard in a part of the recording."""

    PLAYING = "playing"
    SPEECH = "speech"
    SILENCE = "silence"
    CLICK = "click"
    OTHER = "other"


@dataclass(frozen=True)
class Span:
    """A part of the recording, in seconds from its start."""

    kind: SpanKind
    start_s: float
    end_s: float

    @property
    def length_s(self) -> float:
        """How long it is."""
        return self.end_s - self.start_s


@dataclass(frozen=True)
class Metric:
    """One figure; `value` is None when the recording does not support it, and `reason` then says why.

    `low` and `high` are the band in which it lies, as likely as `confidence` says or likelier; None where none is told.
    `alternatives`: of a tempo that may be read in two ways, both, the likelier first, what each counts, and how
    sure it would be if that is how it is counted. `pitch_hz`: about which pitch the notes lay that it is of, where it
    would be another one elsewhere.
    """

    key: str
    value: float | None
    confidence: float = 0.0
    reason: Reason | None = None
    evidence: tuple[tuple[float, float], ...] = ()
    low: float | None = None
    high: float | None = None
    alternatives: tuple[tuple[float, str, float], ...] = ()
    pitch_hz: float | None = None

    @property
    def references_hz(self) -> tuple[float, ...]:
        """Of a tuning: the A4 as measured (the second), and what it is if all was played a semitone away."""
        return metrics.references_hz(self.key, self.value)

    def to_json(self) -> dict[str, Any]:
        """As in the API; rounded to what the measure can resolve."""
        told: dict[str, Any] = {
            "key": self.key,
            "value": None if self.value is None else round(self.value, 3),
            "unit": metrics.METRICS[self.key].unit,
            "confidence": round(self.confidence, 3),
            "reason": self.reason,
            "low": None if self.low is None else round(self.low, 3),
            "high": None if self.high is None else round(self.high, 3),
            "evidence": [{"start_s": round(a, 3), "end_s": round(b, 3)} for a, b in self.evidence],
        }
        told |= {"references_hz": list(self.references_hz)} if self.references_hz else {}
        told |= {"pitch_hz": self.pitch_hz} if self.pitch_hz else {}
        read = [
            {"value": round(bpm, 3), "says": says, "confidence": round(sure, 3)}
            for bpm, says, sure in self.alternatives
        ]
        return told | ({"alternatives": read} if read else {})


@dataclass(frozen=True)
class Curve:
    """Values every `step_s` seconds from the recording's start; None where there is nothing to say."""

    key: str
    step_s: float
    values: tuple[float | None, ...]

    def to_json(self) -> dict[str, Any]:
        """As in the API."""
        unit = metrics.CURVES[self.key]
        return {"key": self.key, "unit": unit, "step_s": self.step_s, "values": list(self.values)}


@dataclass(frozen=True)
class Onsets:
    """When notes began, in seconds, and how late each was against the click, in ms; None: no click there."""

    times_s: tuple[float, ...] = ()
    late_ms: tuple[float | None, ...] = ()

    def to_json(self) -> dict[str, Any]:
        """As in the API."""
        late = [None if late is None else round(late, 1) for late in self.late_ms]
        return {"times_s": [round(at_s, 3) for at_s in self.times_s], "late_ms": late}


_SUREST, _CLEARER, _HALF_SURE = 0.7, 0.6, 1.0  # confidence; by log-odds that what is seen is a bow: slope, middle


@dataclass(frozen=True)
class Stroke:
    """One stroke of a bow from turn to turn, in seconds: how uneven its speed is (None: too short to tell), and by how
    many degrees the bow lies otherwise than usual."""

    start_s: float
    end_s: float
    unevenness: float | None
    off_deg: float


@dataclass(frozen=True)
class Bowing:
    """What is seen of a bow: when strokes turn, the strokes seen throughout, where in the film that is, its angle in
    the picture and how far it strays, in degrees, how uneven its speed is within a stroke, in which part of the film
    it is seen, and how clearly: the log-odds that what is seen is a bow."""

    reversals_s: tuple[float, ...]
    strokes: tuple[Stroke, ...]
    seen: tuple[tuple[float, float], ...]
    angle_deg: float
    spread_deg: float
    unevenness: float
    part: float
    clear: float

    @property
    def steadiness(self) -> float:
        """As in `workers.analysis.bow`."""
        straight, even = 1 - self.spread_deg / metrics.STRAIGHT_DEG, 1 - self.unevenness
        return (max(0.0, straight) + max(0.0, even)) / 2

    @property
    def confidence(self) -> float:
        """How far to trust it."""
        clearly = 1 / (1 + math.exp(_CLEARER * (_HALF_SURE - self.clear)))
        return float(min(_SUREST, clearly) * self.part**0.5 * len(self.strokes) / (len(self.strokes) + 1))

    def to_json(self) -> dict[str, Any]:
        """As in the analysis."""
        return {
            "reversals_s": [round(at_s, 3) for at_s in self.reversals_s],
            "strokes": {
                "starts_s": [round(one.start_s, 3) for one in self.strokes],
                "ends_s": [round(one.end_s, 3) for one in self.strokes],
                "unevenness": [None if one.unevenness is None else round(one.unevenness, 2) for one in self.strokes],
                "off_deg": [round(one.off_deg, 1) for one in self.strokes],
            },
            "angle_deg": round(self.angle_deg, 1),
            "spread_deg": round(self.spread_deg, 1),
            "unevenness": round(self.unevenness, 3),
        }


@dataclass(frozen=True)
class Round:
    """One time through a passage: seconds, its tempo if it is known, its pace beside the first (1 is the same)."""

    start_s: float
    end_s: float
    bpm: float | None
    pace: float

    def to_json(self) -> dict[str, Any]:
        """As in the API."""
        bpm = None if self.bpm is None else round(self.bpm, 1)
        return {
            "start_s": round(self.start_s, 3),
            "end_s": round(self.end_s, 3),
            "bpm": bpm,
            "pace": round(self.pace, 3),
        }


@dataclass(frozen=True)
class Drill:
    """A passage that was played again and again, and how sure that is."""

    rounds: tuple[Round, ...]
    confidence: float

    def to_json(self) -> dict[str, Any]:
        """As in the API."""
        rounds = [one.to_json() for one in self.rounds]
        ends = {"start_s": rounds[0]["start_s"], "end_s": rounds[-1]["end_s"]}
        return ends | {"confidence": round(self.confidence, 3), "rounds": rounds}


MOST_VALUES = 4000  # per curve: a page draws no more than that
_MOST_EVIDENCE = 12


def curve_stride(count: int) -> int:
    """How many values to merge into one so that a curve has at most `MOST_VALUES`."""
    return max(1, -(-count // MOST_VALUES))


def longest(spans: tuple[Span, ...]) -> tuple[Span, ...]:
    """The longest few spans in order of time: evidence a person can listen to."""
    few = sorted(spans, key=lambda span: (-span.length_s, span.start_s))[:_MOST_EVIDENCE]
    return tuple(sorted(few, key=lambda span: span.start_s))
