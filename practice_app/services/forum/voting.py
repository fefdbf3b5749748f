"""Votes: one for each person and thing, changed and taken back as they like; never for what is one's own.

One's own row is written, then the thing's is locked and its sum counted anew: however many vote at once, it is exact,
and nobody waits for more of others than their count.
"""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import delete, func, select, update
from sqlalchemy.dialects.postgresql import insert
from sqlmodel import Session, col

from practice_app.database import as_system
from practice_app.errors import Conflict, NotAllowed
from practice_app.ids import new_id
from practice_app.locales import msg
from practice_app.models import ForumComment, ForumPost, ForumVote
from practice_app.models.columns import now
from practice_app.services.shared.access import Permission, require
from practice_app.services.shared.limits import rates

LIMIT = "60/minute;600/hour"


@dataclass
class Own(Conflict):
    """It is their own."""

    code = "own"
    detail: str = msg("This is your own. Let others say what they think of it.")


@dataclass(frozen=True)
class VotedRow:
    """What everybody together thinks of it, and what oneself does."""

    score: int
    my_vote: int


def vote_for_post(db: Session, who: UUID, post_id: UUID, value: int) -> VotedRow:
    """Say what one thinks of a post; 0 takes it back."""
    found = require(db, who, Permission.POST_READ, post_id)
    if found.published_at is None:
        raise NotAllowed()
    return _vote(db, who, found, "post_id", value)


def vote_for_comment(db: Session, who: UUID, comment_id: UUID, value: int) -> VotedRow:
    """Say what one thinks of a comment."""
    return _vote(db, who, require(db, who, Permission.REMARK_READ, comment_id), "comment_id", value)


def _vote(db: Session, who: UUID, found: ForumPost | ForumComment, about: str, value: int) -> VotedRow:
    if found.author_id == who:
        raise Own()
    rates.spend(LIMIT, "vote", str(who))
    thing: Any = type(found)
    with as_system(db):
        _write(db, who, about, found.id, value)
        db.execute(select(thing.id).where(thing.id == found.id).with_for_update(key_share=True))
        counts = (getattr(ForumVote, about) == found.id, col(ForumVote.reversal_id).is_(None))
        total = select(func.coalesce(func.sum(ForumVote.value), 0)).where(*counts)
        counted = update(thing).where(thing.id == found.id).values(score=total.scalar_subquery()).returning(thing.score)
        score = db.scalar(counted.execution_options(synchronize_session=False))
    return VotedRow(int(score or 0), value)


def _write(db: Session, who: UUID, about: str, identity: UUID, value: int) -> None:
    column = col(getattr(ForumVote, about))
    if value == 0:
        db.execute(delete(ForumVote).where(column == identity, col(ForumVote.voter_id) == who))
        return
    row = {"id": new_id(), "voter_id": who, about: identity, "value": value, "at": now()}
    made = insert(ForumVote).values(row)
    db.execute(
        made.on_conflict_do_update(
            index_elements=[about, "voter_id"], index_where=column.is_not(None), set_={"value": value, "at": now()}
        )
    )
