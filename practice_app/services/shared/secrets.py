"""Keys from the one SECRET_KEY, and what they do: hash a token, sign a JWT. What encrypts is in `sealing`."""

import hashlib
import hmac
from datetime import datetime, timedelta
from functools import lru_cache
from typing import Any, Final
from uuid import UUID

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import OctKey

from practice_app.models.columns import now
from practice_app.settings import get_settings

AUDIENCE: Final = "woodshed"
"""For whom tokens are: what another program signs under the same key opens nothing here."""


def derived_key(purpose: str) -> bytes:
    """Derive a 256-bit key for one purpose (HKDF, RFC 5869), so that no two uses share one."""
    return _derived(get_settings().secret_key.get_secret_value(), purpose)


@lru_cache
def _derived(secret: str, purpose: str) -> bytes:
    return HKDF(SHA256(), 32, salt=None, info=f"woodshed/{purpose}".encode()).derive(secret.encode())


def keyed_hash(purpose: str, value: bytes) -> bytes:
    """Hash under the key of one purpose (HMAC-SHA-256): who doesn't have the key can't make it."""
    return hmac.digest(derived_key(purpose), value, "sha256")


def same(one: bytes, other: bytes) -> bool:
    """Compare without telling by time where they differ."""
    return hmac.compare_digest(one, other)


def hash_token(token: str) -> bytes:
    """Hash a random token for storage; it has 256 bits of its own, so a plain SHA-256 will do."""
    return hashlib.sha256(token.encode()).digest()


def sign(kind: str, session_id: UUID, lifetime: timedelta, **claims: Any) -> str:
    """Sign a JWT (HS256) of this ``kind`` for a signed-in device."""
    issued: datetime = now()
    claims |= {"sid": str(session_id), "typ": kind, "aud": AUDIENCE, "iat": int(issued.timestamp())}
    claims["exp"] = int((issued + lifetime).timestamp())
    return jwt.encode({"alg": "HS256"}, claims, OctKey.import_key(derived_key("jwt")))


def verify(kind: str, token: str) -> dict[str, Any] | None:
    """Give the claims of a JWT of this ``kind`` that we signed and that is still good; else None."""
    try:
        claims = jwt.decode(token, OctKey.import_key(derived_key("jwt")), algorithms=["HS256"]).claims
        jwt.JWTClaimsRegistry(exp={"essential": True}).validate(claims)
        UUID(claims["sid"])
    except (JoseError, ValueError, KeyError, TypeError):
        return None
    # Those signed before there was an audience have none, and end within a week.
    ours = claims.get("typ") == kind and claims.get("aud", AUDIENCE) == AUDIENCE
    return dict(claims) if ours else None
