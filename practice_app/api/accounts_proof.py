"""Accounts: proving again who one is, before what could cost one the account."""

from fastapi import APIRouter, Request

from practice_app.api.accounts import Body, Text, ToHash
from practice_app.api.accounts_passkeys import OurSite
from practice_app.api.shared.deps import CurrentUser
from practice_app.http.clients import network_of
from practice_app.services.accounts import passkey_entrance, proof
from practice_app.services.accounts.passkey_answers import Used

router = APIRouter(tags=["accounts"])


class ConfirmBody(Body):
    """One's password, or one of one's passkeys that was used just now."""

    password: Text | None = None
    credential: Used | None = None


@router.post("/auth/confirm", status_code=204, dependencies=[ToHash])
def confirm(body: ConfirmBody, who: CurrentUser, request: Request, site: OurSite) -> None:
    """Prove again who one is, by password or passkey: for 15 minutes this device may do what needs a fresh proof."""
    if body.credential is not None:
        return passkey_entrance.confirm(who, body.credential, site, network_of(request))
    return proof.confirm(who, body.password or "", network_of(request))
