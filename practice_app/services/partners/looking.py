"""To look for a partner: said, seen, ended."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy.dialects.postgresql import insert
from sqlmodel import Session, col, select

from practice_app.database import as_system
from practice_app.errors import NotAllowed, NotFound
from practice_app.locales import msg
from practice_app.models import Allowed, PartnerProfile, PartnerRequest, User
from practice_app.models.columns import now
from practice_app.services.partners import quiet
from practice_app.services.partners.drafts import PartnerDraft
from practice_app.services.shared.access import Permission, owned_by, require
from practice_app.services.shared.speaking_up import require_voice
from practice_app.services.shared.standing import may_be_public


class GrownFirst(NotAllowed):
    """They are under age, and no guardian allows it."""

    code = "guardian_allows"

    def __init__(self) -> None:
        super().__init__(msg("Partners are for grown-ups. Somebody who looks after you can allow it."))


@dataclass(frozen=True)
class LookingRow:
    """What somebody says who looks, as they see it themselves."""

    looking_for: list[str]
    instruments: list[str]
    level: str
    languages: list[str]
    hours: list[dict[str, Any]]
    timezone: str
    about: str
    contact: str


def mine(db: Session, who: UUID) -> LookingRow:
    """Show what one says oneself; raise ``NotFound`` when one doesn't look, or not any more."""
    may_look(db, who)
    found = own(db, who)
    if found is None:
        raise NotFound()
    return _row(found)


def put(db: Session, who: UUID, draft: PartnerDraft) -> LookingRow:
    """Look for a partner from now on, or say it otherwise."""
    require_voice(db, who)
    user = may_look(db, who)
    told = draft.stored() | {"timezone": draft.timezone or user.timezone, "touched_at": now()}
    made = insert(PartnerProfile).values(user_id=who, **told)
    db.execute(made.on_conflict_do_update(index_elements=["user_id"], set_=told))
    db.expire_all()
    return _row(db.exec(select(PartnerProfile).where(owned_by(who, PartnerProfile))).one())


def stop(db: Session, who: UUID) -> None:
    """Look no more: what one wrote is gone, and with it what was asked and agreed on."""
    if found := db.exec(select(PartnerProfile).where(owned_by(who, PartnerProfile))).first():
        db.delete(found)
        with as_system(db):
            theirs = (col(PartnerRequest.asker_id) == who) | (col(PartnerRequest.asked_id) == who)
            for one in db.exec(select(PartnerRequest).where(theirs)):
                db.delete(one)
            db.flush()


def may_look(db: Session, who: UUID) -> User:
    """Let only those look who are grown, or whose guardian allows it."""
    user: User = require(db, who, Permission.ACCOUNT_CHANGE, who)
    if not may_be_public(user, Allowed.PARTNERS):
        raise GrownFirst()
    return user


def own(db: Session, who: UUID) -> PartnerProfile | None:
    """What somebody says, unless it ended by itself; that they look is noted, once a day."""
    lately = col(PartnerProfile.touched_at) > now() - quiet.AFTER
    found = db.exec(select(PartnerProfile).where(owned_by(who, PartnerProfile), lately)).first()
    if found is not None and found.touched_at < now() - quiet.NOTED_EVERY:
        found.touched_at = now()
    return found


def _row(found: PartnerProfile) -> LookingRow:
    return LookingRow(**{name: getattr(found, name) for name in LookingRow.__dataclass_fields__})
