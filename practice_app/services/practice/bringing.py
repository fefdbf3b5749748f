"""Sessions from elsewhere, many at once. Their ids are made of what they say: what came before comes to nothing."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import update
from sqlalchemy.dialects.postgresql import insert
from sqlmodel import Session, col, select

from practice_app.models import PracticeSession
from practice_app.models.columns import now
from practice_app.services.practice import history, sessions
from practice_app.services.practice.drafts import SessionDraft
from practice_app.services.shared.access import owned_by
from practice_app.services.shared.limits import quotas


@dataclass(frozen=True)
class Brought:
    """A session as it was written down elsewhere.

    ``played_s``: what was heard there of it, if anything was; ``less_s`` and ``more_s``: by so much that may be off.
    """

    id: UUID
    draft: SessionDraft
    played_s: float | None = None
    less_s: float = 0
    more_s: float = 0


def known(db: Session, who: UUID, ids: list[UUID]) -> set[UUID]:
    """Tell which of these somebody has already, and has not deleted."""
    there = (
        owned_by(who, PracticeSession),
        col(PracticeSession.id).in_(ids),
        col(PracticeSession.deleted_at).is_(None),
    )
    return set(db.exec(select(PracticeSession.id).where(*there)))


def bring(db: Session, who: UUID, brought: list[Brought]) -> set[UUID]:
    """Take sessions in, and tell which are there now that were not; those that are stay as they are.

    What somebody deleted and brings once more is back. Raises ``TooMany`` when there is no room for more.
    """
    if not brought:
        return set()
    added = insert(PracticeSession).on_conflict_do_nothing(index_elements=["id"]).returning(col(PracticeSession.id))
    # Rows beside the statement, not in it: it is made once for all of them then, not anew for each hundred.
    fresh = set(db.scalars(added, [_row(who, one) for one in brought]))
    quotas.check_room(db, who, PracticeSession)
    sessions.write_parts(db, who, {one.id: one.draft for one in reversed(brought) if one.id in fresh})
    there = fresh | _back(db, who, [one.id for one in brought])
    history.changed(db, who, there)
    return there


def _back(db: Session, who: UUID, ids: list[UUID]) -> set[UUID]:
    gone = (
        owned_by(who, PracticeSession),
        col(PracticeSession.id).in_(ids),
        col(PracticeSession.deleted_at).is_not(None),
    )
    back = update(PracticeSession).where(*gone).values(deleted_at=None, updated_at=now())
    return set(db.scalars(back.returning(col(PracticeSession.id))))


def _row(who: UUID, one: Brought) -> dict[str, Any]:
    """Written down when it was played, so that a journal of years does not count as made today."""
    columns = sessions.columns_of(one.draft)
    played = None if one.played_s is None else _within(one.played_s, one.draft)
    doubt = {"less_s": _within(one.less_s, one.draft), "more_s": _within(one.more_s, one.draft)}
    moments = {"created_at": one.draft.ended_at, "updated_at": now()}
    return {"id": one.id, "user_id": who, "played_s": played, **doubt, **columns, **moments}


def _within(seconds: float, draft: SessionDraft) -> float:
    return min(max(0.0, seconds), draft.clock_s)
