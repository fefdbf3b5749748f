"""A second guardian: invited by a code that is typed or followed, and told first whose guardian they become."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import ColumnElement, and_, delete, func, update
from sqlmodel import Session, col, select

from practice_app.database import as_system
from practice_app.errors import Invalid, TooMany
from practice_app.locales import msg
from practice_app.models import AuditKind, ConsentHow, Guardian, GuardianInvite, User
from practice_app.models.columns import now
from practice_app.services.accounts import audit, consents, profiles
from practice_app.services.guardians import pausing
from practice_app.services.shared import codes
from practice_app.services.shared.access import owned_by
from practice_app.services.shared.care import looking_after
from practice_app.services.shared.limits import rates
from practice_app.services.shared.standing import require_grown
from practice_app.settings import get_settings

LIFETIME = timedelta(days=7)
OPEN_AT_ONCE = 5
MOST_GUARDIANS = 6
TRIES = "20/hour"
"""Codes that one person may look up, right or wrong: sixty bits are not guessed."""
LENGTH = 12
PURPOSE = codes.GUARDIAN_CODE
SPENT = msg("This code is too old, was used before, or isn't one. Ask for a new one.")
ENOUGH = msg("Six people look after this child already.")


@dataclass(frozen=True)
class Invite:
    """A code, told once, and the page where it is accepted."""

    code: str
    url: str
    expires_at: datetime


@dataclass(frozen=True)
class Invited:
    """Whose guardian somebody would become, and who asks them."""

    child: str
    invited_by: str


class SpentCode(Invalid):
    """The code was used, is too old, or never was one."""

    code = "spent_link"

    def __init__(self) -> None:
        super().__init__("token", SPENT)


def invite(db: Session, who: UUID, child_id: UUID) -> Invite:
    """Make a code for another grown-up, to be given to them by whoever asks."""
    code = codes.made(LENGTH)
    hashed = codes.hashed(PURPOSE, code)
    made = GuardianInvite(user_id=child_id, invited_by=who, code_hash=hashed, expires_at=now() + LIFETIME)
    with looking_after(db, who, child_id) as child:
        theirs = owned_by(child.id, GuardianInvite)
        db.execute(delete(GuardianInvite).where(theirs, ~_good()))
        if db.exec(select(func.count()).select_from(GuardianInvite).where(theirs)).one() >= OPEN_AT_ONCE:
            raise TooMany(retry_after_s=int(LIFETIME.total_seconds()))
        db.add(made)
    shown = codes.shown(code)
    return Invite(shown, f"{get_settings().mailed_url}/guardians#code={shown}", made.expires_at)


def look(db: Session, who: UUID, code: str) -> Invited:
    """Tell whoever has a code whose guardian they would become; raise ``SpentCode``."""
    _may(db, who)
    with as_system(db):
        found = _found(db, code)
        names = [db.get_one(User, one).display_name for one in (found.user_id, found.invited_by)]
    return Invited(*names)


def accept(db: Session, who: UUID, code: str) -> UUID:
    """Become a child's guardian, agreeing to its account; give the child. Whoever is one already stays one."""
    guardian = _may(db, who)
    with as_system(db):
        found = _found(db, code)
        child = db.get_one(User, found.user_id, with_for_update=True)
        parents = db.exec(select(Guardian.parent_id).where(col(Guardian.child_id) == child.id)).all()
        if who not in parents:
            if len(parents) >= MOST_GUARDIANS:
                raise Invalid("token", ENOUGH)
            _join(db, guardian, child, found)
    return child.id


def _join(db: Session, guardian: User, child: User, found: GuardianInvite) -> None:
    mine = update(GuardianInvite).where(col(GuardianInvite.id) == found.id, col(GuardianInvite.used_at).is_(None))
    if db.execute(mine.values(used_at=now()).returning(col(GuardianInvite.id))).first() is None:
        raise SpentCode()
    db.add(Guardian(parent_id=guardian.id, child_id=child.id))
    consents.give(db, child.id, guardian.id, ConsentHow.ACCEPTING)
    pausing.settle(db, child)
    audit.note(db, child.id, AuditKind.GUARDIAN_JOINED, by=guardian.display_name)
    audit.note(db, guardian.id, AuditKind.CHILD_ADDED)


def _may(db: Session, who: UUID) -> User:
    rates.spend(TRIES, "guardian-code", str(who))
    guardian = profiles.itself(db, who)
    require_grown(guardian)
    return guardian


def _found(db: Session, code: str) -> GuardianInvite:
    hashed = codes.hashed(PURPOSE, code)
    found = db.exec(select(GuardianInvite).where(col(GuardianInvite.code_hash) == hashed, _good())).first()
    if found is None:
        raise SpentCode()
    return found


def _good() -> ColumnElement[bool]:
    return and_(col(GuardianInvite.used_at).is_(None), col(GuardianInvite.expires_at) > now())
