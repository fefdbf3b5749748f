"""Addresses at a CDN, signed as Amazon CloudFront checks them, where the settings name one.

Only reading goes by it: what is sent goes to S3 itself.
"""

from datetime import UTC, datetime, timedelta
from functools import lru_cache

from practice_app import keys
from practice_app.settings import get_settings


def wanted() -> bool:
    """Whether there is one."""
    return bool(get_settings().cdn_url)


def plain(key: str) -> str:
    """Where an object lies there; nobody gets it by this alone."""
    return f"{get_settings().cdn_url}/{key}"


def signed(key: str, lifetime_s: int) -> str:
    """Sign a GET of an object, for so long."""
    settings = get_settings()
    signer = _signer(settings.cdn_key_id, settings.cdn_private_key.get_secret_value())
    until = datetime.now(UTC) + timedelta(seconds=lifetime_s)
    return str(signer.generate_presigned_url(plain(key), date_less_than=until))


@lru_cache(maxsize=2)
def _signer(key_id: str, pem: str):  # type: ignore[no-untyped-def] # botocore says no types
    from botocore.signers import CloudFrontSigner
    from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
    from cryptography.hazmat.primitives.hashes import SHA1

    key = keys.of_rsa(pem)
    return CloudFrontSigner(key_id, lambda message: key.sign(message, PKCS1v15(), SHA1()))  # noqa: S303 - what it checks
