"""Accounts: proving again who one is, and what needs that: moving to a new address."""

from datetime import datetime

from fastapi import APIRouter, Request
from pydantic import BaseModel, ConfigDict

from practice_app.api.accounts import Body, Text, ToHash
from practice_app.api.accounts_passkeys import OurSite
from practice_app.api.shared.deps import CurrentUser, OwnTransaction
from practice_app.http.clients import network_of
from practice_app.services.accounts import new_address, passkey_entrance, profiles, proof
from practice_app.services.accounts.passkey_answers import Used

router = APIRouter(tags=["accounts"])


class ConfirmBody(Body):
    """One's password, or one of one's passkeys that was used just now."""

    password: Text | None = None
    credential: Used | None = None


class EmailBody(Body):
    """A new address, and the password unless somebody has just proved who they are."""

    email: Text
    password: Text | None = None


class NewAddress(BaseModel):
    """A new address whose mail was not answered yet."""

    model_config = ConfigDict(from_attributes=True)

    email: str
    expires_at: datetime


class Email(BaseModel):
    """One's address, and the one it is to be."""

    email: str | None
    verified: bool
    waiting: NewAddress | None


@router.post("/auth/confirm", status_code=204, dependencies=[ToHash])
def confirm(body: ConfirmBody, who: CurrentUser, request: Request, site: OurSite) -> None:
    """Prove again who one is, by password or passkey: for 15 minutes this device may do what needs a fresh proof."""
    if body.credential is not None:
        return passkey_entrance.confirm(who, body.credential, site, network_of(request))
    return proof.confirm(who, body.password or "", network_of(request))


@router.get("/me/email")
def email(who: CurrentUser, db: OwnTransaction) -> Email:
    """Tell one's address, and which new one waits for its mail to be answered."""
    profile, found = profiles.profile(db, who.id), new_address.waiting(db, who.id)
    waiting = NewAddress.model_validate(found) if found else None
    return Email(email=profile.email, verified=profile.email_verified, waiting=waiting)


@router.post("/me/email", status_code=202, dependencies=[ToHash])
def change_email(body: EmailBody, who: CurrentUser, request: Request) -> None:
    """Ask for a new address. A mail there has a token for `/auth/email/verify`; the old address is told."""
    new_address.ask(who, body.email, body.password, network_of(request))


@router.delete("/me/email/waiting", status_code=204)
def keep_email(who: CurrentUser, db: OwnTransaction) -> None:
    """Stay with the address that one has."""
    new_address.take_back(db, who.id)
