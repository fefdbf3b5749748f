"""Lists of keys as settings write them: ``id:base64,id:base64``, the newest first.

The key with the id ``0`` comes from SECRET_KEY. It is always there, at the end unless ``0`` stands elsewhere.
"""

import re
from base64 import b64decode
from typing import Any

DERIVED = "0"
KEY_BYTES = 32
P256_ORDER = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551
"""How many private keys P-256 has, and one."""
_ID = re.compile(r"[A-Za-z0-9_-]{1,16}")


def parsed(value: str) -> dict[str, bytes | None]:
    """Give each key by its id, the newest first; None is the one from SECRET_KEY. What can't be used is a ValueError.

    No message repeats what was given: it may be a key.
    """
    found: dict[str, bytes | None] = {}
    for number, entry in enumerate(filter(None, map(str.strip, value.split(","))), start=1):
        name, _, key = entry.partition(":")
        if not _ID.fullmatch(name) or name in found or (name == DERIVED and entry != DERIVED):
            raise ValueError(f"key number {number} needs an id of its own: 1 to 16 letters or digits, other than 0")
        found[name] = None if name == DERIVED else _decoded(key, number)
    return found if DERIVED in found else found | {DERIVED: None}


def _decoded(key: str, number: int) -> bytes:
    try:
        decoded = b64decode(key.replace("-", "+").replace("_", "/"), validate=True)
    except ValueError:
        decoded = b""
    if len(decoded) != KEY_BYTES:
        raise ValueError(f"key number {number} must be {KEY_BYTES} bytes in base64 (openssl rand -base64 {KEY_BYTES})")
    return decoded


def of_p256(value: str) -> bytes | None:
    """Read a private key of P-256, 32 bytes as base64url; None where it is none."""
    try:
        key = b64decode(value.replace("-", "+").replace("_", "/") + "=" * (-len(value) % 4), validate=True)
    except ValueError:
        return None
    return key if len(key) == KEY_BYTES and 0 < int.from_bytes(key) < P256_ORDER else None


def of_rsa(value: str) -> Any:
    """Read a private key of RSA from PEM, whose ends of lines may be written as backslash and n; None: it is none."""
    from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey
    from cryptography.hazmat.primitives.serialization import load_pem_private_key

    try:
        key = load_pem_private_key(value.replace("\\n", "\n").encode(), password=None)
    except (ValueError, TypeError):
        return None
    return key if isinstance(key, RSAPrivateKey) else None
