"""Between two of whom one has blocked the other nothing passes."""

from uuid import UUID

from sqlalchemy import and_, or_
from sqlmodel import Session, col, select

from practice_app.models import Block


def apart(db: Session, one: UUID, other: UUID | None) -> bool:
    """Tell whether one of the two wants nothing to pass between them (as the system)."""
    if other is None:
        return False
    there = and_(col(Block.blocker_id) == one, col(Block.blocked_id) == other)
    back = and_(col(Block.blocker_id) == other, col(Block.blocked_id) == one)
    return db.exec(select(Block.blocker_id).where(or_(there, back))).first() is not None
