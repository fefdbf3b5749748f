"""Accounts: what one is here."""

from typing import Annotated, Literal

from fastapi import APIRouter, Path

from practice_app.api.accounts import Body, Profile
from practice_app.api.shared.deps import CurrentUser, OwnTransaction
from practice_app.services.accounts import roles

router = APIRouter(tags=["accounts"])


class RoleBody(Body):
    """What one is as well."""

    role: Literal["student", "teacher", "parent"]


@router.post("/me/roles")
def take_role(body: RoleBody, who: CurrentUser, db: OwnTransaction) -> Profile:
    """Be a student, a teacher or a parent as well; who is so already stays so."""
    return Profile.model_validate(roles.take(db, who.id, body.role))


@router.delete("/me/roles/{role}", status_code=204)
def leave_role(role: Annotated[str, Path(max_length=20)], who: CurrentUser, db: OwnTransaction) -> None:
    """Be that no longer; the last one can't be left."""
    roles.leave(db, who.id, role)
