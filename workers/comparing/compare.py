"""Two files in, one document out: what `workers.comparer` does with what it is told."""

from pathlib import Path
from typing import Any

from workers.comparing import differences
from workers.comparing.align import Alignment, align
from workers.comparing.differences import Heard
from workers.comparing.sound import read

WHOLE = 0.9
"""So much of both takes must lie side by side for a section's bars to be counted off on them."""


def compare(
    a: Path,
    b: Path,
    heard: tuple[dict[str, Any] | None, dict[str, Any] | None] = (None, None),
    bars: tuple[int, int] | None = None,
) -> dict[str, Any]:
    """Lay two recordings side by side and say what is different; raises the errors of `workers.media.errors`."""
    sound_a, sound_b = read(a), read(b)
    found = align(sound_a, sound_b)
    curves_a, curves_b = Heard(heard[0]), Heard(heard[1])
    whole = bars if _whole(found, heard) else None
    some = differences.parts(found.stretches, whole) if found.stretches else []
    return {
        "matches": bool(found.stretches),
        "confidence": found.confidence,
        "seconds": [round(sound_a.seconds, 3), round(sound_b.seconds, 3)],
        "path": [[round(float(x), 3), round(float(y), 3)] for one in found.stretches for x, y in one.path],
        "stretches": [
            {
                "a_from_s": float(one.path[0, 0]),
                "a_to_s": float(one.path[-1, 0]),
                "b_from_s": float(one.path[0, 1]),
                "b_to_s": float(one.path[-1, 1]),
            }
            for one in found.stretches
        ],
        "differences": differences.document(differences.told(some, curves_a, curves_b)),
        "curves": differences.drawn(found.stretches, sound_a.seconds, curves_a, curves_b),
    }


def _whole(found: Alignment, heard: tuple[dict[str, Any] | None, dict[str, Any] | None]) -> bool:
    """Whether both takes are one way through the same: nothing of either left over, nothing repeated."""
    if len(found.stretches) != 1 or any(take is None or take.get("repeats") for take in heard):
        return False
    path = found.stretches[0].path
    return all(_covered(take, path[0, side], path[-1, side]) for side, take in enumerate(heard))


def _covered(take: dict[str, Any] | None, start: float, end: float) -> bool:
    spans = [span for span in (take or {}).get("spans", ()) if span["kind"] == "playing"]
    played = sum(span["end_s"] - span["start_s"] for span in spans)
    inside = sum(max(0.0, min(end, span["end_s"]) - max(start, span["start_s"])) for span in spans)
    return bool(played) and inside >= WHOLE * played
