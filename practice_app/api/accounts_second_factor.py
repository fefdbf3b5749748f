"""Accounts: more than a password, and the codes for whoever has no passkey at hand."""

from fastapi import APIRouter, Response
from pydantic import BaseModel, ConfigDict

from practice_app.api.accounts import Body
from practice_app.api.shared.deps import CurrentUser, OwnTransaction
from practice_app.services.accounts import second_factor

router = APIRouter(tags=["accounts"])


class SecondFactorBody(Body):
    """Whether more than a password is asked for."""

    on: bool


class SecondFactor(BaseModel):
    """How it stands; ``codes``: new recovery codes, told this once."""

    model_config = ConfigDict(from_attributes=True)

    on: bool
    required: bool
    codes_left: int
    codes: list[str] = []


class Codes(BaseModel):
    """Recovery codes, told this once."""

    codes: list[str]


@router.get("/auth/second-factor")
def get_second_factor(who: CurrentUser, db: OwnTransaction) -> SecondFactor:
    """Tell whether more than a password is asked for, and whether one's role wants that."""
    return SecondFactor.model_validate(second_factor.shown(db, who.id))


@router.put("/auth/second-factor")
def change_second_factor(
    body: SecondFactorBody, who: CurrentUser, db: OwnTransaction, response: Response
) -> SecondFactor:
    """Have a passkey asked for, or let the password do by itself again. Wants a fresh proof."""
    response.headers["Cache-Control"] = "no-store"
    codes: list[str] = []
    if body.on:
        codes = second_factor.turn_on(db, who)
    else:
        second_factor.turn_off(db, who)
    return SecondFactor.model_validate(second_factor.shown(db, who.id)).model_copy(update={"codes": codes})


@router.post("/auth/recovery-codes", status_code=201)
def new_recovery_codes(who: CurrentUser, db: OwnTransaction, response: Response) -> Codes:
    """Make ten new recovery codes; those of before are good no more. Wants a fresh proof."""
    response.headers["Cache-Control"] = "no-store"
    return Codes(codes=second_factor.new_codes(db, who))
