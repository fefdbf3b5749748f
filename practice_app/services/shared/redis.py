"""One connection pool to Redis per process, quick to say when it is down."""

from functools import lru_cache

import redis
import redis.asyncio

from practice_app.settings import get_settings

TIMEOUT_S = 2.0


@lru_cache
def client() -> redis.Redis:
    """Give the process's Redis client for plain code."""
    return redis.Redis.from_url(
        get_settings().redis_url,
        decode_responses=True,
        socket_connect_timeout=TIMEOUT_S,
        socket_timeout=TIMEOUT_S,
        health_check_interval=30,
    )


def listener() -> redis.asyncio.Redis:
    """Make a client that waits for messages for ever."""
    return redis.asyncio.Redis.from_url(
        get_settings().redis_url, decode_responses=True, socket_connect_timeout=TIMEOUT_S, health_check_interval=15
    )
