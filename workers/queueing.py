"""Many jobs that can wait, queued a few at a time, so that nobody's new one waits behind them."""

import time
from collections.abc import Callable, Iterable
from uuid import UUID

from practice_app.services.shared import jobs

_LOOK_EVERY_S = 1.0


def a_few_at_a_time(kind: str, subjects: Iterable[UUID], ask: Callable[[UUID], bool], ahead: int) -> int:
    """Ask for a job about each, never while ``ahead`` of that kind wait; how many were asked for."""
    count = 0
    for subject in subjects:
        while jobs.waiting(kind) >= ahead:
            time.sleep(_LOOK_EVERY_S)
        count += ask(subject)
    return count
