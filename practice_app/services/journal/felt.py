"""What a session's page says of the strokes that a phone on the bow arm felt, as message ids and numbers. Pure.

Lengths are in seconds, spreads and shares parts of 1.
"""

from collections.abc import Mapping
from statistics import median_high
from typing import Any

from practice_app.locales import msg
from practice_app.services.journal.bowing import MOST_STROKES
from practice_app.services.journal.words import SURE, sure

LEAST_SURE = SURE[-1][0]
"""What is less sure is not told one by one."""
_ALIKE = ((0.1, msg("Your strokes were alike in length.")), (0.3, msg("Your strokes were fairly alike in length.")))
_UNLIKE = msg("Long and short strokes were mixed.")
_AGREES = msg("Most of them began as a note was heard: the phone and the microphone agree.")
_PARTLY = msg("Many of them began as a note was heard, others without one, as slurs do.")
_APART = msg("What the phone felt hardly agrees with the notes that were heard, so nothing is said of your strokes.")
_MOST = 0.7
_DRAWN = ("starts_s", "ends_s", "sides", "heard")
"""How evenly the arm turned is not among them: an even bow turns it unevenly."""


def told(arm: Mapping[str, Any]) -> dict[str, Any]:
    """What is drawn and said; nothing where no strokes were felt, and no figures where they aren't sure."""
    if not arm:
        return {}
    if arm["confidence"] < LEAST_SURE:
        return {"known": False, "said": [_APART], "count": arm["count"]}
    strokes = {name: arm["strokes"][name][:MOST_STROKES] for name in _DRAWN}
    lengths = _lengths(arm["strokes"])
    return {
        "known": True,
        "strokes": strokes,
        "said": [_length(lengths), _AGREES if arm["agreed"] >= _MOST else _PARTLY],
        "count": arm["count"],
        "per_minute": arm["per_minute"],
        "length_s": _middle(lengths),
        "sides_s": [side["length_s"] for side in arm["sides"]],
        "agreed": arm["agreed"],
        "under": sure(arm["confidence"]),
    }


def _length(lengths: list[float]) -> str:
    middle = _middle(lengths)
    spread = 1.4826 * _middle([abs(one - middle) for one in lengths]) / middle if middle else 0.0
    return next((words for most, words in _ALIKE if spread <= most), _UNLIKE)


def _lengths(strokes: Mapping[str, Any]) -> list[float]:
    return [end - start for start, end in zip(strokes["starts_s"], strokes["ends_s"], strict=True)]


def _middle(values: list[float]) -> float:
    return median_high(values) if values else 0.0
