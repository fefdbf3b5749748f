"""Several takes of one session made into one analysis, without inventing anything.

What can be averaged over the playing time is; what can't (a median, a range) is ``null`` with the reason
``several_recordings``. Times are moved onto the session's own clock.
"""

import math
from dataclasses import dataclass, field
from typing import Any

from practice_app.metrics import METRICS, Reason, mean, references_hz
from practice_app.services.analysis import bands
from practice_app.services.analysis.bands import PLAYED

SEVERAL = Reason.SEVERAL_RECORDINGS.value
ENDS = ("starts_s", "ends_s")
Document = dict[str, Any]


@dataclass(frozen=True)
class Heard:
    """What was heard in one take that begins ``offset_s`` into the session."""

    offset_s: float
    clock_s: float
    played_s: float | None
    metrics: list[Document]
    curves: list[Document]
    spans: list[Document]
    onsets: Document = field(default_factory=dict)
    repeats: list[Document] = field(default_factory=list)
    bow: Document = field(default_factory=dict)
    arm: Document = field(default_factory=dict)

    def metric(self, key: str) -> Document | None:
        """The figure of that name."""
        return next((metric for metric in self.metrics if metric["key"] == key), None)


def spans(recordings: list[Heard]) -> list[Document]:
    """Put every take's spans on the session's clock."""
    return [_moved(span, recording.offset_s) for recording in recordings for span in recording.spans]


def onsets(recordings: list[Heard]) -> Document:
    """Put every take's onsets on the session's clock; how late each was (``null``: no click there) stays beside it."""
    times_s: list[float] = []
    late_ms: list[float | None] = []
    for recording in recordings:
        found = recording.onsets.get("times_s") or []
        times_s += [round(at_s + recording.offset_s, 3) for at_s in found]
        late_ms += recording.onsets.get("late_ms") or [None] * len(found)
    return {"times_s": times_s, "late_ms": late_ms}


def repeats(recordings: list[Heard]) -> list[Document]:
    """Put every take's drilled passages on the session's clock."""
    return [
        _moved(drill, recording.offset_s) | {"rounds": [_moved(part, recording.offset_s) for part in drill["rounds"]]}
        for recording in recordings
        for drill in recording.repeats
    ]


def bow(recordings: list[Heard]) -> Document:
    """Put every take's strokes on the session's clock, with how straight and even they are on the whole.

    ``{}`` if no bow is seen. The angle itself is left out: the camera may have stood elsewhere.
    """
    seen = [recording for recording in recordings if recording.bow.get("reversals_s")]
    if not seen:
        return {}
    several = [
        recording.bow["strokes"] | {name: _later(recording.bow["strokes"][name], recording) for name in ENDS}
        for recording in seen
    ]
    weights = [float(len(recording.bow["reversals_s"])) for recording in seen]
    return {
        "reversals_s": [at_s for recording in seen for at_s in _later(recording.bow["reversals_s"], recording)],
        "strokes": {name: [value for strokes in several for value in strokes[name]] for name in several[0]},
        "spread_deg": round(mean([recording.bow["spread_deg"] for recording in seen], weights), 1),
        "unevenness": round(mean([recording.bow["unevenness"] for recording in seen], weights), 3),
    }


def arm(recordings: list[Heard]) -> Document:
    """Put on the session's clock what the phone on the bow arm felt in every take; ``{}`` where it felt nothing.

    Of several takes the sides are left out, since nobody knows which of one is which of another, and so is the lag.
    """
    felt = [recording for recording in recordings if recording.arm]
    if not felt:
        return {}
    several = [one.arm["strokes"] | {name: _later(one.arm["strokes"][name], one) for name in ENDS} for one in felt]
    strokes = {name: [value for column in several for value in column[name]] for name in several[0]}
    if len(felt) == 1:
        return felt[0].arm | {"strokes": strokes}
    counts, felt_s = [one.arm["count"] for one in felt], sum(one.arm["felt_s"] for one in felt)
    shares = ("part", "agreed", "by_chance", "confidence")
    return {
        "strokes": strokes,
        "count": sum(counts),
        "felt_s": round(felt_s, 3),
        "per_minute": round(60 * sum(counts) / felt_s, 1),
        "sides": [],
        **{name: round(mean([one.arm[name] for one in felt], counts), 3) for name in shares},
    }


def _later(times_s: list[float], recording: Heard) -> list[float]:
    return [round(at_s + recording.offset_s, 3) for at_s in times_s]


def metrics(recordings: list[Heard]) -> list[Document]:
    """Give one figure per key, in the order in which they were first heard."""
    keys = dict.fromkeys(metric["key"] for recording in recordings for metric in recording.metrics)
    return [_metric(key, recordings) for key in keys]


def _metric(key: str, recordings: list[Heard]) -> Document:
    found = [(recording, metric) for recording in recordings if (metric := recording.metric(key))]
    evidence = [
        _moved(part, recording.offset_s) for recording, metric in found for part in metric.get("evidence") or ()
    ]
    first = found[0][1]
    if len(recordings) == 1:
        return first | {"evidence": evidence} | _references(key, first["value"])
    known = [(recording, metric) for recording, metric in found if metric["value"] is not None]
    if not known:
        return first | {"evidence": evidence}
    values = [float(metric["value"]) for _, metric in known]
    weights = [max(recording.played_s or 0, 0.001) for recording, _ in known]
    confidence = round(mean([metric["confidence"] for _, metric in known], weights), 3)
    value = METRICS[key].averaged(values, weights) if key in METRICS else None
    if value is None:
        nothing = {"value": None, "confidence": 0.0, "low": None, "high": None}
        return first | nothing | {"reason": SEVERAL, "evidence": evidence}
    told = {"value": round(value, 3), "confidence": confidence, "reason": None, "evidence": evidence}
    band = bands.together([metric for _, metric in known]) if key == PLAYED else {"low": None, "high": None}
    one = {name: part for name, part in first.items() if name not in ("alternatives", "pitch_hz")}
    pitches = [metric["pitch_hz"] for _, metric in known if "pitch_hz" in metric]
    about = {"pitch_hz": round(mean(pitches, weights), 1)} if len(pitches) == len(known) else {}
    return one | told | band | about | _references(key, value)


def _references(key: str, value: float | None) -> Document:
    found = references_hz(key, value)
    return {"references_hz": list(found)} if found else {}


def curves(recordings: list[Heard]) -> list[Document]:
    """Lay curves of one key one after another on the session's clock; nothing (``null``) in between."""
    found: dict[str, Document] = {}
    for recording in recordings:
        for curve in recording.curves:
            _lay(found.setdefault(curve["key"], curve | {"values": []}), curve, recording.offset_s)
    return list(found.values())


def _lay(whole: Document, curve: Document, offset_s: float) -> None:
    values, step_s = whole["values"], whole["step_s"]
    start = round(offset_s / step_s)
    length = math.ceil(len(curve["values"]) * curve["step_s"] / step_s - 1e-9)
    values.extend([None] * (start + length - len(values)))
    for n in range(length):
        heard = curve["values"][min(int(n * step_s / curve["step_s"] + 1e-9), len(curve["values"]) - 1)]
        if heard is not None:
            values[start + n] = heard


def _moved(part: Document, offset_s: float) -> Document:
    return part | {name: round(part[name] + offset_s, 3) for name in ("start_s", "end_s")}
