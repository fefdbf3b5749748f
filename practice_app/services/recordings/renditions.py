"""Objects in S3 that were made of recordings: written down before they are put there, gone when nothing shows them.

So whatever is in S3 is known here, though a worker dies between two steps. What is replaced stays for a while: somebody
may be playing it.
"""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import delete, text, update
from sqlmodel import Session, col, select

from practice_app.database import system_transaction
from practice_app.errors import Unavailable
from practice_app.models import Recording, Rendition, RenditionKind
from practice_app.models.columns import now
from practice_app.services.shared import storage
from practice_app.services.shared.steps import step

UNPLACED = timedelta(hours=12)
"""So long something may be on its way to its place."""
STAYS = timedelta(hours=1)
"""So long after it was replaced something may still be played."""


@dataclass(frozen=True)
class Trim:
    """From where to where others see a recording, in seconds of it."""

    start_s: float
    end_s: float


def trim_of(recording: Any) -> Trim | None:
    """Tell what others see of a recording; ``None``: all of it."""
    start_s, end_s = recording.trim_start_s, recording.trim_end_s
    return None if start_s is None or end_s is None else Trim(start_s, end_s)


@step
def reserve(recording: Recording, kind: RenditionKind, mime_type: str, about: dict[str, Any], *, cut: bool) -> str:
    """Write down that something will be put into S3, and give its key; ``cut``: it shows what others see."""
    key, trim = storage.random_key(mime_type, "films"), trim_of(recording) if cut else None
    row = Rendition(recording_id=recording.id, user_id=recording.user_id, kind=kind, object_key=key, about=about)
    if trim:
        row.trim_start_s, row.trim_end_s = trim.start_s, trim.end_s
    row.ends_at = now() + UNPLACED
    with system_transaction() as db:
        db.add(row)
    return key


def place(db: Session, *keys: str) -> None:
    """Say that these are in S3, and stay."""
    db.execute(update(Rendition).where(col(Rendition.object_key).in_(keys)).values(ends_at=None))


def replaced(db: Session, recording: Recording, key: str | None) -> None:
    """Say that this is played no more: it goes in an hour."""
    if key:
        row = Rendition(recording_id=recording.id, user_id=recording.user_id, kind=RenditionKind.BEFORE, object_key=key)
        row.ends_at = now() + STAYS
        db.add(row)


@step
def keys_of(recording_id: UUID) -> list[str]:
    """Where all lies that was made of a recording."""
    with system_transaction() as db:
        return list(db.exec(select(Rendition.object_key).where(Rendition.recording_id == recording_id)))


@step
def forget(keys: list[str]) -> None:
    """Write down that these are not in S3 any more."""
    if keys:
        with system_transaction() as db:
            db.execute(delete(Rendition).where(col(Rendition.object_key).in_(keys)))


@step
def sweep(limit: int = 200) -> int:
    """Take out of S3 what nothing shows any more, and tell how much; what S3 can't do now is left for later."""
    moment = now()
    over = select(Rendition.object_key).where(col(Rendition.ends_at) <= moment).order_by(col(Rendition.ends_at))
    with system_transaction() as db:
        db.execute(_HIDDEN, {"moment": moment})
    with system_transaction() as db:
        keys = list(db.exec(over.limit(limit)))
    try:
        storage.delete(*keys)
    except Unavailable:
        return 0
    forget(keys)
    return len(keys)


_HIDDEN = text(
    "UPDATE renditions m SET ends_at = :moment FROM recordings r WHERE r.id = m.recording_id AND m.ends_at IS NULL"
    " AND m.trim_end_s IS NOT NULL"
    " AND (m.trim_start_s, m.trim_end_s) IS DISTINCT FROM (r.trim_start_s, r.trim_end_s)"
)
"""What shows another part of a recording than the one that others see now."""
