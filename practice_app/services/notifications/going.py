"""What is to go out now of the deliveries that were taken: read afresh, as whoever it is for wants it now."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import func
from sqlmodel import Session, col, select

from practice_app.database import system_transaction
from practice_app.models import Channel, Delivery, DeliveryStatus, Notification, User
from practice_app.models.columns import now
from practice_app.services.notifications import claims
from practice_app.services.notifications.choosing import Choices, choices
from practice_app.services.notifications.claims import Claim
from practice_app.services.notifications.deciding import APART, Due, decide, good_until
from practice_app.services.notifications.inbox import Told, as_told
from practice_app.services.notifications.saying import says
from practice_app.services.shared.steps import step

Rows = Sequence[tuple[Delivery, Notification]]


@dataclass(frozen=True)
class Item:
    """One thing that goes: in words, where it leads, which devices had it already, how often it was tried."""

    id: UUID
    kind: str
    says: str
    path: str
    reached: frozenset[UUID]
    attempts: int


@dataclass(frozen=True)
class Going:
    """All that goes to somebody now by one way; ``discreet``: with no word of what it is."""

    claim: Claim
    locale: str
    discreet: bool
    items: tuple[Item, ...]


@step
def look(claim: Claim) -> Going | None:
    """Decide what of a claim goes now, give back or end the rest; ``None`` when nothing goes."""
    with system_transaction() as db:
        user, rows = db.get(User, claim.user_id), _rows(db, claim)
        if user is None or user.deleted_at or user.suspended_at or user.paused_at:
            claims.end(db, claim, [delivery.id for delivery, _ in rows], DeliveryStatus.NOT_NEEDED)
            return None
        chosen, zone = choices(db, user.id), ZoneInfo(user.timezone)
        rows = _without_handed_over(db, claim, rows)
        due = [_due(delivery, told, chosen) for delivery, told in rows]
        made = decide(due, now(), zone, chosen.quiet, _rang(db, claim))
        claims.end(db, claim, made.not_needed, DeliveryStatus.NOT_NEEDED)
        for until, ids in made.waits.items():
            claims.put_off(db, claim, ids, until)
        going = [(delivery, told) for delivery, told in rows if delivery.id in made.go]
        told = as_told(db, [notification for _, notification in going])
        items = [_item(delivery, one, user.locale, zone) for (delivery, _), one in zip(going, told, strict=True)]
    return Going(claim, user.locale, chosen.discreet, tuple(items)) if items else None


def _rows(db: Session, claim: Claim) -> Rows:
    both = select(Delivery, Notification).join(Notification, col(Notification.id) == Delivery.notification_id)
    ours = both.where(col(Delivery.id).in_(claim.ids), col(Delivery.claim_token) == claim.token)
    return db.exec(ours.order_by(col(Notification.at), col(Notification.id))).all()


def _without_handed_over(db: Session, claim: Claim, rows: Rows) -> Rows:
    """A mail that a worker was handing over when it died has most likely arrived: it isn't sent a second time."""
    if claim.channel is not Channel.MAIL:
        return rows
    claims.end(db, claim, [one.id for one, _ in rows if one.handed_at], DeliveryStatus.SENT)
    return [(one, told) for one, told in rows if one.handed_at is None]


def _due(delivery: Delivery, told: Notification, chosen: Choices) -> Due:
    wanted = chosen.kinds.get(told.kind, {}).get(delivery.channel, True)
    unwanted = told.read_at is not None or not wanted
    until = good_until(told.kind, told.at, told.told)
    return Due(delivery.id, told.kind, delivery.thread, unwanted, until)


def _rang(db: Session, claim: Claim) -> dict[str, datetime]:
    """When something of each thread last went, as far as that matters still."""
    last = select(Delivery.thread, func.max(Delivery.handed_at)).where(
        col(Delivery.user_id) == claim.user_id,
        col(Delivery.channel) == claim.channel,
        col(Delivery.handed_at) > now() - APART,
        col(Delivery.id).not_in(claim.ids),
    )
    return {thread: at for thread, at in db.execute(last.group_by(col(Delivery.thread))) if at}


def _item(delivery: Delivery, told: Told, locale: str, zone: ZoneInfo) -> Item:
    said = says(told, locale, zone)
    return Item(delivery.id, told.kind, said, told.path, frozenset(delivery.reached), delivery.attempts)
