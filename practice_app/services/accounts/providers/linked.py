"""The accounts elsewhere by which somebody comes in: written by the system, read and let go by their owner."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import delete
from sqlalchemy.exc import IntegrityError
from sqlmodel import Session, col, select

from practice_app.errors import Conflict, NotFound
from practice_app.locales import msg
from practice_app.models import AuditKind, LinkedIdentity, User
from practice_app.services.accounts import audit, proof, ways
from practice_app.services.accounts.providers.client import Stranger
from practice_app.services.accounts.signin import Identity
from practice_app.services.shared import sealing
from practice_app.services.shared.access import Permission, visible

SEALED = ("email_sealed", "token_sealed")
EMAIL, TOKEN = (f"identities.{name}" for name in SEALED)


@dataclass(frozen=True)
class IdentityRow:
    """An account elsewhere, as its owner sees it."""

    provider: str
    email: str | None
    linked_at: datetime


class LinkedElsewhere(Conflict):
    """That account opens another journal, or another of the same provider opens this one."""

    code = "linked_elsewhere"

    def __init__(self) -> None:
        super().__init__(msg("That account is connected to another journal, or your journal to another account there."))


def rows(db: Session, who: UUID) -> list[IdentityRow]:
    """List what somebody has connected, the oldest first."""
    found = db.exec(select(LinkedIdentity).where(visible(who, Permission.IDENTITY_CHANGE)))
    inorder = sorted(found, key=lambda one: one.linked_at)
    return [IdentityRow(one.provider, _email(one), one.linked_at) for one in inorder]


def unlink(db: Session, who: Identity, provider: str) -> None:
    """Let one go, given a fresh proof; raise ``NotFound``, or ``LastWayIn``."""
    proof.require_fresh(db, who)
    mine = (visible(who.id, Permission.IDENTITY_CHANGE), col(LinkedIdentity.provider) == provider)
    if db.exec(select(LinkedIdentity.id).where(*mine)).first() is None:
        raise NotFound()
    ways.keep_one(db, who.id)
    db.execute(delete(LinkedIdentity).where(*mine))
    audit.note(db, who.id, AuditKind.IDENTITY_UNLINKED, audit.agent_of(db, who.auth_session_id), provider=provider)


def owner(db: Session, stranger: Stranger) -> User | None:
    """Find whose journal this account opens and hold it (system transaction); what is new of it is remembered."""
    theirs = (LinkedIdentity.provider == stranger.provider, LinkedIdentity.subject == stranger.subject)
    found = db.exec(select(LinkedIdentity).where(*theirs)).first()
    if found is None:
        return None
    _remember(found, stranger)
    return db.get(User, found.user_id, with_for_update=True)


def link(db: Session, user_id: UUID, stranger: Stranger, user_agent: str = "") -> None:
    """Let this account open somebody's journal (system transaction); raise ``LinkedElsewhere``."""
    made = LinkedIdentity(user_id=user_id, provider=stranger.provider, subject=stranger.subject)
    _remember(made, stranger)
    try:
        with db.begin_nested():
            db.add(made)
    except IntegrityError:
        raise LinkedElsewhere() from None
    audit.note(db, user_id, AuditKind.IDENTITY_LINKED, user_agent, provider=stranger.provider)


def token_of(row: LinkedIdentity) -> str:
    """Read the token by which a provider is told that they are gone; empty when there is none."""
    return sealing.opened(row.token_sealed, TOKEN, row.id) if row.token_sealed else ""


def _email(row: LinkedIdentity) -> str | None:
    return sealing.opened(row.email_sealed, EMAIL, row.id) if row.email_sealed else None


def _remember(row: LinkedIdentity, stranger: Stranger) -> None:
    row.email_sealed = sealing.seal(stranger.email, EMAIL, row.id) if stranger.email else row.email_sealed
    row.token_sealed = sealing.seal(stranger.token, TOKEN, row.id) if stranger.token else row.token_sealed
