"""Devices signed in. A browser's cookie and a client's token pair both end in one row, so signing out means out."""

import secrets as random
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, TextClause, and_, delete, text, update
from sqlmodel import Session, col, select
from sqlmodel.sql.expression import Select

from practice_app.database import WEB_ROLE, after_commit, system_transaction
from practice_app.errors import NotAllowed, NotFound, NotSignedIn, Problem
from practice_app.http import guarded
from practice_app.locales import msg
from practice_app.models import AuditKind, AuthKind, AuthSession, PushSubscription, User
from practice_app.models.columns import now
from practice_app.services.accounts import audit, device_letters, family_devices, term
from practice_app.services.accounts.devices import signed_in
from practice_app.services.shared import events, secrets
from practice_app.services.shared.access import Permission, visible
from practice_app.services.shared.steps import step

COOKIE = guarded.SESSION
ACCESS_LIFETIME = timedelta(minutes=30)
REFRESH_LIFETIME = timedelta(days=7)
DEVICE_LIFETIME = timedelta(seconds=guarded.DEVICE_AGE_S)
SEEN_EVERY = timedelta(minutes=10)
SUSPENDED = msg("Nothing of yours is lost, but this account is suspended. Please ask whoever runs this Woodshed.")

PAUSED = msg(
    "Nothing of yours is lost, but this account waits until a parent or a teacher agrees to it again. Ask them."
)
LEAVING = msg(
    "You asked for this account to be erased. Until then you can come back; nothing else can be done with it."
)


@dataclass(frozen=True)
class Identity:
    """Who is asking, and from which signed-in device."""

    id: UUID
    role: str
    display_name: str
    timezone: str
    locale: str
    auth_session_id: UUID
    unconfirmed: bool = False
    """Whether they have an address that they haven't confirmed."""
    quiet: bool = False
    """Whether they want to see no streaks, points, titles and challenges."""
    teaches: bool = False
    """Whether they say that they teach."""
    has_lessons: bool = False
    """Whether they say so, or have a teacher."""


@dataclass(frozen=True)
class TokenPair:
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


def sign_in(
    db: Session, user: User, kind: AuthKind, user_agent: str, *, proved: bool = True, both: bool = False
) -> TokenPair:
    """Remember a new device (system transaction) and give it its keys; raise ``Suspended``, ``SecondFactorNeeded``.

    ``proved``: by what counts as a proof of who somebody is (``proof.py``); ``both``: by more than a password.
    """
    if term.gone(user):
        raise NotSignedIn()
    if user.suspended_at is not None:
        raise Suspended()
    if user.paused_at is not None:
        raise Paused()
    if user.second_factor and not both:
        raise SecondFactorNeeded()
    cookie, secret = guarded.fresh(), random.token_urlsafe(32)
    device = AuthSession(
        user_id=user.id,
        kind=kind,
        cookie_hash=secrets.hash_token(cookie),
        refresh_hash=secrets.hash_token(secret),
        user_agent=user_agent.replace("\x00", "")[:300],
        expires_at=now() + DEVICE_LIFETIME,
        proved_at=now() if proved else None,
        two_factors=both,
    )
    db.add(device)
    db.flush()
    return _token_pair(device.id, cookie, secret)


class SecondFactorNeeded(NotAllowed):
    """It takes a passkey, or a recovery code besides; told only to whoever has shown one thing."""

    code = "second_factor_needed"
    title = msg("One thing more")

    def __init__(self) -> None:
        super().__init__(msg("That was right. Your account asks for a passkey too, or for a recovery code."))


class Suspended(NotAllowed):
    """Whoever runs this Woodshed lets them in no more; told only to whoever proved who they are."""

    code = "suspended"
    title = msg("This account is suspended")

    def __init__(self) -> None:
        super().__init__(SUSPENDED)


class Paused(NotAllowed):
    """Nobody agrees any more to the account of somebody under age; told only to whoever proved who they are."""

    code = "paused"
    title = msg("This account is paused")

    def __init__(self) -> None:
        super().__init__(PAUSED)


class Leaving(Problem):
    """They are leaving: signing in is good for looking at that, and for coming back."""

    status = 403
    code = "leaving"
    title = msg("This account is to be erased")

    def __init__(self) -> None:
        super().__init__(LEAVING)


def _token_pair(device_id: UUID, cookie: str, secret: str) -> TokenPair:
    return TokenPair(
        cookie=cookie,
        access_token=secrets.sign("access", device_id, ACCESS_LIFETIME),
        refresh_token=secrets.sign("refresh", device_id, REFRESH_LIFETIME, jti=secret),
    )


def refresh(db: Session, token: str) -> tuple[TokenPair, User]:
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
        _end(db, user.id, col(AuthSession.id) == auth_session.id)
        audit.note(db, user.id, AuditKind.TOKEN_REUSED, auth_session.user_agent)
        called = audit.called(auth_session.user_agent)
        after_commit(db, partial(device_letters.tell_of_used_twice, user.id, called))
        raise ReusedToken()
    secret = random.token_urlsafe(32)
    auth_session.refresh_hash = secrets.hash_token(secret)
    auth_session.last_seen_at, auth_session.expires_at = now(), now() + DEVICE_LIFETIME
    return _token_pair(auth_session.id, "", secret), user


class ReusedToken(NotSignedIn):
    """A refresh token came a second time: somebody else may have it."""


@step
def refresh_pair(token: str) -> tuple[TokenPair, User]:
    """Refresh in a transaction of its own that keeps the revocation after a reuse."""
    reused: ReusedToken | None = None
    with system_transaction() as db:
        try:
            return refresh(db, token)
        except ReusedToken as error:
            reused = error
    raise reused


@step
def identify_cookie(token: str, *, leaving: bool = False) -> Identity | None:
    """Tell who has this cookie, if it is still good; raise ``Leaving`` unless what they ask for is for them too."""
    return _identify(*_by_cookie(token), leaving=leaving) if token else None


@step
def identify_access(token: str, *, leaving: bool = False) -> Identity | None:
    """The same for an access token, if it and the device's sign-in are still good."""
    found = _by_access(token)
    return _identify(*found, leaving=leaving) if found else None


def _identify(query: TextClause, value: dict[str, Any], *, leaving: bool) -> Identity | None:
    with system_transaction() as db:
        return _find(db, query, value, leaving=leaving)


@contextmanager
def asking(
    cookie: str = "", access_token: str = "", device_id: UUID | None = None, *, leaving: bool = False
) -> Iterator[tuple[Identity, Session]]:
    """Find out who asks and go on as them, all in one transaction; raise ``NotSignedIn`` for nobody.

    The same as identifying and then opening ``transaction(who.id)``, at half the cost. ``device_id`` is for those who
    have seen its cookie before, and know that it is still the same device that asks. Raises ``Leaving`` likewise.
    """
    query = _by_access(access_token) if access_token else _by_cookie(cookie)
    if device_id is not None:
        query = BY_DEVICE, {"value": device_id}
    if query is None:
        raise NotSignedIn()
    with system_transaction() as db:
        who = _find(db, *query, leaving=leaving)
        if who is None:
            raise NotSignedIn()
        yield who, db


def _by_cookie(token: str) -> tuple[TextClause, dict[str, Any]]:
    return BY_COOKIE, {"value": secrets.hash_token(token)}


def _by_access(token: str) -> tuple[TextClause, dict[str, Any]] | None:
    claims = secrets.verify("access", token)
    return (BY_DEVICE, {"value": UUID(claims["sid"])}) if claims else None


FIND = f"""
    SELECT u.id, u.roles[1] AS role, u.display_name, u.timezone, u.locale, a.id AS device_id, a.last_seen_at,
           u.deleted_at, 'teacher' = ANY (u.roles) AS teaches,
           EXISTS (SELECT FROM teacher_student t WHERE t.student_id = u.id AND t.ended_at IS NULL) AS taught,
           u.quiet, u.email_encrypted IS NOT NULL AND u.email_verified_at IS NULL AS unconfirmed,
           set_config('role', '{WEB_ROLE}', true), set_config('app.user_id', u.id::text, true)
      FROM auth_sessions a JOIN users u ON u.id = a.user_id
     WHERE a.revoked_at IS NULL AND a.expires_at > now()
       AND (u.deleted_at IS NULL OR {term.STILL_SQL}) AND u.suspended_at IS NULL AND u.paused_at IS NULL
"""
"""Whoever is found: from this row on the transaction is theirs and sees only what they may see."""
BY_COOKIE, BY_DEVICE = text(FIND + " AND a.cookie_hash = :value"), text(FIND + " AND a.id = :value")


def _find(db: Session, query: TextClause, value: dict[str, Any], *, leaving: bool) -> Identity | None:
    """Find who asks. The one place where whoever is leaving is kept from everything that is not for them too."""
    found = db.execute(query, value).first()
    if found is None:
        return None
    if found.deleted_at is not None and not leaving:
        raise Leaving()
    if now() - found.last_seen_at > SEEN_EVERY:
        _note_seen(db, found.device_id)
    told = (found.id, found.role, found.display_name, found.timezone, found.locale, found.device_id)
    flags = {name: getattr(found, name) for name in ("unconfirmed", "quiet", "teaches")}
    return Identity(*told, **flags, has_lessons=found.teaches or found.taught)


def _note_seen(db: Session, device_id: UUID) -> None:
    db.execute(
        update(AuthSession)
        .where(col(AuthSession.id) == device_id)
        .values(last_seen_at=now(), expires_at=now() + DEVICE_LIFETIME)
    )


def _live() -> Select[AuthSession, User]:
    return (
        select(AuthSession, User)
        .join(User, col(User.id) == AuthSession.user_id)
        .where(col(AuthSession.revoked_at).is_(None), AuthSession.expires_at > now())
        .where(term.not_gone(), col(User.suspended_at).is_(None), col(User.paused_at).is_(None))
    )


def devices(db: Session, who: Identity) -> list[DeviceRow]:
    """List where someone is signed in, the latest used first."""
    return [
        DeviceRow(d.id, d.kind, d.user_agent, d.created_at, d.last_seen_at, d.id == who.auth_session_id)
        for d in signed_in(db, who.id)
    ]


@step
def living(device_ids: Iterable[str]) -> set[str]:
    """Tell which of these devices are still signed in."""
    asked = [UUID(one) for one in device_ids]
    with system_transaction() as db:
        return {str(device.id) for device, _ in db.exec(_live().where(col(AuthSession.id).in_(asked)))}


def sign_out(db: Session, who: UUID, device_id: UUID) -> None:
    """End one device's sign-in; raise ``NotFound`` when it isn't theirs."""
    ended = _end(db, who, col(AuthSession.id) == device_id)
    if not ended:
        raise NotFound()
    audit.note(db, who, AuditKind.SIGNED_OUT, ended[0])


def sign_out_everywhere(db: Session, who: UUID, but: UUID | None = None) -> None:
    """End every device's sign-in, except perhaps the one in hand."""
    if ended := end_all(db, who, but):
        kind = AuditKind.SIGNED_OUT_OTHERS if but else AuditKind.SIGNED_OUT_EVERYWHERE
        audit.note(db, who, kind, audit.agent_of(db, but) if but else "", devices=ended)


def end_all(db: Session, who: UUID, but: UUID | None = None, *, by_password_alone: bool = False) -> int:
    """End every sign-in (or those by a password alone) but perhaps one, and tell how many there were.

    On tablets that they set up for their children, nobody comes in by a PIN any more.
    """
    if not by_password_alone:
        family_devices.end_all(db, who)
    which = [col(AuthSession.two_factors).is_(False)] if by_password_alone else []
    return len(_end(db, who, and_(col(AuthSession.id) != but, *which)))


def _end(db: Session, who: UUID, which: ColumnElement[bool]) -> list[str]:
    """End the sign-in of some of a person's devices, and pushes to them; their open pages once that is committed.

    Tells what each of them says of itself.
    """
    ended = db.execute(
        update(AuthSession)
        .where(visible(who, Permission.DEVICE_CHANGE), col(AuthSession.revoked_at).is_(None), which)
        .values(revoked_at=now())
        .returning(col(AuthSession.id), col(AuthSession.user_agent))
    ).all()
    device_ids = [device_id for device_id, _ in ended]
    db.execute(delete(PushSubscription).where(col(PushSubscription.device_id).in_(device_ids)))
    after_commit(db, lambda: events.signed_out(who, device_ids))
    return [user_agent for _, user_agent in ended]
