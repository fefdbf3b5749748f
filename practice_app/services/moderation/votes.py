"""Votes that the nightly look let count no more: moderators see which, and let them count after all."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlmodel import Session

from practice_app.database import as_system
from practice_app.services import forum, profiles
from practice_app.services.moderation.judging import OFFICES
from practice_app.services.profiles import UserRow
from practice_app.services.shared.offices import require_office


@dataclass(frozen=True)
class ReversalRow:
    """So many votes of one person for another: ``serial``, many in a row, or ``ring``, for each other."""

    id: UUID
    kind: str
    voter: UserRow
    author: UserRow
    votes: int
    at: datetime
    undone_at: datetime | None


def reversals(db: Session, who: UUID, device: UUID, origin: str = "") -> list[ReversalRow]:
    """List what was found lately, the newest first."""
    require_office(db, who, device, *OFFICES)
    with as_system(db):
        found = forum.reversals(db)
        people = profiles.in_short(db, {one for row in found for one in (row.voter_id, row.author_id)}, origin)
    return [
        ReversalRow(one.id, one.kind, people[one.voter_id], people[one.author_id], one.votes, one.at, one.undone_at)
        for one in found
    ]


def restore_votes(db: Session, who: UUID, device: UUID, reversal_id: UUID) -> None:
    """Let those votes count after all; again changes nothing."""
    require_office(db, who, device, *OFFICES)
    with as_system(db):
        forum.undo_reversal(db, reversal_id)
