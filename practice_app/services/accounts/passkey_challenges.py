"""What an authenticator is asked to sign: random, good once and for a while, for the browser that asked alone.

Kept in Redis under a hash of what it is for, whose browser it is and the challenge itself, so that two tabs of one
browser don't use up each other's.
"""

import secrets as random
from enum import StrEnum

from redis.exceptions import RedisError

from practice_app.errors import Unavailable
from practice_app.services.shared import secrets
from practice_app.services.shared.redis import client

LIFETIME_S = 600
BYTES = 32


class Purpose(StrEnum):
    """What is done with the answer; one that was asked for one thing does for no other."""

    ADD = "add"
    SIGN_IN = "sign_in"
    CONFIRM = "confirm"


def issue(purpose: Purpose, browser: str) -> bytes:
    """Make a challenge for this browser; raise ``Unavailable`` when it can't be kept."""
    challenge = random.token_bytes(BYTES)
    try:
        client().set(_place(purpose, browser, challenge), 1, ex=LIFETIME_S)
    except RedisError as error:
        raise Unavailable() from error
    return challenge


def spend(purpose: Purpose, browser: str, challenge: bytes) -> bool:
    """Use a challenge up, and tell whether it was one of ours, for this and for this browser."""
    try:
        return client().delete(_place(purpose, browser, challenge)) == 1
    except RedisError as error:
        raise Unavailable() from error


def _place(purpose: Purpose, browser: str, challenge: bytes) -> str:
    told = b"\0".join((purpose.encode(), browser.encode(), challenge))
    return f"woodshed:passkey:{secrets.keyed_hash('passkey', told).hex()}"
