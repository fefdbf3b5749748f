"""What was heard in a part of one take, for those who see only that part: on its own clock, which begins with it.

Pure. Figures stay those of the whole take; what names moments names only those of the part.
"""

import math
from dataclasses import replace

from practice_app.services.analysis.bands import PLAYED
from practice_app.services.analysis.merge import Document
from practice_app.services.analysis.results import RecordingAnalysis


def within(heard: RecordingAnalysis, start_s: float, end_s: float) -> RecordingAnalysis:
    """Give what was heard between two seconds of a take."""
    spans = parts(heard.spans, start_s, end_s)
    played_s = None if heard.played_s is None else round(sum(map(_length, filter(_playing, spans))), 3)
    return replace(
        heard,
        clock_s=round(end_s - start_s, 3),
        played_s=played_s,
        metrics=[_metric(one, start_s, end_s, played_s) for one in heard.metrics],
        curves=curves_within(heard.curves, start_s, end_s),
        spans=spans,
        onsets=_onsets(heard.onsets, start_s, end_s),
        repeats=[drill for one in heard.repeats if (drill := _drill(one, start_s, end_s))],
        bow=_bow(heard.bow, start_s, end_s),
        arm=_strokes(heard.arm, start_s, end_s),
    )


def curves_within(found: list[Document], start_s: float, end_s: float) -> list[Document]:
    """Cut curves to what lies between two seconds."""
    return [_curve(one, start_s, end_s) for one in found]


def parts(found: list[Document], start_s: float, end_s: float) -> list[Document]:
    """Cut stretches of time to what lies within, and put them on its clock."""
    cut = (
        one | {"start_s": max(0.0, one["start_s"] - start_s), "end_s": min(end_s, one["end_s"]) - start_s}
        for one in found
    )
    return [_rounded(one) for one in cut if one["end_s"] - one["start_s"] > 0.001]


def _rounded(one: Document) -> Document:
    return one | {name: round(one[name], 3) for name in ("start_s", "end_s")}


def _length(span: Document) -> float:
    return float(span["end_s"] - span["start_s"])


def _playing(span: Document) -> bool:
    return bool(span["kind"] == "playing")


def _metric(one: Document, start_s: float, end_s: float, played_s: float | None) -> Document:
    value = {"value": played_s, "low": None, "high": None} if one["key"] == PLAYED else {}
    return one | value | {"evidence": parts(one.get("evidence") or [], start_s, end_s)}


def _curve(one: Document, start_s: float, end_s: float) -> Document:
    """Only whole steps within: a value tells of all its step."""
    first, last = math.ceil(start_s / one["step_s"] - 1e-6), math.floor(end_s / one["step_s"] + 1e-6)
    return one | {"values": one["values"][first:last]}


def _onsets(found: Document, start_s: float, end_s: float) -> Document:
    times = found.get("times_s") or []
    late = found.get("late_ms") or [None] * len(times)
    kept = [(round(at - start_s, 3), ms) for at, ms in zip(times, late, strict=False) if start_s <= at < end_s]
    return {"times_s": [at for at, _ in kept], "late_ms": [ms for _, ms in kept]} if found else found


def _drill(one: Document, start_s: float, end_s: float) -> Document | None:
    """A drill of which rounds lie wholly within."""
    inside = [each for each in one["rounds"] if each["start_s"] >= start_s and each["end_s"] <= end_s]
    rounds = parts(inside, start_s, end_s)
    return one | {"rounds": rounds, "start_s": rounds[0]["start_s"], "end_s": rounds[-1]["end_s"]} if rounds else None


def _bow(found: Document, start_s: float, end_s: float) -> Document:
    if not found:
        return found
    turns = [round(at - start_s, 3) for at in found["reversals_s"] if start_s <= at < end_s]
    return _strokes(found, start_s, end_s) | {"reversals_s": turns}


def _strokes(found: Document, start_s: float, end_s: float) -> Document:
    """Strokes that lie wholly within."""
    if not found:
        return found
    strokes = found["strokes"]
    inside = [n for n, at in enumerate(strokes["starts_s"]) if at >= start_s and strokes["ends_s"][n] <= end_s]
    kept = {name: [values[n] for n in inside] for name, values in strokes.items()}
    moved = {name: [round(at - start_s, 3) for at in kept[name]] for name in ("starts_s", "ends_s")}
    return found | {"strokes": kept | moved}
