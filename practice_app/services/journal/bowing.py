"""What a session's page says of the bow, as message ids and numbers. Pure.

An unevenness is the spread of the speed within a stroke as a share of it, an angle is in degrees.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from practice_app.locales import msg
from practice_app.metrics import STRAIGHT_DEG, UNEVEN
from practice_app.services.journal.words import sure

BOW = "bow_steadiness"
MOST_STROKES = 600  # two minutes of a quick bow
_EVEN = ((0.2, msg("Your strokes were even.")), (UNEVEN, msg("Your strokes were fairly even.")))
_UNEVENLY = msg("Your strokes were uneven: the bow went now faster, now slower.")
_STRAIGHT = ((2.5, msg("The bow kept its angle.")), (6, msg("The bow changed its angle a little.")))
_CROOKED = msg("The bow changed its angle much.")


def shown(metrics: Sequence[dict[str, Any]], bow: Mapping[str, Any]) -> dict[str, Any]:
    """What is drawn and said of the bow: nothing where no figure is told of it."""
    figure = next((metric for metric in metrics if metric["key"] == BOW and metric["value"] is not None), None)
    if not figure or not bow:
        return {}
    strokes = {name: values[:MOST_STROKES] for name, values in bow["strokes"].items()}
    drawn = {name: bow[name] for name in ("spread_deg", "unevenness")} | {"strokes": strokes}
    return drawn | told(drawn) | {"under": sure(figure["confidence"] or 0)}


def told(bow: Mapping[str, Any]) -> dict[str, Any]:
    """Two sentences, then the same in numbers: how even and how straight, how many strokes, how long the middle one."""
    starts, ends = bow["strokes"]["starts_s"], bow["strokes"]["ends_s"]
    lengths = sorted(end - start for start, end in zip(starts, ends, strict=True))
    return {
        "said": [_word(_EVEN, _UNEVENLY, bow["unevenness"]), _word(_STRAIGHT, _CROOKED, bow["spread_deg"])],
        "even": max(0.0, 1 - bow["unevenness"]),
        "straight": max(0.0, 1 - bow["spread_deg"] / STRAIGHT_DEG),
        "count": len(lengths),
        "length_s": lengths[len(lengths) // 2] if lengths else 0.0,
    }


def _word(scale: tuple[tuple[float, str], ...], beyond: str, value: float) -> str:
    return next((words for most, words in scale if value <= most), beyond)
