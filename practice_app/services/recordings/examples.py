"""Recordings of a teacher's own that homework points to: which there are to choose from, and how one is heard."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import text, tuple_
from sqlmodel import Session, col

from practice_app.errors import NotFound
from practice_app.models import PracticeSession, Recording, RecordingKind
from practice_app.services.recordings import playing
from practice_app.services.recordings.renditions import trim_of
from practice_app.services.recordings.rows import OTHERS_S
from practice_app.services.recordings.shown import takes_of
from practice_app.services.shared import storage
from practice_app.services.shared.access import Permission, visible
from practice_app.services.shared.paging import Key, Page, page, place


@dataclass(frozen=True)
class KeptTake:
    """A recording of one's own that was kept; ``begins_s`` and ``duration_s`` are of what others see of it."""

    id: UUID
    film: bool
    title: str
    instrument: str
    started_at: datetime
    timezone: str
    begins_s: float
    duration_s: float
    mime_type: str


@dataclass(frozen=True)
class Example:
    """How it is heard, by addresses that expire; without ``url`` the part that others see is still being made."""

    recording_id: UUID
    film: bool
    begins_s: float
    duration_s: float | None
    url: str | None
    poster_url: str | None


def kept_takes(db: Session, who: UUID, limit: int, after: str | None = None) -> Page[KeptTake]:
    """List what ``who`` kept, the newest session first."""
    query = _kept(who)
    if key := place(after):
        query = query.where(tuple_(col(PracticeSession.started_at), col(Recording.id)) < (key.moment, key.id))
    newest = query.order_by(col(PracticeSession.started_at).desc(), col(Recording.id).desc()).limit(limit + 1)
    found = [_take(row) for row in db.execute(newest)]
    return page(found, limit, [Key(one.started_at, one.id) for one in found])


def kept(db: Session, who: UUID, ids: Collection[UUID]) -> dict[UUID, KeptTake]:
    """Those of these recordings that ``who`` kept."""
    found = db.execute(_kept(who).where(col(Recording.id).in_(ids))) if ids else ()
    return {row.Recording.id: _take(row) for row in found}


def _kept(who: UUID) -> Any:
    return takes_of(who).where(visible(who, Permission.RECORDING_CHANGE), col(Recording.keep))


def _take(row: Any) -> KeptTake:
    one: Recording = row.Recording
    trim = trim_of(one)
    return KeptTake(
        id=one.id,
        film=one.kind == RecordingKind.VIDEO,
        title=row.title or "",
        instrument=row.instrument,
        started_at=row.started_at,
        timezone=row.timezone,
        begins_s=trim.start_s if trim else 0.0,
        duration_s=round(trim.end_s - trim.start_s if trim else one.duration_s or 0.0, 3),
        mime_type=one.mime_type,
    )


def example(db: Session, assignment_id: UUID, recording_id: UUID, origin: str) -> Example:
    """Tell how a recording is heard that this homework points to; raise ``NotFound`` once it is not there any more."""
    asked = {"homework": assignment_id, "wanted": recording_id}
    found = db.execute(_POINTED_TO, asked).mappings().first()
    if found is None:
        raise NotFound()
    media, trim = playing.told(found), trim_of(found)
    key, poster = media.rendition_key or media.object_key, media.made.get("poster")
    length = trim.end_s - trim.start_s if trim else found["duration_s"]
    lifetime_s = OTHERS_S + round(length or 0)
    return Example(
        recording_id=recording_id,
        film=playing.is_film(found["kind"], key or ""),
        begins_s=trim.start_s if trim else 0.0,
        duration_s=length,
        url=storage.play_url(key, origin, lifetime_s) if key else None,
        poster_url=storage.play_url(poster.object_key, origin, lifetime_s) if poster else None,
    )


_POINTED_TO = text("SELECT * FROM app_homework_take(:homework, :wanted)")
