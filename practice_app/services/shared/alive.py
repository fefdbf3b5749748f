"""Signs of life that workers leave in Redis: which of them are there, and when they last swept."""

import time

from redis.exceptions import RedisError

from practice_app.services.shared.redis import client
from practice_app.services.shared.steps import step

_WORKERS, _SWEPT = "woodshed:workers", "woodshed:swept"
GONE_AFTER_S = 60.0


@step
def note_worker(place: str, processes: int) -> None:
    """Say that a worker is there, with so many processes; while Redis is away nobody would hear it."""
    moment = time.time()
    try:
        with client().pipeline() as told:
            told.zremrangebyscore(_WORKERS, "-inf", moment - GONE_AFTER_S)
            told.zadd(_WORKERS, {f"{place}|{processes}": moment})
            told.execute()
    except RedisError:
        return


@step
def forget_worker(place: str, processes: int) -> None:
    """Say that a worker has ended."""
    try:
        client().zrem(_WORKERS, f"{place}|{processes}")
    except RedisError:
        return


@step
def workers() -> list[int]:
    """Tell how many processes each worker has that is there."""
    found = client().zrangebyscore(_WORKERS, time.time() - GONE_AFTER_S, "+inf")
    return [int(str(name).rpartition("|")[2]) for name in found]  # type: ignore[union-attr]


@step
def note_sweep() -> None:
    """Say that a sweep has gone through, which wants a scheduler, the broker, a worker and the database."""
    try:
        client().set(_SWEPT, time.time())
    except RedisError:
        return


@step
def swept_ago_s() -> float | None:
    """Tell how long ago that was; ``None``: never, as far as is known."""
    told = client().get(_SWEPT)
    return None if told is None else max(0.0, time.time() - float(str(told)))
