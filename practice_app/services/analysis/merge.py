"""Several takes of one session made into one analysis, without inventing anything.

What can be averaged over the playing time is; what can't (a median, a range) is ``null`` with the reason
``several_recordings``. Times are moved onto the session's own clock.
"""

import math
from dataclasses import dataclass, field
from typing import Any

from practice_app.metrics import METRICS, Reason, mean, references_hz

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

    def metric(self, key: str) -> Document | None:
        """The figure of that name."""
        return next((metric for metric in self.metrics if metric["key"] == key), None)


def spans(takes: list[Heard]) -> list[Document]:
    """Put every take's spans on the session's clock."""
    return [_moved(span, take.offset_s) for take in takes for span in take.spans]


def onsets(takes: list[Heard]) -> Document:
    """Put every take's onsets on the session's clock; how late each was (``null``: no click there) stays beside it."""
    times_s: list[float] = []
    late_ms: list[float | None] = []
    for take in takes:
        found = take.onsets.get("times_s") or []
        times_s += [round(at_s + take.offset_s, 3) for at_s in found]
        late_ms += take.onsets.get("late_ms") or [None] * len(found)
    return {"times_s": times_s, "late_ms": late_ms}


def repeats(takes: list[Heard]) -> list[Document]:
    """Put every take's drilled passages on the session's clock."""
    return [
        _moved(drill, take.offset_s) | {"rounds": [_moved(part, take.offset_s) for part in drill["rounds"]]}
        for take in takes
        for drill in take.repeats
    ]


def bow(takes: list[Heard]) -> Document:
    """Put every take's strokes on the session's clock, with how straight and even they are on the whole.

    ``{}`` if no bow is seen. The angle itself is left out: the camera may have stood elsewhere.
    """
    seen = [take for take in takes if take.bow.get("reversals_s")]
    if not seen:
        return {}
    several = [take.bow["strokes"] | {name: _later(take.bow["strokes"][name], take) for name in ENDS} for take in seen]
    weights = [float(len(take.bow["reversals_s"])) for take in seen]
    return {
        "reversals_s": [at_s for take in seen for at_s in _later(take.bow["reversals_s"], take)],
        "strokes": {name: [value for strokes in several for value in strokes[name]] for name in several[0]},
        "spread_deg": round(mean([take.bow["spread_deg"] for take in seen], weights), 1),
        "unevenness": round(mean([take.bow["unevenness"] for take in seen], weights), 3),
    }


def _later(times_s: list[float], take: Heard) -> list[float]:
    return [round(at_s + take.offset_s, 3) for at_s in times_s]


def metrics(takes: list[Heard]) -> list[Document]:
    """Give one figure per key, in the order in which they were first heard."""
    keys = dict.fromkeys(metric["key"] for take in takes for metric in take.metrics)
    return [_metric(key, takes) for key in keys]


def _metric(key: str, takes: list[Heard]) -> Document:
    found = [(take, metric) for take in takes if (metric := take.metric(key))]
    evidence = [_moved(part, take.offset_s) for take, metric in found for part in metric.get("evidence") or ()]
    first = found[0][1]
    if len(takes) == 1:
        return first | {"evidence": evidence} | _references(key, first["value"])
    known = [(take, metric) for take, metric in found if metric["value"] is not None]
    if not known:
        return first | {"evidence": evidence}
    values = [float(metric["value"]) for _, metric in known]
    weights = [max(take.played_s or 0, 0.001) for take, _ in known]
    confidence = round(mean([metric["confidence"] for _, metric in known], weights), 3)
    value = METRICS[key].averaged(values, weights) if key in METRICS else None
    if value is None:
        return first | {"value": None, "confidence": 0.0, "reason": SEVERAL, "evidence": evidence}
    told = {"value": round(value, 3), "confidence": confidence, "reason": None, "evidence": evidence}
    return first | told | _references(key, value)


def _references(key: str, value: float | None) -> Document:
    found = references_hz(key, value)
    return {"references_hz": list(found)} if found else {}


def curves(takes: list[Heard]) -> list[Document]:
    """Lay curves of one key one after another on the session's clock; nothing (``null``) in between."""
    found: dict[str, Document] = {}
    for take in takes:
        for curve in take.curves:
            _lay(found.setdefault(curve["key"], curve | {"values": []}), curve, take.offset_s)
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
