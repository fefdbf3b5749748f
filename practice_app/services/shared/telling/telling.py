"""Telling somebody something that they find again: a row in the transaction of the deed, and an event after it.

Whoever it is for decides by which ways they are told of it (`services/notifications`); who tells need not ask.
"""

from dataclasses import replace
from functools import partial
from typing import Final
from uuid import UUID

from sqlalchemy import exists, select
from sqlalchemy.dialects.postgresql import insert
from sqlmodel import Session, col

from practice_app.database import after_commit, as_system
from practice_app.ids import new_id
from practice_app.models import Notification, NotificationChoices, NotificationKind, User
from practice_app.models.columns import now
from practice_app.services.shared.blocks import apart
from practice_app.services.shared.events import notified
from practice_app.services.shared.telling.deliveries import ring
from practice_app.services.shared.telling.kinds import BEGINS, Ways

KEY_LENGTH: Final = 200


def tell(
    db: Session,
    to: UUID,
    kind: NotificationKind,
    key: str,
    *,
    words: str = "",
    path: str = "",
    by: UUID | None = None,
    **told: str | int | float,
) -> None:
    """Tell somebody, once for each ``key``; nothing when one of the two has blocked the other or ``to`` is leaving.

    The first word of ``key`` names what it is about: of one kind and one thing it doesn't ring again at once.

    ``words``: which sentence, where a kind has several; ``told`` fills its places, with what the reader may know;
    ``by``: whose deed it was. Nobody is told of what they did themselves, but by us.
    """
    if by == to:
        return
    row = {"user_id": to, "kind": kind, "key": key[:KEY_LENGTH], "words": words or kind, "told": told, "path": path}
    with as_system(db):
        ways = wanted(db, to, kind)
        if not _may_be_told(db, to, by) or not any((ways.app, ways.push, ways.mail)):
            return
        made = insert(Notification).values(**row, id=new_id(), done_by=by, at=now(), shown=ways.app)
        fresh = db.scalar(made.on_conflict_do_nothing().returning(col(Notification.id)))
        if fresh:
            ring(db, to, fresh, kind, thread(kind, key), ways)
    after_commit(db, partial(notified, to))


def thread(kind: NotificationKind, key: str) -> str:
    """What belongs together: a kind, and what it is about."""
    return f"{kind} {key.partition(' ')[0]}"


def wanted(db: Session, to: UUID, kind: NotificationKind) -> Ways:
    """By which ways somebody wants to be told of this."""
    chosen = db.scalar(select(col(NotificationChoices.kinds)).where(col(NotificationChoices.user_id) == to)) or {}
    return replace(BEGINS[kind], **chosen.get(kind, {}))


def _may_be_told(db: Session, to: UUID, by: UUID | None) -> bool:
    stays = exists().where(col(User.id) == to, col(User.deleted_at).is_(None))
    return bool(db.scalar(select(stays))) and not apart(db, to, by)
