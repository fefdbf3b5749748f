"""What a session's page says of the bow, as message ids and numbers. Pure.

An unevenness is the spread of the speed within a stroke as a share of it, an angle is in degrees.
"""

from collections.abc import Mapping
from typing import Any

from practice_app.locales import msg
from practice_app.metrics import STRAIGHT_DEG, UNEVEN

_EVEN = ((0.2, msg("Your strokes were even.")), (UNEVEN, msg("Your strokes were fairly even.")))
_UNEVENLY = msg("Your strokes were uneven: the bow went now faster, now slower.")
_STRAIGHT = ((2.5, msg("The bow kept its angle.")), (6, msg("The bow changed its angle a little.")))
_CROOKED = msg("The bow changed its angle much.")


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
