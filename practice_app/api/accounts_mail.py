"""Accounts, by mail: proving an address, and a new password for whoever forgot theirs."""

from fastapi import APIRouter, Depends, Request, Response

from practice_app.api.accounts import Body, Text, ToHash, forget
from practice_app.api.shared.deps import CurrentUser, not_forged
from practice_app.http.clients import network_of
from practice_app.services.accounts import by_mail

router = APIRouter(tags=["accounts"])


class TokenBody(Body):
    """What a mail's link brought."""

    token: Text


class ForgotBody(Body):
    """Whose password was forgotten."""

    email: Text


class ResetBody(Body):
    """What a mail's link brought, and the new password."""

    token: Text
    new_password: Text


@router.post("/auth/email/verify", status_code=204, dependencies=[Depends(not_forged)])
def verify_email(body: TokenBody, request: Request) -> None:
    """Confirm an e-mail address with the token that was sent there; good once, for three days."""
    by_mail.verify(body.token, network_of(request))


@router.post("/auth/email/resend", status_code=202)
def resend_verification(who: CurrentUser, request: Request) -> None:
    """Send that mail again, to a new address if one waits; nothing is sent where it is confirmed already."""
    by_mail.ask_again(who.id, network_of(request))


@router.post("/auth/password/forgot", status_code=202, dependencies=[Depends(not_forged)])
def forgot_password(body: ForgotBody, request: Request) -> None:
    """Send a link for a new password to this address if anybody has it; the answer is the same either way."""
    by_mail.forgot(body.email, network_of(request))


@router.post("/auth/password/reset", status_code=204, dependencies=[Depends(not_forged), ToHash])
def reset_password(body: ResetBody, request: Request, response: Response) -> None:
    """Set a new password with the token of a mail, good once, for one hour; every device is signed out."""
    by_mail.reset(body.token, body.new_password, network_of(request))
    forget(response)
