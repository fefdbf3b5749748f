"""Base64 as browsers write keys: in the alphabet of addresses, with no padding."""

import base64


def encoded(value: bytes) -> str:
    """Write bytes."""
    return base64.urlsafe_b64encode(value).rstrip(b"=").decode()


def decoded(text: str) -> bytes:
    """Read them, padded or not; raise ``ValueError`` for what is none."""
    plain = text.rstrip("=")
    return base64.b64decode(plain + "=" * (-len(plain) % 4), altchars=b"-_", validate=True)
