"""By which key push services know us (VAPID, RFC 8292): of the settings, or made from ``SECRET_KEY`` as others are."""

from datetime import timedelta
from functools import lru_cache
from typing import Final
from urllib.parse import urlsplit

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from joserfc import jwt
from joserfc.jwk import ECKey

from practice_app.keys import P256_ORDER
from practice_app.models.columns import now
from practice_app.services.notifications.push.base64url import decoded, encoded
from practice_app.services.shared.secrets import derived_key
from practice_app.settings import get_settings

LIFETIME: Final = timedelta(hours=12)


def private_key() -> ec.EllipticCurvePrivateKey:
    """Our key; the same in every process, and after every start."""
    given = get_settings().vapid_private_key.get_secret_value()
    secret = decoded(given) if given else derived_key("vapid") + derived_key("vapid, more of it")
    return _made(secret)


@lru_cache
def _made(secret: bytes) -> ec.EllipticCurvePrivateKey:
    number = int.from_bytes(secret)
    return ec.derive_private_key(number if len(secret) == 32 else number % (P256_ORDER - 1) + 1, ec.SECP256R1())


def public_key() -> str:
    """What a browser subscribes with (`applicationServerKey`), base64url."""
    return encoded(point(private_key().public_key()))


def point(key: ec.EllipticCurvePublicKey) -> bytes:
    """Write a public key as its point, 65 bytes."""
    return key.public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)


def authorization(endpoint: str) -> str:
    """Say to the service of this endpoint who sends."""
    parts = urlsplit(endpoint)
    claims = {
        "aud": f"{parts.scheme}://{parts.netloc}",
        "exp": int((now() + LIFETIME).timestamp()),
        "sub": get_settings().mailed_url,
    }
    signed = jwt.encode({"typ": "JWT", "alg": "ES256"}, claims, ECKey.import_key(private_key()), algorithms=["ES256"])
    return f"vapid t={signed}, k={public_key()}"
