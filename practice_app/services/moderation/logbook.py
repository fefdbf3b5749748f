"""What moderators did, for everybody to read: when, about what kind of thing, by which rule; nobody's name."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import tuple_
from sqlmodel import Session, col, select

from practice_app.models import LogEntry
from practice_app.services.shared import paging
from practice_app.services.shared.paging import Key, Page


@dataclass(frozen=True)
class LogRow:
    """One thing that was done. ``days``: for so long, where it ends by itself."""

    id: UUID
    at: datetime
    kind: str
    action: str
    rule: str
    days: int | None


def shown(db: Session, *, limit: int = paging.DEFAULT_LIMIT, after: str | None = None) -> Page[LogRow]:
    """List what was done, the newest first (as the system)."""
    query = select(LogEntry)
    if place := paging.place(after):
        query = query.where(tuple_(col(LogEntry.at), col(LogEntry.id)) < (place.moment, place.id))
    newest = (col(LogEntry.at).desc(), col(LogEntry.id).desc())
    found = db.exec(query.order_by(*newest).limit(limit + 1)).all()
    rows = [LogRow(one.id, one.at, one.kind, one.action, one.rule, one.days) for one in found]
    return paging.page(rows, limit, [Key(one.at, one.id) for one in found])
