"""People as an administrator finds them, and what is done with an account: the same as by command, with their name."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final, Literal
from uuid import UUID

from sqlalchemy import func, or_
from sqlmodel import Session, col, select

from practice_app.database import as_system
from practice_app.errors import Conflict, NotFound
from practice_app.locales import msg
from practice_app.models import Role, Silence, User
from practice_app.models.columns import now
from practice_app.services import accounts
from practice_app.services.accounts import Steward, stewards
from practice_app.services.accounts.profiles import find_by_username
from practice_app.services.shared.access import Permission, require
from practice_app.services.shared.offices import OFFICES, require_office
from practice_app.text import clean_line

MOST_SHOWN: Final = 50
MOST_SIGNS: Final = 200
Which = Literal["all", "teachers", "offices", "suspended"]
DeedName = Literal["verify", "unverify", "suspend", "unsuspend", "moderator", "no_moderator"]


class ByCommand(Conflict):
    """What is not done from a page: one could lock everybody out."""

    code = "by_command"

    def __init__(self) -> None:
        super().__init__(msg("Your own account, and those of administrators, are looked after by command alone."))


@dataclass(frozen=True)
class PersonRow:
    """Somebody with what they are here; no address, and nothing of what they practise."""

    id: UUID
    display_name: str
    roles: list[str]
    verified: bool
    suspended: bool
    silenced: bool
    leaving: bool
    since: datetime


def people(db: Session, who: UUID, device: UUID, asked: str = "", which: Which = "all") -> list[PersonRow]:
    """Find people by a part of their name, their whole address, user name or id; with nothing, the newest."""
    require_office(db, who, device, Role.ADMIN)
    words = clean_line(asked[: MOST_SIGNS * 2])[:MOST_SIGNS]
    with as_system(db):
        found = select(User).where(*_meant(db, words), *_ONLY[which]()).order_by(col(User.created_at).desc())
        rows = db.exec(found.limit(MOST_SHOWN)).all()
        quiet = _silenced(db, [one.id for one in rows])
        return [_as_row(one, one.id in quiet) for one in rows]


def _meant(db: Session, words: str) -> list[Any]:
    if not words:
        return []
    known = accounts.find(db, words) if "@" in words else find_by_username(db, words)
    others = [col(User.id) == known.id] if known else []
    try:
        others.append(col(User.id) == UUID(words))
    except ValueError:
        others.append(col(User.display_name).icontains(words, autoescape=True))
    return [or_(*others)]


_ROLES: Any = col(User.roles)
_ONLY: Final[dict[str, Callable[[], list[Any]]]] = {
    "all": list,
    "teachers": lambda: [_ROLES.contains([Role.TEACHER.value])],
    "offices": lambda: [_ROLES.overlap([one.value for one in OFFICES])],
    "suspended": lambda: [col(User.suspended_at).is_not(None)],
}


def _silenced(db: Session, ids: list[UUID]) -> set[UUID]:
    still = or_(col(Silence.until).is_(None), col(Silence.until) > now())
    query = select(Silence.person_id).where(col(Silence.person_id).in_(ids), col(Silence.ended_at).is_(None), still)
    return set(db.exec(query))


def _as_row(user: User, silenced: bool) -> PersonRow:
    return PersonRow(
        id=user.id,
        display_name=user.display_name,
        roles=list(user.roles),
        verified=user.teacher_verified_at is not None,
        suspended=user.suspended_at is not None,
        silenced=silenced,
        leaving=user.deleted_at is not None,
        since=user.created_at,
    )


def change(db: Session, who: UUID, device: UUID, person: UUID, deed: DeedName) -> bool:
    """Do this with somebody's account; they read it, with the name of who did it. Tell whether anything changed."""
    require_office(db, who, device, Role.ADMIN)
    me: User = require(db, who, Permission.ACCOUNT_CHANGE, who)
    by = Steward.called(me.display_name)
    with as_system(db):
        roles = db.scalar(select(User.roles).where(col(User.id) == person))
        if roles is None:
            raise NotFound()
        if person == who or Role.ADMIN in roles:
            raise ByCommand()
        return DEEDS[deed](db, str(person), by)


def _moderator(db: Session, person: str, by: Steward) -> bool:
    return stewards.grant(db, person, Role.MODERATOR, by)


def _no_moderator(db: Session, person: str, by: Steward) -> bool:
    """They are again first of all what they are besides."""
    roles = db.scalar(select(func.array_remove(User.roles, Role.MODERATOR.value)).where(col(User.id) == UUID(person)))
    return stewards.demote(db, person, Role(roles[0]) if roles else Role.STUDENT, by)


DEEDS: Final[dict[str, Callable[[Session, str, Steward], bool]]] = {
    "verify": stewards.verify,
    "unverify": stewards.unverify,
    "suspend": stewards.suspend,
    "unsuspend": stewards.unsuspend,
    "moderator": _moderator,
    "no_moderator": _no_moderator,
}
