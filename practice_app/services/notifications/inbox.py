"""What somebody was told: the newest first, how much of it is unread, and that it was read."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from typing import Any, Final
from uuid import UUID

from sqlalchemy import CursorResult, delete, func, tuple_, update
from sqlmodel import Session, col, select

from practice_app.database import after_commit, as_system, system_transaction
from practice_app.locales import msg
from practice_app.models import Notification, User
from practice_app.models.columns import now
from practice_app.services import profiles
from practice_app.services.profiles import UserRow
from practice_app.services.shared import paging
from practice_app.services.shared.access import owned_by
from practice_app.services.shared.events import notified
from practice_app.services.shared.paging import Key, Page
from practice_app.services.shared.steps import step
from practice_app.services.shared.telling import SENTENCES, UNKNOWN

MOST_COUNTED: Final = 100
"""More than so many unread ones are not counted: a bell shows 99+."""
STAYS: Final = timedelta(days=180)
SOMEBODY: Final = msg("Somebody")


@dataclass(frozen=True)
class Told:
    """One thing somebody was told. ``sentence`` is a message id whose places ``values`` fills; of these, those in
    ``ours`` are message ids themselves. ``actor``: whose deed it was, if it was somebody else's who is still there."""

    id: UUID
    kind: str
    at: datetime
    read_at: datetime | None
    sentence: str
    values: dict[str, Any]
    path: str
    actor: UserRow | None = None


OURS: Final = frozenset({"title"})
"""Places that are filled with words of ours, which have a translation."""


def inbox(
    db: Session,
    who: UUID,
    *,
    unread: bool = False,
    limit: int = paging.DEFAULT_LIMIT,
    after: str | None = None,
    origin: str = "",
) -> Page[Told]:
    """List what somebody was told, the newest first; with ``unread`` what they haven't read."""
    query = select(Notification).where(owned_by(who, Notification), col(Notification.shown))
    if unread:
        query = query.where(col(Notification.read_at).is_(None))
    if place := paging.place(after):
        query = query.where(tuple_(col(Notification.at), col(Notification.id)) < (place.moment, place.id))
    newest = (col(Notification.at).desc(), col(Notification.id).desc())
    rows = db.exec(query.order_by(*newest).limit(limit + 1)).all()
    return paging.page(as_told(db, rows, origin), limit, [Key(row.at, row.id) for row in rows])


def as_told(db: Session, rows: Sequence[Notification], origin: str = "") -> list[Told]:
    """Show rows as what they tell, with the people whose deeds they were."""
    people = _people(db, {row.done_by for row in rows if row.done_by}, origin)
    return [_told(row, people) for row in rows]


def _told(row: Notification, people: dict[UUID, UserRow]) -> Told:
    actor = people.get(row.done_by) if row.done_by else None
    who = {"who": actor.display_name if actor else SOMEBODY} if row.done_by else {}
    sentence = SENTENCES.get(row.words, UNKNOWN)
    return Told(row.id, row.kind, row.at, row.read_at, sentence, row.told | who, row.path, actor)


def _people(db: Session, ids: Collection[UUID], origin: str) -> dict[UUID, UserRow]:
    """Show who did it and is still there: who told somebody something showed themselves with it."""
    if not ids:
        return {}
    there = select(User.id).where(col(User.id).in_(ids), col(User.deleted_at).is_(None))
    with as_system(db):
        return profiles.in_short(db, db.exec(there).all(), origin)


def unread(db: Session, who: UUID) -> int:
    """Count what somebody hasn't read, up to ``MOST_COUNTED``."""
    some = select(1).where(owned_by(who, Notification), col(Notification.shown), col(Notification.read_at).is_(None))
    return int(db.scalar(select(func.count()).select_from(some.limit(MOST_COUNTED).subquery())) or 0)


def mark_read(db: Session, who: UUID, ids: Collection[UUID] | None = None) -> None:
    """Note that somebody has read these of theirs, or all; other ids change nothing."""
    theirs = [owned_by(who, Notification), col(Notification.shown), col(Notification.read_at).is_(None)]
    if ids is not None:
        theirs.append(col(Notification.id).in_(ids))
    done = db.execute(update(Notification).where(*theirs).values(read_at=now()))
    assert isinstance(done, CursorResult)
    if done.rowcount:
        after_commit(db, partial(notified, who))


@step
def sweep(limit: int = 1000) -> int:
    """Let go of what was told long ago, and tell how many; the sweep comes again for the rest."""
    old = select(Notification.id).where(col(Notification.at) < now() - STAYS)
    with system_transaction() as db:
        gone = db.execute(delete(Notification).where(col(Notification.id).in_(old.limit(limit))))
    assert isinstance(gone, CursorResult)
    return gone.rowcount
