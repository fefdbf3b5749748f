"""Of a tuning: which A it is."""

from practice_app.metrics.averaging import SEMITONE_CENTS
from practice_app.metrics.catalogue import METRICS
from practice_app.metrics.kinds import Beside


def references_hz(key: str, cents: float | None) -> tuple[float, ...]:
    """The A4 it is of, between the two a semitone away, which a recording can't tell from it; () of other figures."""
    kind = METRICS.get(key)
    if cents is None or kind is None or kind.beside is not Beside.REFERENCES:
        return ()
    away = (-SEMITONE_CENTS, 0.0, SEMITONE_CENTS)
    return tuple(round(440 * 2 ** ((cents + semitone) / 1200), 1) for semitone in away)
