"""What a push says, encrypted so that its device alone can read it (RFC 8291, with ``aes128gcm`` of RFC 8188).

The service that carries it sees how long it is. The example of RFC 8291 is among the tests.
"""

import os
import struct
from typing import Final

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from practice_app.services.notifications.push.keys import point

MOST_BYTES: Final = 3000
"""What every service takes (they promise 4096 of the whole), with room."""
RECORD: Final = 4096
LAST_RECORD: Final = b"\x02"


def encrypted(
    plain: bytes,
    device_key: bytes,
    auth_secret: bytes,
    *,
    salt: bytes | None = None,
    ours: ec.EllipticCurvePrivateKey | None = None,
) -> bytes:
    """Encrypt for a device, by its public key (a point of 65 bytes) and its secret; raise ``ValueError``.

    ``salt`` and ``ours`` are fresh each time; they are given in tests alone.
    """
    if len(plain) > MOST_BYTES:
        raise ValueError("too long for a push")
    salt, ours = salt or os.urandom(16), ours or ec.generate_private_key(ec.SECP256R1())
    shared = ours.exchange(ec.ECDH(), device_point(device_key))
    us = point(ours.public_key())
    secret = _expanded(shared, auth_secret, b"WebPush: info\x00" + device_key + us, 32)
    key = _expanded(secret, salt, b"Content-Encoding: aes128gcm\x00", 16)
    nonce = _expanded(secret, salt, b"Content-Encoding: nonce\x00", 12)
    head = salt + struct.pack("!LB", RECORD, len(us)) + us
    return head + AESGCM(key).encrypt(nonce, plain + LAST_RECORD, None)


def device_point(key: bytes) -> ec.EllipticCurvePublicKey:
    """Read a device's public key; raise ``ValueError`` where it is no point of the curve."""
    return ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), key)


def _expanded(secret: bytes, salt: bytes, info: bytes, length: int) -> bytes:
    return HKDF(SHA256(), length, salt=salt, info=info).derive(secret)
