"""Between two of whom one has blocked the other nothing passes."""

from uuid import UUID

from sqlalchemy import and_, or_
from sqlmodel import Session, col, select

from practice_app.models import Block


def all_apart(db: Session, who: UUID) -> set[UUID]:
    """Everybody between whom and this person nothing passes (as the system)."""
    rows = db.exec(select(Block).where(or_(col(Block.blocker_id) == who, col(Block.blocked_id) == who))).all()
    return {other for row in rows for other in (row.blocker_id, row.blocked_id)} - {who}


def apart(db: Session, one: UUID, other: UUID | None) -> bool:
    """Tell whether one of the two wants nothing to pass between them (as the system)."""
    if other is None:
        return False
    there = and_(col(Block.blocker_id) == one, col(Block.blocked_id) == other)
    back = and_(col(Block.blocker_id) == other, col(Block.blocked_id) == one)
    return db.exec(select(Block.blocker_id).where(or_(there, back))).first() is not None
