"""Between two of whom one has blocked the other nothing passes."""

from uuid import UUID

from sqlalchemy import and_, or_, text
from sqlmodel import Session, col, select

from practice_app.models import Block

_ALL_APART = text("SELECT blocker_id, blocked_id FROM block WHERE blocker_id = :who OR blocked_id = :who")


def all_apart(db: Session, who: UUID) -> set[UUID]:
    """Everybody between whom and this person nothing passes (as the system)."""
    return {other for row in db.execute(_ALL_APART, {"who": who}) for other in row} - {who}


def apart(db: Session, one: UUID, other: UUID | None) -> bool:
    """Tell whether one of the two wants nothing to pass between them (as the system)."""
    if other is None:
        return False
    there = and_(col(Block.blocker_id) == one, col(Block.blocked_id) == other)
    back = and_(col(Block.blocker_id) == other, col(Block.blocked_id) == one)
    return db.exec(select(Block.blocker_id).where(or_(there, back))).first() is not None
