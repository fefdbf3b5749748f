"""Devices that have signed in to an account before: strangers' wrong guesses elsewhere don't count against them.

A device carries a list of proofs in a cookie, one for each account that signed in on it, the latest first. A proof is a
random number and its keyed hash together with the account's id; it opens nothing and names nobody. (OWASP, "Slow Down
Online Guessing Attacks with Device Cookies".)
"""

import os
from base64 import urlsafe_b64decode, urlsafe_b64encode
from datetime import timedelta
from uuid import UUID

from practice_app.services.shared import secrets

COOKIE = "woodshed_device"
LIFETIME = timedelta(days=365)
MOST = 6
"""Accounts that one device remembers: a family's."""
ANYBODY = UUID(int=0)
"""Whose proof says that somebody signed in on this device at all."""
NUMBER_BYTES, HASH_BYTES = 12, 24
_PROOF_SIGNS = (NUMBER_BYTES + HASH_BYTES) * 4 // 3


def number_for(user_id: UUID, cookie: str) -> str:
    """Tell the number by which this device is known to an account; empty when it isn't."""
    numbers = (_number(proof, user_id) for proof in _proofs(cookie))
    return next((number.hex() for number in numbers if number), "")


def known(cookie: str) -> str:
    """Tell the number of a device on which somebody, whoever it was, signed in before; empty where nobody did."""
    return number_for(ANYBODY, cookie)


def with_proof(user_id: UUID, cookie: str) -> str:
    """Give the cookie of a device that has signed in to this account just now."""
    before = _proofs(cookie)
    anybodys = [proof for proof in before if _number(proof, ANYBODY)][:1] or [_made(ANYBODY)]
    others = [proof for proof in before if not _number(proof, user_id) and proof not in anybodys]
    return ".".join([_made(user_id), *others][:MOST] + anybodys)


def _made(user_id: UUID) -> str:
    number = os.urandom(NUMBER_BYTES)
    return urlsafe_b64encode(number + _hash(number, user_id)).decode()


def _proofs(cookie: str) -> list[str]:
    most = MOST + 1
    found = cookie.split(".", most)[:most] if cookie.isascii() else []
    return [proof for proof in found if len(proof) == _PROOF_SIGNS]


def _number(proof: str, user_id: UUID) -> bytes:
    try:
        told = urlsafe_b64decode(proof)
    except ValueError:
        return b""
    number, told_hash = told[:NUMBER_BYTES], told[NUMBER_BYTES:]
    return number if secrets.same(told_hash, _hash(number, user_id)) else b""


def _hash(number: bytes, user_id: UUID) -> bytes:
    return secrets.keyed_hash("device", number + user_id.bytes)[:HASH_BYTES]
