"""How earlier releases kept an address: under keys from SECRET_KEY alone, bound to no row."""

import hmac
import os

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from practice_app.settings import get_settings


def kept_earlier(email: str) -> tuple[bytes, bytes]:
    """Give what stood in `email_encrypted` and in `email_index`."""
    nonce = os.urandom(12)
    sealed = nonce + AESGCM(_key("column")).encrypt(nonce, email.encode(), None)
    return sealed, hmac.digest(_key("index"), email.encode(), "sha256")


def _key(purpose: str) -> bytes:
    secret = get_settings().secret_key.get_secret_value().encode()
    return HKDF(SHA256(), 32, salt=None, info=f"woodshed/{purpose}".encode()).derive(secret)
