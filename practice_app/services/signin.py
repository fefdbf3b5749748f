"""Devices signed in. A browser's cookie and a client's token pair both end in one row, so signing out means out."""

import secrets as random
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import ColumnElement, update
from sqlmodel import Session, col, select
from sqlmodel.sql.expression import Select

from practice_app.database import system_transaction
from practice_app.errors import NotFound, NotSignedIn
from practice_app.models import AuthKind, AuthSession, User
from practice_app.models.columns import now
from practice_app.services import secrets

COOKIE = "woodshed_session"
ACCESS_LIFETIME = timedelta(minutes=30)
REFRESH_LIFETIME = timedelta(days=7)
DEVICE_LIFETIME = timedelta(days=30)
SEEN_EVERY = timedelta(minutes=10)


@dataclass(frozen=True)
class Identity:
    """Who is asking, and from which signed-in device."""

    id: UUID
    role: str
    display_name: str
    timezone: str
    locale: str
    auth_session_id: UUID


@dataclass(frozen=True)
class Keys:
    """What a device needs to prove itself, told once."""

    cookie: str
    access_token: str
    refresh_token: str
    expires_in: int = int(ACCESS_LIFETIME.total_seconds())


@dataclass(frozen=True)
class DeviceRow:
    """A device as its owner sees it in the list."""

    id: UUID
    kind: str
    user_agent: str
    created_at: datetime
    last_seen_at: datetime
    current: bool


def sign_in(db: Session, user: User, kind: AuthKind, user_agent: str) -> Keys:
    """Remember a new device (system transaction) and give it its keys."""
    cookie, secret = random.token_urlsafe(32), random.token_urlsafe(32)
    device = AuthSession(
        user_id=user.id,
        kind=kind,
        cookie_hash=secrets.hash_token(cookie),
        refresh_hash=secrets.hash_token(secret),
        user_agent=user_agent.replace("\x00", "")[:300],
        expires_at=now() + DEVICE_LIFETIME,
    )
    db.add(device)
    db.flush()
    return _keys(device.id, cookie, secret)


def _keys(device_id: UUID, cookie: str, secret: str) -> Keys:
    return Keys(
        cookie=cookie,
        access_token=secrets.sign("access", device_id, ACCESS_LIFETIME),
        refresh_token=secrets.sign("refresh", device_id, REFRESH_LIFETIME, jti=secret),
    )


def refresh(db: Session, token: str) -> tuple[Keys, User]:
    """Give a new pair for a refresh token (system transaction); a used one ends the device's sign-in.

    The device's row is locked first, so two requests with one token can't both win. Raises ``NotSignedIn``; after a
    reuse the revocation must still be committed, so it is reported by ``ReusedToken``.
    """
    claims = secrets.verify("refresh", token)
    if claims is None:
        raise NotSignedIn()
    device = db.exec(_live().where(AuthSession.id == UUID(claims["sid"])).with_for_update(of=AuthSession)).first()
    if device is None:
        raise NotSignedIn()
    auth_session, user = device
    if auth_session.refresh_hash != secrets.hash_token(str(claims.get("jti"))):
        auth_session.revoked_at = now()
        raise ReusedToken()
    secret = random.token_urlsafe(32)
    auth_session.refresh_hash = secrets.hash_token(secret)
    auth_session.last_seen_at, auth_session.expires_at = now(), now() + DEVICE_LIFETIME
    return _keys(auth_session.id, "", secret), user


class ReusedToken(NotSignedIn):
    """A refresh token came a second time: somebody else may have it."""


def refresh_pair(token: str) -> tuple[Keys, User]:
    """Refresh in a transaction of its own that keeps the revocation after a reuse."""
    reused: ReusedToken | None = None
    with system_transaction() as db:
        try:
            return refresh(db, token)
        except ReusedToken as error:
            reused = error
    raise reused


def identify_cookie(token: str) -> Identity | None:
    """Tell who has this cookie, if it is still good."""
    return _identify(AuthSession.cookie_hash == secrets.hash_token(token)) if token else None


def identify_access(token: str) -> Identity | None:
    """Tell who has this access token, if it and the device's sign-in are still good."""
    claims = secrets.verify("access", token)
    return _identify(AuthSession.id == UUID(claims["sid"])) if claims else None


def _identify(condition: ColumnElement[bool] | bool) -> Identity | None:
    with system_transaction() as db:
        found = db.exec(_live().where(condition)).first()
        if found is None:
            return None
        device, user = found
        if now() - device.last_seen_at > SEEN_EVERY:
            device.last_seen_at, device.expires_at = now(), now() + DEVICE_LIFETIME
        return Identity(user.id, user.role, user.display_name, user.timezone, user.locale, device.id)


def _live() -> Select[AuthSession, User]:
    return (
        select(AuthSession, User)
        .join(User, col(User.id) == AuthSession.user_id)
        .where(col(AuthSession.revoked_at).is_(None), AuthSession.expires_at > now(), col(User.deleted_at).is_(None))
    )


def devices(db: Session, who: Identity) -> list[DeviceRow]:
    """List where someone is signed in, the latest used first."""
    rows = db.exec(
        select(AuthSession)
        .where(
            col(AuthSession.user_id) == who.id, col(AuthSession.revoked_at).is_(None), AuthSession.expires_at > now()
        )
        .order_by(col(AuthSession.last_seen_at).desc())
    )
    return [
        DeviceRow(d.id, d.kind, d.user_agent, d.created_at, d.last_seen_at, d.id == who.auth_session_id) for d in rows
    ]


def sign_out(db: Session, user_id: UUID, device_id: UUID) -> None:
    """End one device's sign-in; raise ``NotFound`` when it isn't theirs."""
    ended = db.execute(
        update(AuthSession)
        .where(
            col(AuthSession.id) == device_id, col(AuthSession.user_id) == user_id, col(AuthSession.revoked_at).is_(None)
        )
        .values(revoked_at=now())
    )
    if ended.rowcount == 0:  # type: ignore[attr-defined]
        raise NotFound()


def sign_out_everywhere(db: Session, user_id: UUID, but: UUID | None = None) -> None:
    """End every device's sign-in, except perhaps the one in hand."""
    db.execute(
        update(AuthSession)
        .where(col(AuthSession.user_id) == user_id, col(AuthSession.revoked_at).is_(None), col(AuthSession.id) != but)
        .values(revoked_at=now())
    )
