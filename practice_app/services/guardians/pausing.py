"""What comes of it when nobody agrees any more to a child's account: it pauses at once, and leaves after a time.

Nothing of the child's is lost meanwhile, and whoever looks after it brings it back by agreeing again. Who has grown old
enough to agree themselves is not paused: they are to be handed their account.
"""

from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import ColumnElement, and_, text
from sqlalchemy.orm import aliased
from sqlmodel import Session, col, select

from practice_app import ages
from practice_app.database import system_transaction
from practice_app.models import AuditKind, Consent, Guardian, User
from practice_app.models.columns import now
from practice_app.services.accounts import audit, leaving, signin
from practice_app.services.shared.steps import step

PAUSE = timedelta(days=30)
SOME = 200
"""Accounts looked at in one sweep; the rest has its turn in the next."""


def settle(db: Session, child: User) -> None:
    """Pause a child's account, or let it go on, as those who look after it agree by now (as the system)."""
    db.flush()
    agreed = db.exec(select(User.id).where(col(User.id) == child.id, _agreed())).first()
    if agreed or not ages.under_age(child.birth_year, child.country):
        child.paused_at = None
    elif child.paused_at is None:
        child.paused_at = now()
        audit.note(db, child.id, AuditKind.PAUSED, devices=signin.end_all(db, child.id))


def leaves_at(child: User) -> datetime | None:
    """Tell when an account that is paused begins to leave."""
    return child.paused_at + PAUSE if child.paused_at and child.deleted_at is None else None


@step
def look_after_all() -> None:
    """Pause the accounts of children to which nobody agrees any more, and have leave those that paused long enough."""
    with system_transaction() as db:
        for child in db.exec(select(User).where(*_alone()).limit(SOME).with_for_update()).all():
            settle(db, child)
        for child_id in _long_paused(db):
            leaving.begin(db, child_id)


def _agreed() -> ColumnElement[bool]:
    """Whether a guardian who is there agrees to an account."""
    giver = aliased(User)
    theirs = and_(col(Guardian.child_id) == Consent.user_id, col(Guardian.parent_id) == Consent.given_by)
    given = select(Consent.id).join(Guardian, theirs).join(giver, col(giver.id) == Guardian.parent_id)
    live = (col(Consent.revoked_at).is_(None), col(giver.deleted_at).is_(None))
    return given.where(col(Consent.user_id) == col(User.id), *live).exists()


def _alone() -> tuple[ColumnElement[bool], ...]:
    there = (col(User.paused_at).is_(None), col(User.deleted_at).is_(None), col(User.username).is_not(None))
    return (*there, text(f"NOT {ages.of_age_sql('users')}"), ~_agreed())  # type: ignore[return-value]


def _long_paused(db: Session) -> list[UUID]:
    over = (col(User.paused_at) < now() - PAUSE, col(User.deleted_at).is_(None))
    return list(db.exec(select(User.id).where(*over).limit(SOME)).all())
