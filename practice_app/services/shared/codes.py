"""Codes that one person reads out and another types: random signs, told once, kept as a hash, guessed slowly."""

import secrets as random
from collections.abc import Iterator
from contextlib import contextmanager
from uuid import UUID

from practice_app.errors import NotFound
from practice_app.services.shared import secrets
from practice_app.services.shared.limits import rates

GROUP_CODE, TEACHER_CODE, GUARDIAN_CODE = "group-code", "teacher-code", "guardian-code"
"""What codes are for that let somebody in."""
SIGNS = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
"""Nothing that is taken for something else when it is read out."""
GROUP = 4
LONGEST = 100
"""Letters of what somebody typed that are looked at."""
WRONG = "20/hour;60/day"
"""Wrong codes of one person."""
WRONG_FROM_HERE = "60/hour;200/day"
"""Wrong codes from one network. Of 10^12 codes, with a thousand of them open, one is met in ten thousand years."""


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


@contextmanager
def guessed_slowly(purpose: str, who: UUID | None, network: str) -> Iterator[None]:
    """Count codes that were not found, for whoever asks and for their network, and let nobody ask who had too many."""
    limits = [(WRONG_FROM_HERE, (purpose, network))]
    limits += [(WRONG, (purpose, str(who)))] if who else []
    for limit, key in limits:
        rates.check(limit, *key)
    try:
        yield
    except NotFound:
        for limit, key in limits:
            rates.count(limit, *key)
        raise
