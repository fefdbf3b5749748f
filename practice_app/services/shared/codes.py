"""Codes that one person reads out and another types: random signs, told once, kept as a hash."""

import secrets as random

from practice_app.services.shared import secrets

SIGNS = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
"""Nothing that is taken for something else when it is read out."""
GROUP = 4
LONGEST = 100
"""Letters of what somebody typed that are looked at."""


def made(length: int) -> str:
    """Make a code of so many signs, at five bits each."""
    return "".join(random.choice(SIGNS) for _ in range(length))


def shown(code: str) -> str:
    """Write a code as people read it: ABCD-EFGH."""
    return "-".join(code[at : at + GROUP] for at in range(0, len(code), GROUP))


def hashed(purpose: str, typed: str) -> bytes:
    """Hash a code as it was made, or as it was typed: small letters, blanks and dashes make no difference."""
    code = "".join(sign for sign in typed[:LONGEST].upper() if sign in SIGNS)
    return secrets.keyed_hash(purpose, code.encode())
