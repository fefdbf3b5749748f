"""Deliveries, taken in turn: all of one person's that are due by one way, by one worker at a time, for a while.

Whoever holds the token on the rows may change them. When it is not given back, somebody else takes them after
``LEASE``; what was noted as handed over by then is not handed over again.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final
from uuid import UUID

from sqlalchemy import ColumnElement, CursorResult, and_, exists, func, or_, update
from sqlalchemy.orm import aliased
from sqlmodel import Session, col, select

from practice_app.database import system_transaction
from practice_app.ids import new_id
from practice_app.models import Channel, Delivery, DeliveryStatus
from practice_app.models.columns import now
from practice_app.services.shared.access import owned_by
from practice_app.services.shared.steps import step

LEASE: Final = timedelta(minutes=5)
"""Longer than all of one person's takes; a worker that is alive gives them back long before."""
MOST: Final = 100
"""Deliveries taken at once; the rest is the next one's."""
WAITING: Final = DeliveryStatus.WAITING


@dataclass(frozen=True)
class Claim:
    """Deliveries of ours: whose they are, by which way, and the token that lets us end them."""

    user_id: UUID
    channel: Channel
    token: UUID
    ids: tuple[UUID, ...]


@step
def take(channel: Channel) -> Claim | None:
    """Take what is due of somebody's; ``None`` when nothing is that nobody has."""
    with system_transaction() as db:
        passed: list[UUID] = []
        while len(passed) < MOST:
            due = select(Delivery.user_id).where(_free(channel), col(Delivery.user_id).not_in(passed), ~_busy(channel))
            first = due.order_by(col(Delivery.due_at)).limit(1).with_for_update(skip_locked=True, of=Delivery)
            who = db.exec(first).first()
            if who is None:
                return None
            if claim := _take_theirs(db, who, channel):
                return claim
            passed.append(who)
    return None


def _take_theirs(db: Session, who: UUID, channel: Channel) -> Claim | None:
    """Take them, unless another worker is about to, or has just taken others of theirs (seen anew under the lock)."""
    lock = func.hashtextextended(f"{who} {channel}", 0)
    if not db.scalar(select(func.pg_try_advisory_xact_lock(lock))):
        return None
    token, moment = new_id(), now()
    theirs = (_free(channel), owned_by(who, Delivery), ~_busy(channel))
    some = select(Delivery.id).where(*theirs).order_by(col(Delivery.due_at)).limit(MOST)
    taken = (
        update(Delivery)
        .where(col(Delivery.id).in_(some))
        .values(claim_token=token, claimed_at=moment)
        .returning(col(Delivery.id))
    )
    ids = tuple(db.scalars(taken))
    return Claim(who, channel, token, ids) if ids else None


def _free(channel: Channel) -> ColumnElement[bool]:
    untaken = or_(col(Delivery.claimed_at).is_(None), col(Delivery.claimed_at) < now() - LEASE)
    return and_(
        col(Delivery.channel) == channel, col(Delivery.status) == WAITING, col(Delivery.due_at) <= now(), untaken
    )


def _busy(channel: Channel) -> ColumnElement[bool]:
    """Whether others of the same person's are on their way at this moment."""
    other = aliased(Delivery)
    same = (col(other.user_id) == col(Delivery.user_id), col(other.channel) == channel)
    return exists().where(*same, col(other.status) == WAITING, col(other.claimed_at) >= now() - LEASE)


@step
def note(claim: Claim, ids: Collection[UUID], **values: Any) -> bool:
    """Write something into deliveries of ours; ``False`` when they are no longer ours."""
    with system_transaction() as db:
        return change(db, claim, ids, **values)


def change(db: Session, claim: Claim, ids: Collection[UUID], **values: Any) -> bool:
    """The same in a transaction of the caller's."""
    ours = (col(Delivery.id).in_(ids), col(Delivery.claim_token) == claim.token, col(Delivery.status) == WAITING)
    done = db.execute(update(Delivery).where(*ours).values(**values))
    assert isinstance(done, CursorResult)
    return bool(done.rowcount == len(ids))


def end(db: Session, claim: Claim, ids: Collection[UUID], status: DeliveryStatus) -> None:
    """End deliveries of ours for good."""
    if ids:
        change(db, claim, ids, status=status, ended_at=now(), claim_token=None, claimed_at=None)


def put_off(db: Session, claim: Claim, ids: Collection[UUID], until: datetime, *, tried: bool = False) -> None:
    """Give deliveries back for later; ``tried``: something was in the way, and it counts."""
    more = {"attempts": Delivery.attempts + 1} if tried else {}
    if ids:
        change(db, claim, ids, due_at=until, claim_token=None, claimed_at=None, **more)
