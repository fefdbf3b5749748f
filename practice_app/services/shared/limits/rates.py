"""How often something may be tried. Counted in Redis; in this process alone while Redis is away."""

import time
from functools import lru_cache
from typing import Any, Final

from limits import RateLimitItem, parse_many
from limits.storage import MemoryStorage, RedisStorage, Storage
from limits.strategies import MovingWindowRateLimiter
from redis.exceptions import RedisError

from practice_app.errors import TooMany
from practice_app.locales import msg
from practice_app.services.shared.redis import TIMEOUT_S, client
from practice_app.services.shared.steps import step
from practice_app.settings import get_settings

PREFIX: Final = "woodshed:limit"
WAITS = (
    (msg("That was a lot of tries. Please try again in {n} hours."), 3600),
    (msg("That was a lot of tries. Please try again in {n} minutes."), 60),
    (msg("That was a lot of tries. Please try again in {n} seconds."), 1),
)


@lru_cache
def _limiter(shared: bool) -> MovingWindowRateLimiter:
    storage: Storage = MemoryStorage()
    if shared:
        options: dict[str, Any] = {"socket_connect_timeout": TIMEOUT_S, "socket_timeout": TIMEOUT_S}
        storage = RedisStorage(get_settings().redis_url, key_prefix=PREFIX, **options)
    return MovingWindowRateLimiter(storage)


def _try(limit: RateLimitItem, key: tuple[str, ...], count: bool) -> int:
    """Count (or only look) and give how many seconds to wait, 0 when it may go on."""
    for shared in (True, False):
        try:
            limiter = _limiter(shared)
            if limiter.hit(limit, *key) if count else limiter.test(limit, *key):
                return 0
            return max(1, round(limiter.get_window_stats(limit, *key).reset_time - time.time()))
        except RedisError:
            continue
    return 0


def spend(limit: str, *key: str) -> None:
    """Count one try of ``key``; raise ``TooMany`` when ``limit`` ("5/30seconds;30/hour") is used up.

    The shortest first: whoever is refused by it spends nothing of the longer ones.
    """
    for each in sorted(parse_many(limit)):
        if wait_s := _try(each, key, count=True):
            check(limit, *key)  # tells for how long at the longest
            raise too_many(wait_s)


def count(limit: str, *key: str) -> None:
    """Count one try of ``key``, whatever is left of ``limit``."""
    for each in parse_many(limit):
        _try(each, key, count=True)


@step
def forget(*words: str) -> int:
    """Let go of whatever was counted under a key that holds one of these, and tell how much it was."""
    found = [key for key in client().scan_iter(f"{PREFIX}*", count=1000) if any(word in key for word in words)]
    for key in found:
        client().delete(key)
    return len(found)


def check(limit: str, *key: str) -> None:
    """Raise ``TooMany`` when ``limit`` is used up, counting nothing."""
    if wait_s := max(_try(each, key, count=False) for each in parse_many(limit)):
        raise too_many(wait_s)


def too_many(wait_s: int) -> TooMany:
    """Say for how long to wait, in the largest unit that is not far off."""
    sentence, size = next(wait for wait in WAITS if wait_s >= 2 * wait[1] or wait[1] == 1)
    return TooMany(sentence, {"n": max(2, -(-wait_s // size))}, retry_after_s=wait_s)
