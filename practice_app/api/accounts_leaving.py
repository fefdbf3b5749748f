"""Accounts: leaving, and coming back."""

from datetime import datetime

from fastapi import APIRouter, Request, Response
from pydantic import BaseModel

from practice_app.api.accounts import Body, Text, ToHash, forget
from practice_app.api.shared.deps import CurrentUser, EvenLeaving
from practice_app.http.clients import network_of
from practice_app.services.accounts import leaving

router = APIRouter(tags=["accounts"])


class LeaveBody(Body):
    """One's password; without it, a proof of a moment ago is asked for."""

    password: Text | None = None


class Leaves(BaseModel):
    """When the account is erased."""

    deletes_at: datetime


@router.delete("/me", status_code=202, dependencies=[ToHash])
def leave(who: CurrentUser, request: Request, response: Response, body: LeaveBody | None = None) -> Leaves:
    """Leave: signed out everywhere and hidden from everybody at once, erased after 14 days in which one can return."""
    password = body.password if body else None
    deletes_at = leaving.leave(who, password, network_of(request))
    forget(response)
    return Leaves(deletes_at=deletes_at)


@router.post("/me/restore", status_code=204)
def restore(who: EvenLeaving) -> None:
    """Come back before the account is erased; everything is as it was."""
    leaving.restore(who)
