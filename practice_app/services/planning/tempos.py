"""At which tempo a passage is to be practised today. Pure."""

SLOWER = 0.7
"""Of the present tempo, for what went badly."""
FIRST = 0.6
"""Of the target, for what is new."""
STEP = 1.04
"""What goes well is taken a little further towards its target."""
LEAST, MOST = 10, 400


def proposed(current: float | None, target: float | None, *, problem: bool) -> float | None:
    """Beats a minute: slower for a problem, else a step towards the target; ``None``: no tempo is known."""
    present = current or target
    if present is None:
        return None
    if problem:
        return _possible(SLOWER * present)
    if current is None or target is None:
        return _possible(present)
    return _possible(min(target, current * STEP) if current < target else target)


def at_first(current: float | None, target: float | None) -> float | None:
    """The tempo to begin something new at."""
    if current is not None:
        return _possible(current)
    return None if target is None else _possible(FIRST * target)


def _possible(bpm: float) -> float:
    return float(min(MOST, max(LEAST, round(bpm))))
