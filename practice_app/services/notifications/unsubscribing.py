"""The link in a mail that ends mails of its kinds: signed, for whoever reads that mailbox, with no signing in.

It opens nothing else, so it is good for as long as the mail is kept; it can be taken back with the same link.
"""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from sqlmodel import Session

from practice_app.database import system_transaction
from practice_app.errors import NotFound
from practice_app.models import NotificationKind, User
from practice_app.services.notifications.choosing import choices, choose_some
from practice_app.services.notifications.push.base64url import decoded, encoded
from practice_app.services.shared.secrets import keyed_hash, same
from practice_app.services.shared.steps import step
from practice_app.settings import get_settings

PURPOSE: Final = "unsubscribe"
HASH_BYTES: Final = 16
LONGEST: Final = 600
KNOWN: Final = frozenset(NotificationKind)


@dataclass(frozen=True)
class Link:
    """Whose mails, and of what; ``locale``: which language they read."""

    who: UUID
    kinds: tuple[NotificationKind, ...]
    locale: str
    on: bool


def address(who: UUID, kinds: Collection[str]) -> str:
    """Make the link for mails of these kinds."""
    told = who.bytes + ",".join(sorted(kinds)).encode()
    token = encoded(keyed_hash(PURPOSE, told)[:HASH_BYTES] + told)
    return f"{get_settings().mailed_url}/unsubscribe/{token}"


@step
def opened(token: str) -> Link:
    """Read a link, and whether such mails come; raise ``NotFound`` where it is none of ours, or its owner is gone."""
    who, kinds = _read(token)
    with system_transaction() as db:
        return _link(db, who, kinds)


@step
def mailed(token: str, on: bool) -> Link:
    """Send no more mails of these kinds, or send them again; likewise."""
    who, kinds = _read(token)
    with system_transaction() as db:
        _link(db, who, kinds)
        choose_some(db, who, {kind.value: {"mail": on} for kind in kinds})
        return _link(db, who, kinds)


def _link(db: Session, who: UUID, kinds: tuple[NotificationKind, ...]) -> Link:
    user = db.get(User, who)
    if user is None or user.deleted_at is not None:
        raise NotFound()
    chosen = choices(db, who).kinds
    return Link(who, kinds, user.locale, any(chosen[kind]["mail"] for kind in kinds))


def _read(token: str) -> tuple[UUID, tuple[NotificationKind, ...]]:
    try:
        plain = decoded(token) if len(token) <= LONGEST else b""
        signed, told = plain[:HASH_BYTES], plain[HASH_BYTES:]
        if not same(signed, keyed_hash(PURPOSE, told)[:HASH_BYTES]):
            raise NotFound()
        named = told[16:].decode().split(",")
        return UUID(bytes=told[:16]), tuple(NotificationKind(kind) for kind in named if kind in KNOWN)
    except ValueError:
        raise NotFound() from None
