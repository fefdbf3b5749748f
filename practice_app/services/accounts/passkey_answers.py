"""What authenticators answer: bounded, read and verified by the webauthn library; whatever is wrong is one refusal.

Nothing is believed of who made an authenticator: its attestation is left unread, so that no certificates of strangers
are parsed. What counts is what the browser signed for: our origin, our challenge, and that it saw its owner (user
verification: a finger, a face, a PIN).
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Annotated, Any, Literal

from pydantic import BaseModel, Field, StringConstraints
from webauthn import verify_authentication_response, verify_registration_response
from webauthn.helpers import base64url_to_bytes, encode_cbor, parse_cbor, parse_client_data_json
from webauthn.helpers.structs import (
    AuthenticationCredential,
    AuthenticatorAssertionResponse,
    AuthenticatorAttestationResponse,
    CredentialDeviceType,
    RegistrationCredential,
)

TRANSPORTS = ("usb", "nfc", "ble", "smart-card", "internal", "cable", "hybrid")


def _base64url(longest: int) -> Any:
    return StringConstraints(max_length=longest, pattern=r"^[A-Za-z0-9_-]*$")


Identifier = Annotated[str, _base64url(1364)]
ClientData = Annotated[str, _base64url(4000)]
Data = Annotated[str, _base64url(16_000)]
Word = Annotated[str, StringConstraints(max_length=40)]


@dataclass(frozen=True)
class Site:
    """As what browsers know this Woodshed: its name for authenticators, and the origin of its pages."""

    rp_id: str
    origin: str


class Attested(BaseModel):
    """What a new key comes with, in the browser's own form."""

    clientDataJSON: ClientData  # noqa: N815
    attestationObject: Data  # noqa: N815
    transports: Annotated[list[Word], Field(max_length=20)] = []


class Made(BaseModel):
    """A passkey that was made just now, as ``PublicKeyCredential.toJSON`` writes it."""

    id: Identifier
    rawId: Identifier  # noqa: N815
    type: Literal["public-key"]
    response: Attested


class Asserted(BaseModel):
    """What was signed with a key, in the browser's own form."""

    clientDataJSON: ClientData  # noqa: N815
    authenticatorData: Data  # noqa: N815
    signature: Data
    userHandle: Annotated[str, _base64url(128)] | None = None  # noqa: N815


class Used(BaseModel):
    """A passkey that was used just now, as ``PublicKeyCredential.toJSON`` writes it."""

    id: Identifier
    rawId: Identifier  # noqa: N815
    type: Literal["public-key"]
    response: Asserted


class Refused(ValueError):
    """It is no answer to what was asked."""


@dataclass(frozen=True)
class NewKey:
    """What is kept of a passkey."""

    credential_id: bytes
    public_key: bytes
    sign_count: int
    transports: list[str]
    synced: bool


def challenge_of(answer: Made | Used) -> bytes:
    """Read which challenge was answered; raise ``Refused`` when nothing can be read."""
    with _refusing():
        return parse_client_data_json(base64url_to_bytes(answer.response.clientDataJSON)).challenge


def named_by(answer: Used) -> tuple[bytes, bytes]:
    """Read which key was used, and of whom, as far as it says; raise ``Refused`` when nothing can be read."""
    with _refusing():
        return base64url_to_bytes(answer.rawId), base64url_to_bytes(answer.response.userHandle or "")


def read_made(answer: Made, challenge: bytes, site: Site) -> NewKey:
    """Give the key that was made for this challenge, here, by its verified owner; else raise ``Refused``."""
    told = answer.response
    with _refusing():
        response = AuthenticatorAttestationResponse(
            client_data_json=base64url_to_bytes(told.clientDataJSON), attestation_object=_unattested(told)
        )
        found = verify_registration_response(
            credential=RegistrationCredential(id=answer.id, raw_id=base64url_to_bytes(answer.rawId), response=response),
            expected_challenge=challenge,
            expected_rp_id=site.rp_id,
            expected_origin=site.origin,
            require_user_verification=True,
        )
        if base64url_to_bytes(answer.rawId) != found.credential_id:
            raise Refused()
    synced = found.credential_device_type == CredentialDeviceType.MULTI_DEVICE
    transports = [one for one in TRANSPORTS if one in told.transports]
    return NewKey(found.credential_id, found.credential_public_key, found.sign_count, transports, synced)


def _unattested(told: Attested) -> bytes:
    """What the authenticator says of the key, without what its maker says of the authenticator."""
    whole = parse_cbor(base64url_to_bytes(told.attestationObject))
    return encode_cbor({"fmt": "none", "attStmt": {}, "authData": whole["authData"]})


def read_used(answer: Used, challenge: bytes, site: Site, public_key: bytes) -> int:
    """Give how often the key that signed this challenge was used, as it says; raise ``Refused`` for all else."""
    told = answer.response
    with _refusing():
        response = AuthenticatorAssertionResponse(
            client_data_json=base64url_to_bytes(told.clientDataJSON),
            authenticator_data=base64url_to_bytes(told.authenticatorData),
            signature=base64url_to_bytes(told.signature),
        )
        raw_id = base64url_to_bytes(answer.rawId)
        found = verify_authentication_response(
            credential=AuthenticationCredential(id=answer.id, raw_id=raw_id, response=response),
            expected_challenge=challenge,
            expected_rp_id=site.rp_id,
            expected_origin=site.origin,
            credential_public_key=public_key,
            credential_current_sign_count=0,  # looked at where it is written, under its lock
            require_user_verification=True,
        )
    return found.new_sign_count


@contextmanager
def _refusing() -> Iterator[None]:
    """A stranger sends what they like, and the library has an exception for each part of it, some of Python's own."""
    try:
        yield
    except Exception as error:
        raise Refused() from error
