"""Accounts: proving again who one is, before what could cost one the account."""

from fastapi import APIRouter, Request

from practice_app.api.accounts import Body, Text, ToHash
from practice_app.api.shared.deps import CurrentUser
from practice_app.http.clients import network_of
from practice_app.services.accounts import proof

router = APIRouter(tags=["accounts"])


class ConfirmBody(Body):
    """One's password."""

    password: Text


@router.post("/auth/confirm", status_code=204, dependencies=[ToHash])
def confirm(body: ConfirmBody, who: CurrentUser, request: Request) -> None:
    """Prove again who one is; for 15 minutes, on this device, what answers 403 `sign_in_again` is then done."""
    proof.confirm(who, body.password, network_of(request))
