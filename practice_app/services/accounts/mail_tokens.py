"""What proves that somebody reads a mailbox: random, sent in a mail, good once and for a while; kept as a hash alone.

The web role sees none of it: all of this is done as the system.
"""

import secrets as random
from datetime import timedelta
from uuid import UUID

from sqlalchemy import ColumnElement, and_, delete, update
from sqlmodel import Session, col, select

from practice_app.errors import Invalid
from practice_app.models import MailToken, MailTokenKind, User
from practice_app.models.columns import now
from practice_app.services.shared import sealing, secrets
from practice_app.services.shared.access import owned_by

LIFETIMES = {
    MailTokenKind.VERIFY: timedelta(days=3),
    MailTokenKind.RESET: timedelta(hours=1),
    MailTokenKind.ADDRESS: timedelta(days=3),
    MailTokenKind.HAND_OVER: timedelta(days=7),
}
PLACE = "mail_tokens.email_encrypted"


class SpentLink(Invalid):
    """The link was used, is too old, or never was one."""

    code = "spent_link"

    def __init__(self) -> None:
        super().__init__("token", "This link is too old or was used before. Ask for a new one.")


def issue(db: Session, user: User, kind: MailTokenKind, address: str = "") -> str:
    """Make a token for a mail to somebody, or to the new ``address`` they name; those of theirs that ran out go."""
    db.execute(delete(MailToken).where(col(MailToken.user_id) == user.id, col(MailToken.expires_at) < now()))
    token = random.token_urlsafe(32)
    hashed = secrets.hash_token(token)
    row = MailToken(user_id=user.id, kind=kind, token_hash=hashed, expires_at=now() + LIFETIMES[kind])
    row.email_encrypted = sealing.seal(address, PLACE, row.id) if address else None
    db.add(row)
    return token


def holder(db: Session, kind: MailTokenKind, token: str) -> UUID:
    """Tell whose token this is, and leave it good; raise ``SpentLink``."""
    found = db.exec(select(MailToken.user_id).where(_good(token, kind))).first()
    if found is None:
        raise SpentLink()
    return found


def spend(db: Session, token: str, *kinds: MailTokenKind) -> MailToken:
    """Use a token up, and tell whose and what for; raise ``SpentLink``. Of two at once one gets it."""
    used = update(MailToken).where(_good(token, *kinds)).values(used_at=now()).returning(MailToken)
    found = db.scalars(used).first()
    if found is None:
        raise SpentLink()
    return found


def latest(db: Session, user_id: UUID, kind: MailTokenKind) -> MailToken | None:
    """Give the last one of somebody's that is still good."""
    good = (*_theirs(user_id, kind), col(MailToken.expires_at) > now())
    return db.exec(select(MailToken).where(*good).order_by(col(MailToken.created_at).desc()).limit(1)).first()


def address(row: MailToken) -> str:
    """Read which new address its mail went to; raise ``SpentLink`` when the key that sealed it is gone."""
    try:
        return sealing.opened(row.email_encrypted or b"", PLACE, row.id)
    except sealing.Unreadable:
        raise SpentLink() from None


def void(db: Session, user: User, *kinds: MailTokenKind) -> int:
    """Let go of every token of somebody that was not used yet, and tell how many there were."""
    gone = delete(MailToken).where(*_theirs(user.id, *kinds)).returning(col(MailToken.id))
    return len(db.execute(gone).all())


def _theirs(user_id: UUID, *kinds: MailTokenKind) -> tuple[ColumnElement[bool], ...]:
    return owned_by(user_id, MailToken), col(MailToken.kind).in_(kinds), col(MailToken.used_at).is_(None)


def _good(token: str, *kinds: MailTokenKind) -> ColumnElement[bool]:
    wanted = (col(MailToken.token_hash) == secrets.hash_token(token), col(MailToken.kind).in_(kinds))
    return and_(*wanted, col(MailToken.used_at).is_(None), col(MailToken.expires_at) > now())
