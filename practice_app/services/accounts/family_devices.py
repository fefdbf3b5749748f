"""Tablets that somebody's children share: they end with the sign-ins of whoever set them up."""

from functools import partial
from uuid import UUID

from sqlalchemy import update
from sqlmodel import Session, col, select

from practice_app.database import after_commit, as_system
from practice_app.models import AuthSession, FamilyDevice
from practice_app.models.columns import now
from practice_app.services.shared import events
from practice_app.services.shared.access import owned_by


def end_all(db: Session, who: UUID) -> int:
    """End all that somebody set up, and every sign-in of a child's that began there; tell how many."""
    live = (owned_by(who, FamilyDevice), col(FamilyDevice.revoked_at).is_(None))
    ending = update(FamilyDevice).where(*live).values(revoked_at=now()).returning(col(FamilyDevice.id))
    with as_system(db):
        ended = db.scalars(ending).all()
        begun = (col(AuthSession.family_device).in_(ended), col(AuthSession.revoked_at).is_(None))
        out = update(AuthSession).where(*begun).values(revoked_at=now())
        rows = db.execute(out.returning(col(AuthSession.user_id), col(AuthSession.id))).all() if ended else []
    for child, device in rows:
        after_commit(db, partial(events.signed_out, child, [device]))
    return len(ended)


def living(db: Session, who: UUID) -> int:
    """Tell how many there are."""
    live = (owned_by(who, FamilyDevice), col(FamilyDevice.revoked_at).is_(None))
    return len(db.exec(select(FamilyDevice.id).where(*live)).all())
