"""Leaving: signed out everywhere and hidden from everybody at once; erased when the time to come back is over."""

from datetime import datetime
from email.message import EmailMessage
from functools import partial
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlmodel import Session

from practice_app import locales
from practice_app.database import system_transaction
from practice_app.errors import NotFound
from practice_app.models import AuditKind, MailTokenKind, User
from practice_app.models.columns import now
from practice_app.services.accounts import addresses, audit, letters, mail_tokens, proof, signin, term
from practice_app.services.accounts.signin import Identity
from practice_app.services.shared import mail
from practice_app.services.shared.steps import step


@step
def leave(who: Identity, password: str | None, network: str) -> datetime:
    """Have one's account erased, given the password or a fresh proof; tell from when on that is."""
    proof.prove(who, password, network)
    with system_transaction() as db:
        deletes_at = begin(db, who.id, audit.agent_of(db, who.auth_session_id))
    mail.soon(partial(_told, who.id))
    return deletes_at


def begin(db: Session, user_id: UUID, user_agent: str = "") -> datetime:
    """Have somebody's account erased (system transaction); whoever calls it has asked whether they may."""
    user = _held(db, user_id)
    if user.deleted_at is None:
        user.deleted_at = user.updated_at = now()
        _out(db, user, AuditKind.LEAVING, user_agent)
    return user.deleted_at + term.TIME


def begin_at_once(db: Session, user_id: UUID) -> None:
    """The same with no time to come back (system transaction)."""
    user = _held(db, user_id)
    user.deleted_at = min(user.deleted_at or now(), now() - term.TIME)
    _out(db, user, AuditKind.LEAVING)


@step
def restore(who: Identity) -> None:
    """Come back; who isn't leaving stays as they are."""
    with system_transaction() as db:
        user = _held(db, who.id)
        if user.deleted_at is None:
            return
        if term.gone(user):
            raise NotFound()
        user.deleted_at, user.updated_at = None, now()
        audit.note(db, user.id, AuditKind.CAME_BACK, audit.agent_of(db, who.auth_session_id))


def _held(db: Session, user_id: UUID) -> User:
    user = db.get(User, user_id, with_for_update=True, populate_existing=True)
    if user is None:
        raise NotFound()
    return user


def _out(db: Session, user: User, kind: AuditKind, user_agent: str = "") -> None:
    """End every sign-in, with all that is open, and make worthless what was mailed."""
    for sent in MailTokenKind:
        mail_tokens.void(db, user, sent)
    audit.note(db, user.id, kind, user_agent, devices=signin.end_all(db, user.id))


def _told(who: UUID) -> EmailMessage | None:
    with system_transaction() as db:
        user = db.get(User, who)
        address = addresses.opened(user) if user else None
        deletes_at = term.deletes_at(user) if user else None
        if user is None or not address or deletes_at is None:
            return None
        day = locales.date(user.locale, deletes_at.astimezone(ZoneInfo(user.timezone)))
        return mail.written(letters.leaves(day), address, user.locale)
