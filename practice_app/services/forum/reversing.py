"""Each night votes that are not about what was written stop to count; everything is noted, and can be undone.

The votes stay, with a note of why they do not count: reputation, which is counted from votes, follows by itself, and
undoing is taking the note away. Whoever cast them is told; whom they were for may know nothing of it.
"""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

from sqlalchemy import text, update
from sqlmodel import Session, col, select

from practice_app.database import system_transaction
from practice_app.errors import NotFound
from practice_app.models import ForumReversal, ForumVote, LogEntry, NotificationKind, Rule
from practice_app.models.columns import now
from practice_app.services.forum.fairness import LOOKED_AT, OFTEN, Cast, Finding, unfair
from practice_app.services.shared.steps import step
from practice_app.services.shared.telling import tell

MOST_VOTES: Final = 200_000
MOST_SHOWN: Final = 100


@dataclass(frozen=True)
class Reversed:
    """How many votes of how many people for others stopped to count."""

    pairs: int
    votes: int


@step
def reverse_unfair_votes() -> Reversed:
    """Look at the votes of the last thirty days; those that are not about what was written count no more."""
    with system_transaction() as db:
        db.execute(text("SELECT pg_advisory_xact_lock(hashtext('forum_reversals'))"))
        since = now() - LOOKED_AT
        casts = [Cast(*row) for row in db.execute(_NEAR, {"since": since, "often": OFTEN, "most": MOST_VOTES})]
        active = db.scalar(_ACTIVE, {"since": since}) or 0
        found = unfair(casts, active)
        for one in found:
            _reverse(db, one)
        count_anew(db, [vote for one in found for vote in one.votes])
    return Reversed(len(found), sum(len(one.votes) for one in found))


def _reverse(db: Session, found: Finding) -> None:
    noted = ForumReversal(voter_id=found.voter, author_id=found.author, kind=found.kind, votes=len(found.votes))
    db.add(noted)
    db.flush()
    db.execute(update(ForumVote).where(col(ForumVote.id).in_(found.votes)).values(reversal_id=noted.id))
    db.add(LogEntry(kind="votes", action="reversed", rule=Rule.OTHER))
    tell(db, found.voter, NotificationKind.REPORT_HANDLED, str(noted.id), words="votes_reversed")


def undo(db: Session, reversal_id: UUID) -> ForumReversal:
    """Let those votes count after all (as the system); again changes nothing. Raises ``NotFound``."""
    noted = db.get(ForumReversal, reversal_id, with_for_update=True)
    if noted is None:
        raise NotFound()
    theirs = select(ForumVote.id).where(col(ForumVote.reversal_id) == reversal_id)
    votes = list(db.exec(theirs))
    if noted.undone_at is None:
        noted.undone_at = now()
        db.add(LogEntry(kind="votes", action="restored", rule=Rule.OTHER))
    db.execute(update(ForumVote).where(col(ForumVote.id).in_(votes)).values(reversal_id=None))
    count_anew(db, votes)
    return noted


def newest(db: Session) -> list[ForumReversal]:
    """List what was found lately (as the system)."""
    return list(db.exec(select(ForumReversal).order_by(col(ForumReversal.at).desc()).limit(MOST_SHOWN)))


def count_anew(db: Session, votes: Collection[UUID]) -> None:
    """Count what these votes are about anew (as the system); whoever votes meanwhile is waited for."""
    for locked, counted in _COUNTED:
        db.execute(locked, {"votes": list(votes)})
        db.execute(counted, {"votes": list(votes)})


def _counted(table: str, about: str) -> tuple[Any, Any]:
    return tuple(text(one.replace("{table}", table).replace("{about}", about)) for one in (_LOCKED, _SUMMED))  # type: ignore[return-value]


_LOCKED: Final = """
    SELECT id FROM {table} WHERE id IN (SELECT {about} FROM forum_votes WHERE id = ANY (CAST(:votes AS uuid[])))
     ORDER BY id FOR NO KEY UPDATE
"""
_SUMMED: Final = """
    UPDATE {table} t SET score = (
        SELECT coalesce(sum(v.value), 0) FROM forum_votes v WHERE v.{about} = t.id AND v.reversal_id IS NULL)
     WHERE id IN (SELECT {about} FROM forum_votes WHERE id = ANY (CAST(:votes AS uuid[])))
"""
_COUNTED: Final = (_counted("forum_posts", "post_id"), _counted("forum_comments", "comment_id"))
_ACTIVE: Final = text("SELECT count(DISTINCT voter_id) FROM forum_votes WHERE at > :since")
_NEAR: Final = text(
    """
    WITH recent AS MATERIALIZED (
        SELECT v.id, v.voter_id, coalesce(p.author_id, c.author_id) AS author_id,
               coalesce(v.post_id, c.post_id) AS thread, v.value, v.at
          FROM forum_votes v LEFT JOIN forum_posts p ON p.id = v.post_id
          LEFT JOIN forum_comments c ON c.id = v.comment_id
         WHERE v.at > :since AND v.reversal_id IS NULL),
    often AS (SELECT voter_id, author_id FROM recent GROUP BY 1, 2 HAVING count(*) >= :often),
    people AS (SELECT voter_id AS id FROM often UNION SELECT author_id FROM often)
    SELECT r.id, r.voter_id, r.author_id, r.thread, r.value, r.at FROM recent r
     WHERE (r.voter_id IN (SELECT id FROM people) OR r.author_id IN (SELECT id FROM people))
       AND NOT EXISTS (SELECT 1 FROM forum_reversals u WHERE u.voter_id = r.voter_id AND u.author_id = r.author_id
                          AND u.undone_at >= r.at)
     ORDER BY r.at DESC LIMIT :most
    """
)
"""Votes of and for people between whom there are many; of more than anybody could cast, the newest."""
