"""Which kept takes can be compared: those of a session with others of the same pieces, and those of a piece."""

from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import exists, func
from sqlalchemy.orm import aliased
from sqlmodel import Session, col, select

from practice_app.models import Piece, PracticeSession, Recording, RecordingStatus, SessionItem
from practice_app.services.comparisons.asking import LONGEST_S
from practice_app.services.shared.access import Permission, require, visible

MOST = 12
MOST_OF_A_PIECE = 100
"""Among which one chooses two: a year ago is what one likes to compare with."""


@dataclass(frozen=True)
class Choice:
    """A kept take that can be chosen; ``started_at`` is when it began, ``offset_s`` after its session."""

    recording_id: str
    session_id: str
    title: str
    started_at: str
    timezone: str
    duration_s: float
    offset_s: float = 0.0


@dataclass(frozen=True)
class Choices:
    """The takes of a session, and those of the same pieces that each of them may lie beside."""

    own: list[Choice] = field(default_factory=list)
    others: list[Choice] = field(default_factory=list)


def choices(db: Session, who: UUID, session_id: UUID) -> Choices:
    """Which takes of this session of theirs can be compared with which."""
    require(db, who, Permission.SESSION_CHANGE, session_id)
    own = [_choice(row) for row in db.execute(_kept(who).where(col(Recording.session_id) == session_id))]
    if not own:
        return Choices()
    mine = aliased(SessionItem)
    pieces = select(mine.piece_id).where(mine.session_id == session_id)
    same = exists().where(col(SessionItem.session_id) == col(PracticeSession.id), col(SessionItem.piece_id).in_(pieces))
    others = _kept(who).where(col(Recording.session_id) != session_id, same)
    return Choices(own, [_choice(row) for row in db.execute(others)])


def takes_of(db: Session, who: UUID, piece_id: UUID, most: int = MOST_OF_A_PIECE) -> list[Choice]:
    """List the kept takes of sessions in which this piece of theirs was worked on, the newest first."""
    require(db, who, Permission.PIECE_CHANGE, piece_id)
    worked = exists().where(
        col(SessionItem.session_id) == col(PracticeSession.id), col(SessionItem.piece_id) == piece_id
    )
    newest = col(PracticeSession.started_at).desc(), col(Recording.offset_s).desc(), col(Recording.id)
    found = db.execute(_kept(who).where(worked).order_by(None).order_by(*newest).limit(most))
    return [_choice(row) for row in found]


def _kept(who: UUID) -> Any:
    """Takes that can be compared, the newest first, with the first piece of their session."""
    title = (
        select(Piece.title)
        .join(SessionItem, col(SessionItem.piece_id) == Piece.id)
        .where(col(SessionItem.session_id) == PracticeSession.id)
        .order_by(col(SessionItem.position))
        .limit(1)
        .scalar_subquery()
    )
    length = func.coalesce(Recording.length_s, Recording.duration_s, 0)
    return (
        select(Recording, PracticeSession.started_at, PracticeSession.timezone, title.label("title"))
        .join(PracticeSession, col(PracticeSession.id) == col(Recording.session_id))
        .where(visible(who, Permission.RECORDING_READ), col(PracticeSession.deleted_at).is_(None))
        .where(col(Recording.keep))
        .where(col(Recording.status) == RecordingStatus.READY, col(Recording.media_deleted_at).is_(None))
        .where(length <= LONGEST_S)
        .order_by(col(PracticeSession.started_at).desc(), col(Recording.offset_s))
        .limit(MOST)
    )


def _choice(row: Any) -> Choice:
    take: Recording = row.Recording
    return Choice(
        str(take.id),
        str(take.session_id),
        row.title or "",
        (row.started_at + timedelta(seconds=take.offset_s)).isoformat(),
        row.timezone,
        take.duration_s or take.length_s or 0.0,
        take.offset_s,
    )
