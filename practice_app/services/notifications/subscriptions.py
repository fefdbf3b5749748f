"""The devices that a push reaches: one subscription for each that is signed in, and none for one that isn't."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

from sqlalchemy import delete, or_
from sqlmodel import Session, col, select

from practice_app.database import as_system
from practice_app.errors import Invalid
from practice_app.locales import msg
from practice_app.models import AuthSession, PushSubscription
from practice_app.models.columns import now
from practice_app.services.accounts import Identity
from practice_app.services.notifications.push import hosts
from practice_app.services.notifications.push.base64url import decoded
from practice_app.services.notifications.push.encrypting import device_point
from practice_app.services.shared.access import Permission, owned_by, require

MOST: Final = 20
"""Devices of one person; the one that subscribed first gives way."""
LONGEST: Final = 1000


@dataclass(frozen=True)
class Given:
    """What a browser says of its subscription."""

    endpoint: str
    p256dh: str
    auth_secret: str


@dataclass(frozen=True)
class Subscribed:
    """A device that a push reaches; ``here``: the one that asks."""

    id: UUID
    created_at: datetime
    here: bool


def subscribe(db: Session, who: Identity, given: Given) -> UUID:
    """Let pushes reach the device that asks from now on, instead of what it said before; raise ``Invalid``."""
    check(given)
    same = (col(PushSubscription.endpoint) == given.endpoint, col(PushSubscription.device_id) == who.auth_session_id)
    known = db.exec(select(PushSubscription).where(owned_by(who.id, PushSubscription), *same)).first()
    if known and (known.p256dh, known.auth_secret) == (given.p256dh, given.auth_secret):
        return known.id
    with as_system(db):  # a browser that somebody else was signed in on before is no longer theirs
        db.execute(delete(PushSubscription).where(or_(*same)))
    row = PushSubscription(user_id=who.id, device_id=who.auth_session_id, **given.__dict__)
    db.add(row)
    db.flush()
    _keep_to_few(db, who.id)
    return row.id


def check(given: Given) -> None:
    """Take only what a push may go to and can be encrypted for."""
    if len(given.endpoint) > LONGEST or not hosts.allowed(given.endpoint):
        raise Invalid("endpoint", msg("Pushes go through the services of browsers only, and this is none of them."))
    try:
        secret, key = decoded(given.auth_secret), decoded(given.p256dh)
        device_point(key)
    except ValueError:
        raise Invalid("keys", msg("These keys are not those of a browser.")) from None
    if len(secret) != 16 or len(key) != 65:
        raise Invalid("keys", msg("These keys are not those of a browser."))


def _keep_to_few(db: Session, who: UUID) -> None:
    theirs = select(PushSubscription.id).where(owned_by(who, PushSubscription))
    old = theirs.order_by(col(PushSubscription.created_at).desc(), col(PushSubscription.id).desc()).offset(MOST)
    db.execute(delete(PushSubscription).where(col(PushSubscription.id).in_(old)))


def unsubscribe(db: Session, who: UUID, subscription_id: UUID) -> None:
    """Let no push reach that device any more; raise ``NotFound`` where it is none of theirs."""
    db.delete(require(db, who, Permission.PUSH_CHANGE, subscription_id))


def subscribed(db: Session, who: Identity) -> list[Subscribed]:
    """List the devices of somebody's that a push reaches, the latest first."""
    rows = db.exec(
        select(PushSubscription)
        .where(owned_by(who.id, PushSubscription))
        .order_by(col(PushSubscription.created_at).desc(), col(PushSubscription.id).desc())
    ).all()
    return [Subscribed(row.id, row.created_at, row.device_id == who.auth_session_id) for row in rows]


def reachable(db: Session, who: UUID) -> list[PushSubscription]:
    """The subscriptions of somebody's devices that are signed in at this moment (system)."""
    signed_in = select(AuthSession.id).where(
        owned_by(who, AuthSession), col(AuthSession.revoked_at).is_(None), AuthSession.expires_at > now()
    )
    theirs = select(PushSubscription).where(
        owned_by(who, PushSubscription), col(PushSubscription.device_id).in_(signed_in)
    )
    return list(db.exec(theirs.order_by(col(PushSubscription.id))).all())


def forget_ended(db: Session, limit: int = 1000) -> None:
    """Let go of the subscriptions of devices whose sign-in ran out (system)."""
    ended = or_(col(AuthSession.revoked_at).is_not(None), col(AuthSession.expires_at) <= now())
    some = select(PushSubscription.id).join(AuthSession, col(AuthSession.id) == PushSubscription.device_id)
    db.execute(delete(PushSubscription).where(col(PushSubscription.id).in_(some.where(ended).limit(limit))))
