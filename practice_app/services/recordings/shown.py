"""The takes that somebody shows to their teachers, as a list: for whoever reads them, and as that reader sees them."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import or_, select
from sqlalchemy.orm import load_only
from sqlmodel import Session, col

from practice_app.models import (
    Piece,
    PracticeSession,
    Recording,
    RecordingKind,
    RecordingStatus,
    RenditionKind,
    SessionItem,
)
from practice_app.models.recordings import RecordingFailure
from practice_app.services.recordings import playing
from practice_app.services.recordings.renditions import trim_of
from practice_app.services.recordings.rows import OTHERS_S, TOLD
from practice_app.services.shared import storage
from practice_app.services.shared.access import Permission, live, owned_by, visible


@dataclass(frozen=True)
class ShownTake:
    """A take in a list: ``duration_s`` is of what others see, ``title`` the first piece of its session.

    ``poster_url`` expires; a take of sound, and a film of which none was made yet, has none.
    """

    id: UUID
    session_id: UUID
    film: bool
    title: str
    instrument: str
    started_at: datetime
    timezone: str
    shared_at: datetime
    duration_s: float | None
    poster_url: str | None


def shown_takes(
    db: Session, owner: UUID, origin: str = "", *, limit: int, session_id: UUID | None = None
) -> list[ShownTake]:
    """List what ``owner`` shows (of one session, if it is said), the newest first: asked by their reader."""
    shared = (visible(owner, Permission.RECORDING_READ), col(Recording.shared))
    newest = (col(Recording.shared_at).desc(), col(Recording.id).desc())
    query = takes_of(owner).where(*shared).order_by(*newest).limit(limit)
    if session_id:
        query = query.where(col(Recording.session_id) == session_id)
    return [_shown(db, row, origin) for row in db.execute(query)]


def takes_of(owner: UUID) -> Any:
    """Takes that there is something to play of, with their sessions and the first piece of each."""
    title = (
        select(col(Piece.title))
        .join(SessionItem, col(SessionItem.piece_id) == Piece.id)
        .where(col(SessionItem.session_id) == PracticeSession.id)
        .order_by(col(SessionItem.position))
        .limit(1)
        .scalar_subquery()
    )
    silent = (col(Recording.kind) == RecordingKind.VIDEO) & (col(Recording.failure) == RecordingFailure.NOT_AUDIO)
    its_session = (col(PracticeSession.started_at), col(PracticeSession.timezone), col(PracticeSession.instrument))
    return (
        select(Recording, *its_session, title.label("title"))
        .options(load_only(*TOLD, raiseload=True))
        .join(PracticeSession, col(PracticeSession.id) == col(Recording.session_id))
        .where(owned_by(owner, Recording), live(PracticeSession))
        .where(or_(col(Recording.status) == RecordingStatus.READY, silent), col(Recording.media_deleted_at).is_(None))
    )


def _shown(db: Session, row: Any, origin: str) -> ShownTake:
    one: Recording = row.Recording
    film, trim = one.kind == RecordingKind.VIDEO, trim_of(one)
    poster = playing.shared(db, one.id).made.get(RenditionKind.POSTER) if film else None
    return ShownTake(
        id=one.id,
        session_id=one.session_id,
        film=film,
        title=row.title or "",
        instrument=row.instrument,
        started_at=row.started_at,
        timezone=row.timezone,
        shared_at=one.shared_at or one.updated_at,
        duration_s=round(trim.end_s - trim.start_s, 3) if trim else one.duration_s,
        poster_url=storage.play_url(poster.object_key, origin, OTHERS_S) if poster else None,
    )
