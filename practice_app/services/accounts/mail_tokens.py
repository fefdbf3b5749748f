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
from practice_app.services.shared import secrets

LIFETIMES = {MailTokenKind.VERIFY: timedelta(days=3), MailTokenKind.RESET: timedelta(hours=1)}


class SpentLink(Invalid):
    """The link was used, is too old, or never was one."""

    code = "spent_link"

    def __init__(self) -> None:
        super().__init__("token", "This link is too old or was used before. Ask for a new one.")


def issue(db: Session, user: User, kind: MailTokenKind) -> str:
    """Make a token for a mail to somebody; those of theirs that ran out go."""
    db.execute(delete(MailToken).where(col(MailToken.user_id) == user.id, col(MailToken.expires_at) < now()))
    token = random.token_urlsafe(32)
    hashed = secrets.hash_token(token)
    db.add(MailToken(user_id=user.id, kind=kind, token_hash=hashed, expires_at=now() + LIFETIMES[kind]))
    return token


def holder(db: Session, kind: MailTokenKind, token: str) -> UUID:
    """Tell whose token this is, and leave it good; raise ``SpentLink``."""
    found = db.exec(select(MailToken.user_id).where(_good(kind, token))).first()
    if found is None:
        raise SpentLink()
    return found


def spend(db: Session, kind: MailTokenKind, token: str) -> UUID:
    """Use a token up, and tell whose it was; raise ``SpentLink``. Of two at once one gets it."""
    used = update(MailToken).where(_good(kind, token)).values(used_at=now()).returning(col(MailToken.user_id))
    found: UUID | None = db.scalar(used)
    if found is None:
        raise SpentLink()
    return found


def void(db: Session, user: User, kind: MailTokenKind) -> None:
    """Make every token of somebody worthless that was not used yet."""
    theirs = (col(MailToken.user_id) == user.id, col(MailToken.kind) == kind, col(MailToken.used_at).is_(None))
    db.execute(update(MailToken).where(*theirs).values(used_at=now()))


def _good(kind: MailTokenKind, token: str) -> ColumnElement[bool]:
    wanted = (col(MailToken.token_hash) == secrets.hash_token(token), col(MailToken.kind) == kind)
    return and_(*wanted, col(MailToken.used_at).is_(None), col(MailToken.expires_at) > now())
