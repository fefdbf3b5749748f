"""How the newest safety copy went: noted in Redis by whoever makes one, read by the administrators' page and /metrics.

The copies themselves lie elsewhere and say more (`practice_app/backup`); a Redis that was emptied knows nothing until
the next one.
"""

import contextlib
import json
import math
import time
from dataclasses import asdict, dataclass
from typing import Any, Final

from redis.exceptions import RedisError

from practice_app.services.shared.redis import client
from practice_app.services.shared.steps import step
from practice_app.settings import get_settings

_LAST: Final = "backup:last"
_FAILED: Final = "backup:failed"
_DRILL: Final = "backup:drill"
OLD_S: Final = 26 * 3600
"""One is made each day, and may take its time."""


@dataclass(frozen=True)
class Outcome:
    """What came of making a copy, or of restoring one to try it; ``failure``: why nothing did, in a sentence."""

    at: float
    seconds: float = 0
    rows: int = 0
    objects: int = 0
    bytes: int = 0
    failure: str = ""

    @classmethod
    def failed(cls, why: str) -> "Outcome":
        """Say that it went wrong, now."""
        return cls(time.time(), failure=why)


@dataclass(frozen=True)
class Known:
    """The newest copy, the newest failure since, the newest drill; and whether any are to be made at all."""

    wanted: bool
    last: Outcome | None
    failed: Outcome | None
    drill: Outcome | None

    @property
    def age_s(self) -> float:
        """How old the newest copy is; infinitely where none is known."""
        return time.time() - self.last.at if self.last else math.inf

    @property
    def drilled_ago_s(self) -> float:
        """Since when it is known that a copy can be put back; infinitely where it isn't."""
        return time.time() - self.drill.at if self.drill and not self.drill.failure else math.inf

    @property
    def word(self) -> str:
        """``ok``, or what is wrong: ``backup_failed``, ``backup_old``, ``backup_none``."""
        if self.failed:
            return "backup_failed"
        if self.last is None:
            return "backup_none"
        return "ok" if self.age_s < OLD_S else "backup_old"


UNKNOWN: Final = Known(wanted=False, last=None, failed=None, drill=None)
"""What is known while Redis is away."""


def note(outcome: Outcome) -> None:
    """Note how making a copy went; Redis away changes nothing of the copy."""
    _write(_FAILED if outcome.failure else _LAST, outcome, forget=None if outcome.failure else _FAILED)


def hear_of(at: float) -> None:
    """Note that there is a copy of then, where a Redis that was emptied knows of none."""
    with contextlib.suppress(RedisError):
        client().set(_LAST, json.dumps(asdict(Outcome(at))), nx=True)


def note_drill(outcome: Outcome) -> None:
    """Note how restoring a copy to try it went."""
    _write(_DRILL, outcome, forget=None)


@step
def known() -> Known:
    """Tell what is known; raise what Redis raises."""
    last, failed, drill = map(_read, client().mget(_LAST, _FAILED, _DRILL))  # type: ignore[arg-type]
    return Known(bool(get_settings().backup_to), last, failed, drill)


def _read(told: Any) -> Outcome | None:
    return Outcome(**json.loads(told)) if told else None


def _write(key: str, outcome: Outcome, forget: str | None) -> None:
    try:
        client().set(key, json.dumps(asdict(outcome)))
        if forget:
            client().delete(forget)
    except RedisError:
        return
