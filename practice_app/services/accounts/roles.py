"""What somebody is here: student, teacher, parent, several at once, as they say themselves.

What follows from it is asked in one place (``services/shared/access.py``). Moderators and administrators are made by
whoever runs this Woodshed, and so is it confirmed that somebody teaches (``stewards.py``).
"""

from uuid import UUID

from sqlalchemy import update
from sqlmodel import Session, col

from practice_app.database import as_system
from practice_app.errors import Conflict, NotAllowed, NotFound
from practice_app.locales import msg
from practice_app.models import Role, User
from practice_app.models.columns import now
from practice_app.services.accounts import profiles
from practice_app.services.accounts.profiles import ProfileRow

OWN = (Role.STUDENT, Role.TEACHER, Role.PARENT)
"""What one may say of oneself."""


class LastRole(Conflict):
    """Everybody is something."""

    code = "last_role"

    def __init__(self) -> None:
        super().__init__(msg("You need to be something here. Choose another one first."))


def take(db: Session, who: UUID, role: str) -> ProfileRow:
    """Be this as well; who is so already stays so."""
    user = profiles.held(db, who)
    wanted = profiles.clean_role(role)
    if wanted not in user.roles:
        _write(db, user, [*user.roles, wanted])
    return profiles.as_row(user)


def leave(db: Session, who: UUID, role: str) -> ProfileRow:
    """Be this no longer; that it was confirmed that somebody teaches goes with it."""
    user = profiles.held(db, who)
    if role not in user.roles:
        raise NotFound()
    if role not in OWN:
        raise NotAllowed()
    if len(user.roles) == 1:
        raise LastRole()
    _write(db, user, [one for one in user.roles if one != role])
    return profiles.as_row(user)


def put_first(user: User, role: Role, others: list[str]) -> bool:
    """Make somebody this first of all (system transaction); tell whether that is new."""
    wanted = [role.value, *(one for one in others if one != role)]
    changed = wanted != user.roles
    user.roles, user.updated_at = wanted, now() if changed else user.updated_at
    user.teacher_verified_at = user.teacher_verified_at if Role.TEACHER in wanted else None
    return changed


def _write(db: Session, user: User, roles: list[str]) -> None:
    """Nobody but the system writes what somebody is, so that nobody makes themselves an administrator."""
    verified = user.teacher_verified_at if Role.TEACHER in roles else None
    with as_system(db):
        changes = {"roles": roles, "teacher_verified_at": verified, "updated_at": now()}
        db.execute(update(User).where(col(User.id) == user.id).values(**changes))
    db.refresh(user)
