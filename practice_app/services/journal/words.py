"""What a session's page says of what was heard, as message ids and their values. Pure."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from practice_app.locales import msg, msg_n
from practice_app.metrics import METRICS, REASONS, Band, Beside

GUESS = msg("hardly more than a guess")
SURE = ((0.85, msg("quite sure")), (0.6, msg("fairly sure")), (0.35, msg("not very sure")))
UNSHOWN = msg("the recording doesn't show it")
WAITING = ("uploading", "queued", "processing")
_WHY = {reason.value: why for reason, why in REASONS.items()}
ALIKE = 0.03
"""What differs by less is as fast."""


@dataclass(frozen=True)
class Said:
    """A sentence; with ``many`` it has a form for one ``n`` and one for others. ``part``, ``most`` stand as they are.

    The page fills in ``{name}``, the instrument, and ``{time}``, how long was practised.
    """

    one: str = ""
    many: str = ""
    n: int = 0
    part: int = 0
    most: int = 0


def sure(confidence: float) -> str:
    """How sure a figure is, in words."""
    return next((words for least, words in SURE if confidence >= least), GUESS)


def first(
    status: str, played_s: float | None, clock_s: float, band: Band | None = None, *, named: bool, source: str
) -> Said:
    """The sentence that comes first; ``named``: it is known which instrument it was, ``band``: where it isn't sure."""
    if played_s is None:
        return Said(_silent(status, source))
    least, most = band or (played_s, played_s)
    part, whole, minutes = both(least, clock_s)
    most = min(whole, both(most, clock_s)[0])
    if most == 0:
        return Said(msg("No playing was heard in this recording."))
    if part != most:
        return Said(_SOUNDED_ABOUT[minutes, named], "", whole, part, most)
    return Said(*_SOUNDED[minutes, named], whole, part)


def both(played_s: float, clock_s: float) -> tuple[int, int, bool]:
    """What was played and what the clock showed: in whole minutes (then the third is true) when there are some."""
    minutes = clock_s >= 120
    unit = 60 if minutes else 1
    return whole(played_s / unit), whole(clock_s / unit), minutes


_SOUNDED = {
    (False, True): msg_n(
        "The {name} sounded {part} of {n} second.",
        "The {name} sounded {part} of {n} seconds.",
    ),
    (False, False): msg_n(
        "Your instrument sounded {part} of {n} second.",
        "Your instrument sounded {part} of {n} seconds.",
    ),
    (True, True): msg_n(
        "The {name} sounded {part} of {n} minute.",
        "The {name} sounded {part} of {n} minutes.",
    ),
    (True, False): msg_n(
        "Your instrument sounded {part} of {n} minute.",
        "Your instrument sounded {part} of {n} minutes.",
    ),
}

_SOUNDED_ABOUT = {
    (False, True): msg("The {name} sounded about {part} to {most} of {n} seconds."),
    (False, False): msg("Your instrument sounded about {part} to {most} of {n} seconds."),
    (True, True): msg("The {name} sounded about {part} to {most} of {n} minutes."),
    (True, False): msg("Your instrument sounded about {part} to {most} of {n} minutes."),
}


def _silent(status: str, source: str) -> str:
    if status in WAITING:
        return msg("You practised {time}. How much of it sounded, you will see in a moment.")
    if status == "failed":
        return msg("You practised {time}. The recording could not be heard.")
    if source == "manual":
        return msg("You practised {time}, written in by hand.")
    return msg("You practised {time}. Nothing was recorded.")


def figures(metrics: Iterable[dict[str, Any]], target_bpm: float | None = None) -> list[dict[str, Any]]:
    """The figures to show, in the order of the catalogue, each with what is said of it.

    ``group``: ``told``, ``faint`` (hardly more than a guess) or ``untold``; ``apart``: how far a tempo is from the
    target; ``read``: the two tempi as which it may be read; ``picked``: the player said which. Played time stands
    above them, and nobody expects a word about the bow of a piano.
    """
    order = [key for key, kind in METRICS.items() if kind.written]
    shown = [metric for metric in metrics if metric["key"] in order and not _unasked(metric)]
    in_order = sorted(shown, key=lambda metric: order.index(metric["key"]))
    beside = [
        {"apart": _apart(metric, target_bpm), "read": _readings(metric), "picked": bool(metric.get("picked"))}
        for metric in in_order
    ]
    return [metric | _words(metric) | more for metric, more in zip(in_order, beside, strict=True)]


def _readings(metric: dict[str, Any]) -> list[int]:
    """Of a tempo that may be read in two ways, the slower and the faster."""
    return sorted(whole(one["value"]) for one in metric.get("alternatives") or ())


def _apart(metric: dict[str, Any], target_bpm: float | None) -> int | None:
    beside = METRICS[metric["key"]].beside
    if beside is not Beside.TARGET or metric["value"] is None or not target_bpm:
        return None
    return whole(metric["value"] - target_bpm)


def _unasked(metric: dict[str, Any]) -> bool:
    reason = _WHY.get(metric.get("reason") or "")
    return metric["value"] is None and reason is not None and not reason.asked


def _words(metric: dict[str, Any]) -> dict[str, str]:
    if metric["value"] is None:
        return {"group": "untold", "under": why(metric.get("reason"))}
    words = sure(metric.get("confidence") or 0)
    return {"group": "faint" if words == GUESS else "told", "under": words}


def why(reason: str | None) -> str:
    """Why a figure can't be told."""
    found = _WHY.get(reason or "")
    return found.words if found else UNSHOWN


def drill(told: dict[str, Any]) -> dict[str, Any]:
    """A passage that was played again and again: a sentence, and how high the column of each round stands."""
    rounds = told["rounds"]
    message, values = drilled(rounds)
    tempi = known(rounds)
    speeds = [one["bpm"] for one in rounds] if tempi else _paces(rounds)
    drawn = [
        {"start_s": one["start_s"], "end_s": one["end_s"], "speed": speed, "height": tall}
        for one, speed, tall in zip(rounds, speeds, heights(rounds), strict=True)
    ]
    return {
        "start_s": told["start_s"],
        "end_s": told["end_s"],
        "said": message,
        "values": values,
        "under": sure(told.get("confidence") or 0),
        "tempi": tempi,
        "rounds": drawn,
    }


def known(rounds: Sequence[dict[str, Any]]) -> bool:
    """Whether the tempo of each round is."""
    return all(one.get("bpm") is not None for one in rounds)


def drilled(rounds: Sequence[dict[str, Any]]) -> tuple[str, dict[str, int]]:
    """How often, and how fast: in tempi where they are known, else beside the first round."""
    n = len(rounds)
    return _in_tempi(n, [one["bpm"] for one in rounds]) if known(rounds) else _in_paces(n, _paces(rounds))


def _paces(rounds: Sequence[dict[str, Any]]) -> list[float]:
    return [1.0 if one.get("pace") is None else one["pace"] for one in rounds]


def _in_tempi(n: int, tempi: list[float]) -> tuple[str, dict[str, int]]:
    first, last = whole(tempi[0]), whole(tempi[-1])
    if _alike(tempi):
        return msg("You played this {n} times, at about {a} bpm."), {"n": n, "a": first}
    if all(after >= before * (1 - ALIKE) for before, after in pairwise(tempi)):
        return msg("You played this {n} times, from {a} to {b} bpm."), {"n": n, "a": first, "b": last}
    slowest, fastest = whole(min(tempi)), whole(max(tempi))
    return msg("You played this {n} times, between {a} and {b} bpm."), {"n": n, "a": slowest, "b": fastest}


def _in_paces(n: int, paces: list[float]) -> tuple[str, dict[str, int]]:
    if _alike(paces):
        return msg("You played this {n} times, always about as fast."), {"n": n}
    change = paces[-1] / paces[0] - 1
    values = {"n": n, "percent": whole(abs(change) * 100)}
    if abs(change) < ALIKE:
        return msg("You played this {n} times, now slower, now faster."), values
    if change > 0:
        return msg("You played this {n} times, the last time {percent} % faster than the first."), values
    return msg("You played this {n} times, the last time {percent} % slower than the first."), values


def _alike(speeds: list[float]) -> bool:
    return max(speeds) / min(speeds) - 1 < 2 * ALIKE


def heights(rounds: Sequence[dict[str, Any]]) -> list[float]:
    """How high each round's column stands, 0.25 to 1: what differs is seen, and nothing is made larger than it is."""
    speeds = [one["bpm"] for one in rounds] if known(rounds) else _paces(rounds)
    fastest = max(speeds)
    return [max(0.25, 1 - 2 * (1 - speed / fastest)) for speed in speeds]


def whole(value: float) -> int:
    """Round as a reader would: a half goes up."""
    return math.floor(value + 0.5)
