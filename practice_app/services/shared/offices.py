"""What is a moderator's or an administrator's to do, and who may."""

from typing import Any
from uuid import UUID

from sqlmodel import Session, col, select

from practice_app.database import as_system
from practice_app.errors import NotAllowed
from practice_app.locales import msg
from practice_app.models import AuthSession, Role, User
from practice_app.services.shared.access import Permission, require

OFFICES = frozenset({Role.MODERATOR, Role.ADMIN})
"""What nobody becomes by themselves: they see what was reported, and lock people out."""


class SecondFactorFirst(NotAllowed):
    """They may, but this device came in by a password alone, or their account lets it."""

    code = "second_factor_needed"
    title = msg("One thing more")

    def __init__(self) -> None:
        super().__init__(
            msg("Your role here wants a passkey: have one asked for in the settings, and sign in with it.")
        )


def holds_office(user: User) -> bool:
    """Tell whether somebody is a moderator or an administrator."""
    return not OFFICES.isdisjoint(user.roles)


def is_watched(db: Session) -> bool:
    """Tell whether anybody holds an office here, so that what waits for them does not wait for ever."""
    roles: Any = col(User.roles)
    there = (roles.overlap([one.value for one in OFFICES]), col(User.deleted_at).is_(None))
    with as_system(db):
        return db.exec(select(User.id).where(*there, col(User.suspended_at).is_(None)).limit(1)).first() is not None


def require_office(db: Session, who: UUID, device: UUID, *offices: Role) -> None:
    """Let only those go on who hold one of these offices and came in, on this device, by more than a password."""
    user: User = require(db, who, Permission.ACCOUNT_CHANGE, who)
    if OFFICES.intersection(offices).isdisjoint(user.roles):
        raise NotAllowed()
    session: AuthSession = require(db, who, Permission.DEVICE_CHANGE, device)
    if not (user.second_factor and session.two_factors):
        raise SecondFactorFirst()
