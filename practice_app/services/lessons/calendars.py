"""The address by which somebody's calendar reads their lessons: made, told, taken back; a new one ends the old."""

from dataclasses import dataclass
from typing import Final
from uuid import UUID

from sqlalchemy import delete
from sqlmodel import Session, col, select

from practice_app.database import system_transaction
from practice_app.errors import NotFound
from practice_app.models import CalendarFeed, User
from practice_app.models.columns import now
from practice_app.services.shared import sealing, secrets
from practice_app.services.shared.access import owned_by
from practice_app.services.shared.steps import step
from practice_app.services.sharing import fresh_token, is_token

PLACE: Final = "calendar_feeds.token_sealed"


@dataclass(frozen=True)
class CalendarRow:
    """Where a calendar finds one's lessons; null as long as one made no address."""

    url: str | None


def make(db: Session, who: UUID, origin: str) -> CalendarRow:
    """Make a new address; the one before ends."""
    token = fresh_token()
    sealed = sealing.seal(token, PLACE, who)
    db.merge(CalendarFeed(user_id=who, token_hash=secrets.hash_token(token), token_sealed=sealed, created_at=now()))
    return CalendarRow(_url(token, origin))


def shown(db: Session, who: UUID, origin: str) -> CalendarRow:
    """Tell the address; none when it can't be read any more: it goes on to work, but nobody can copy it."""
    feed = db.exec(select(CalendarFeed).where(owned_by(who, CalendarFeed))).first()
    if feed is None:
        return CalendarRow(None)
    try:
        return CalendarRow(_url(sealing.opened(feed.token_sealed, PLACE, who), origin))
    except sealing.Unreadable:
        return CalendarRow(None)


def revoke(db: Session, who: UUID) -> None:
    """End the address; once more changes nothing."""
    db.execute(delete(CalendarFeed).where(owned_by(who, CalendarFeed)))


@step
def whose(token: str) -> UUID:
    """Tell whose calendar this address opens; raise ``NotFound`` for one that is over, and for who is leaving."""
    if not is_token(token):
        raise NotFound()
    hashed = secrets.hash_token(token)
    with system_transaction() as db:
        there = select(CalendarFeed.user_id).join(User, col(User.id) == col(CalendarFeed.user_id))
        found = db.exec(there.where(CalendarFeed.token_hash == hashed, col(User.deleted_at).is_(None))).first()
    if found is None:
        raise NotFound()
    return found


def _url(token: str, origin: str) -> str:
    return f"{origin}/api/v1/calendar/{token}.ics"
