"""Spaced review: when a passage is due, replayed from its ratings each time it is asked. Pure.

The memory model is that of `fsrs`; it was made for vocabulary, so the longest wait is bounded by how far a piece is.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from functools import lru_cache

from fsrs import Card, Rating, Scheduler

from practice_app.services.planning.ratings import DayRating

RETENTION = 0.9


@dataclass(frozen=True)
class Scheme:
    """How review is spaced: the longest wait in days, and how sure one wants to be of it."""

    longest_days: int
    retention: float = RETENTION


SCHEMES = {
    "learning": Scheme(7),
    "polishing": Scheme(21),
    "performing": Scheme(7, 0.95),
    "resting": Scheme(60, 0.85),
}
"""By the status of a piece; the waits are those that musicians who space their practice report."""


@dataclass(frozen=True)
class Standing:
    """How a passage stands: when it is due, after which wait, and what its last rated day said."""

    due_on: date
    waits_days: int
    last: DayRating
    days: int
    """On how many days it was practised."""


def replay(rated: Iterable[DayRating], status: str) -> Standing | None:
    """Play ratings back, in their order whatever order they come in; nothing practised has no standing.

    A good run before the due date moves nothing, a failed one always does.
    """
    in_order = sorted(rated, key=lambda one: one.day)
    if not in_order:
        return None
    scheduler = _scheduler(SCHEMES.get(status, SCHEMES["learning"]))
    card, due_on, waits = Card(card_id=1), in_order[0].day, 0
    for one in in_order:
        if one.day < due_on and one.rating is not Rating.Again:
            continue
        card, _ = scheduler.review_card(card, one.rating, _noon(one.day))
        due_on = card.due.date()
        waits = (due_on - one.day).days
    return Standing(due_on, waits, in_order[-1], len(in_order))


@lru_cache
def _scheduler(scheme: Scheme) -> Scheduler:
    """Whole days only, and nothing left to chance: the same history gives the same date."""
    return Scheduler(
        desired_retention=scheme.retention,
        learning_steps=(),
        relearning_steps=(),
        maximum_interval=scheme.longest_days,
        enable_fuzzing=False,
    )


def _noon(day: date) -> datetime:
    """A day as the moment that `fsrs` wants; only whole days are counted between two of them."""
    return datetime.combine(day, time(12), UTC)
