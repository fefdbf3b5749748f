"""Votes that were found not to be about what was written, and do not count."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, Index
from sqlmodel import Field, SQLModel

from practice_app.models.columns import id_column, maybe_moment, moment_now, one_of, person_column


class ForumReversal(SQLModel, table=True):
    """That votes of one person for another do not count, and why (``serial``: many in a row; ``ring``: for each other).

    The votes name it. ``undone_at``: since when they count after all; those cast until then are not found again.
    """

    __tablename__ = "forum_reversals"
    __table_args__ = (
        one_of("kind", ("serial", "ring")),
        CheckConstraint("votes > 0", name="votes"),
        Index("ix_forum_reversals_voter_id", "voter_id"),
        Index("ix_forum_reversals_author_id", "author_id"),
        Index("ix_forum_reversals_at", "at"),
    )

    id: UUID = id_column()
    voter_id: UUID = person_column()
    author_id: UUID = person_column()
    kind: str
    votes: int
    at: datetime = moment_now()
    undone_at: datetime | None = maybe_moment()


def reversal_column() -> UUID | None:
    """Why a vote does not count, where it doesn't."""
    return Field(default=None, foreign_key="forum_reversals.id", ondelete="SET NULL")  # type: ignore[no-any-return]
