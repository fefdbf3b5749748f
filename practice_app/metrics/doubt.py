"""How far what is added up may be off: between what and what it lies, where that is worth telling. Pure."""

SURE = 0.8
"""From this confidence on a figure is told as a number."""
WORTH_TELLING = 0.05
"""A band that is narrower than this part of its middle is a number."""


def band(seconds: float, less_s: float, more_s: float) -> tuple[float, float] | None:
    """Between what and what a sum lies that may be so much less, or so much more; nothing where it is a number."""
    low, high = max(0.0, seconds - less_s), seconds + more_s
    return (round(low, 3), round(high, 3)) if wide(low, high) else None


def wide(low: float, high: float) -> bool:
    """Whether these ends lie far enough apart to be told."""
    return high - low > WORTH_TELLING * (low + high) / 2
