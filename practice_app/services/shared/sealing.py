"""What is encrypted in the database: sealed under one of several keys, bound to its row, looked up by a blind index.

A sealed text is ``MAGIC | length of the key's id | key's id | nonce | ciphertext`` (AES-256-GCM). Where it stands,
``table.column|row``, is authenticated with it, so what is moved to another row can't be opened there. Earlier releases
wrote ``nonce | ciphertext``, bound to nothing, under a key of its own; that is read, and written no more.
"""

import hmac
import logging
import os
from functools import lru_cache
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from pydantic import SecretStr

from practice_app import keys
from practice_app.errors import Unavailable
from practice_app.services.shared import secrets
from practice_app.settings import get_settings

log = logging.getLogger(__name__)

MAGIC = b"wsk1"
"""What a nonce of the earlier format begins with once in four thousand million times."""
NONCE_BYTES = 12
EARLIER = "earlier format"
UNKNOWN = "unknown key"


class Unreadable(Unavailable):
    """What is encrypted can't be read with the keys that are set: the operator finds why in the log."""


def seal(plain: str, place: str, row: UUID) -> bytes:
    """Encrypt a short text for one row of ``place`` (``table.column``) under the newest key."""
    name, key = next(iter(_field_keys().items()))
    nonce = os.urandom(NONCE_BYTES)
    return _head(name) + nonce + AESGCM(key).encrypt(nonce, plain.encode(), _bound(place, row))


def opened(sealed: bytes, place: str, row: UUID) -> str:
    """Read what is sealed; raise ``Unreadable`` when its key isn't there, it was changed or belongs elsewhere."""
    name, rest = _parts(sealed)
    key = secrets.derived_key("column") if name == EARLIER else _field_keys().get(name)
    if key is None:
        raise _unreadable(place, row, "FIELD_KEYS has no key with the id that it names")
    try:
        bound = None if name == EARLIER else _bound(place, row)
        return AESGCM(key).decrypt(rest[:NONCE_BYTES], rest[NONCE_BYTES:], bound).decode()
    except (InvalidTag, ValueError):
        why = "its key is another than the one it was encrypted with, or it was changed or moved here"
        raise _unreadable(place, row, f"{why} ({sealed_by(sealed)})") from None


def sealed_by(sealed: bytes) -> str:
    """Tell the id of the key that something is sealed under, as far as it is known here."""
    name, _ = _parts(sealed)
    return name if name == EARLIER or name in _field_keys() else UNKNOWN


def newest() -> tuple[str, str]:
    """Tell the ids of the keys that seal and index from now on."""
    return next(iter(_field_keys())), next(iter(_index_keys()))


def indexes(value: str) -> dict[str, bytes]:
    """Give the blind index of a text under each key, the newest first: 32 bytes each (HMAC-SHA-256)."""
    return {name: hmac.digest(key, value.encode(), "sha256") for name, key in _index_keys().items()}


def index(value: str) -> bytes:
    """Give the blind index that is stored from now on."""
    return next(iter(indexes(value).values()))


def _unreadable(place: str, row: UUID, why: str) -> Unreadable:
    log.error("%s of row %s can't be read: %s", place, row, why)
    return Unreadable()


def _head(name: str) -> bytes:
    return MAGIC + bytes([len(name)]) + name.encode()


def _parts(sealed: bytes) -> tuple[str, bytes]:
    """Give the id of the key that is named, and what comes behind it."""
    if not sealed.startswith(MAGIC):
        return EARLIER, sealed
    start = len(MAGIC) + 1
    end = start + int.from_bytes(sealed[len(MAGIC) : start])
    return sealed[start:end].decode("ascii", "replace"), sealed[end:]


def _bound(place: str, row: UUID) -> bytes:
    return f"{place}|{row}".encode()


def _field_keys() -> dict[str, bytes]:
    return _ring(get_settings().field_keys, secrets.derived_key("field"))


def _index_keys() -> dict[str, bytes]:
    return _ring(get_settings().index_keys, secrets.derived_key("index"))


@lru_cache
def _ring(listed: SecretStr, derived: bytes) -> dict[str, bytes]:
    return {name: key or derived for name, key in keys.parsed(listed.get_secret_value()).items()}
