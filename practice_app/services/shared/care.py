"""Whom somebody looks after: what a guardian does with the account of a child goes by here."""

from collections.abc import Iterator
from contextlib import contextmanager
from uuid import UUID

from sqlalchemy import ColumnElement
from sqlmodel import Session, col, select

from practice_app.database import as_system
from practice_app.errors import NotFound
from practice_app.models import Guardian, User


@contextmanager
def looking_after(db: Session, who: UUID, child: UUID) -> Iterator[User]:
    """Go on as the system, with the account of a child whose guardian ``who`` is; afterwards as themselves again.

    Raises ``NotFound`` for anybody else. A guardian is no owner, and the child itself is none of its guardians: what is
    written is written by the verb that asks. Also of a child that is leaving, which nobody else finds any more.
    """
    with as_system(db):
        if db.scalar(select(col(Guardian.child_id)).where(in_care_of(who), col(Guardian.child_id) == child)) is None:
            raise NotFound()
        yield db.get_one(User, child, with_for_update=True, populate_existing=True)
        db.flush()


def in_care_of(who: UUID) -> ColumnElement[bool]:
    """Which facts say whom somebody looks after."""
    return col(Guardian.parent_id) == who
