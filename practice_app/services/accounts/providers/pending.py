"""What waits for somebody who is on their way: rows in Redis, sealed, good for minutes and once.

A row is found by a random secret that only one browser has, in a cookie of its own, together with ``also``: so several
tabs of one browser may be on their way at once, and what another browser brings finds nothing.
"""

import json
import secrets as random
from collections.abc import Callable
from typing import Any, TypeVar
from uuid import UUID

from redis.exceptions import RedisError

from practice_app.errors import Unavailable
from practice_app.services.shared import sealing
from practice_app.services.shared.redis import client
from practice_app.services.shared.secrets import hash_token

LONGEST = 200
Found = TypeVar("Found")


def token(given: str = "") -> str:
    """Give the secret of a browser: the one that it has already, if it looks like one of ours, else a new one."""
    return given if len(given) == 43 and given.isascii() else random.token_urlsafe(32)


def keep(kind: str, secret: str, row: dict[str, Any], lifetime_s: int, also: str = "") -> None:
    """Let something wait."""
    place, name, bound = _place(kind, secret, also)
    sealed = sealing.seal(json.dumps(row), place, bound).hex()
    _asked(lambda: client().set(name, sealed, ex=lifetime_s))


def look(kind: str, secret: str, also: str = "") -> dict[str, Any] | None:
    """Look at what waits, if it still does."""
    place, name, bound = _place(kind, secret, also)
    return _opened(_asked(lambda: client().get(name)), place, bound)


def take(kind: str, secret: str, also: str = "") -> dict[str, Any] | None:
    """Take what waits: of two who ask for it one gets it."""
    place, name, bound = _place(kind, secret, also)
    return _opened(_asked(lambda: client().getdel(name)), place, bound)


def _opened(sealed: Any, place: str, bound: UUID) -> dict[str, Any] | None:
    if not sealed:
        return None
    row: dict[str, Any] = json.loads(sealing.opened(bytes.fromhex(sealed), place, bound))
    return row


def _place(kind: str, secret: str, also: str) -> tuple[str, str, UUID]:
    """Where a row lies: what it is sealed for, its key, and the number that stands for it. Long texts are cut."""
    hashed = hash_token(f"{kind}|{secret[:LONGEST]}|{also[:LONGEST]}")
    return f"redis.{kind}", f"woodshed:{kind}:{hashed.hex()}", UUID(bytes=hashed[:16])


def _asked(ask: Callable[[], Found]) -> Found:
    try:
        return ask()
    except RedisError:
        raise Unavailable() from None
