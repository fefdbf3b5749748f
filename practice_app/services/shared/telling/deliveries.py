"""What is to ring for something that was told: a row for each way that somebody wants and can be reached by.

It is written with the deed, in the same transaction; workers send it (`services/notifications`).
"""

from typing import Final
from uuid import UUID

from sqlalchemy import exists
from sqlalchemy.dialects.postgresql import insert
from sqlmodel import Session, col, select

from practice_app.ids import new_id
from practice_app.models import Channel, Delivery, NotificationKind, PushSubscription, User
from practice_app.models.columns import now
from practice_app.services.shared.telling.kinds import OWN_LETTERS, Ways

THREAD_LENGTH: Final = 300


def ring(db: Session, to: UUID, notification_id: UUID, kind: NotificationKind, thread: str, ways: Ways) -> None:
    """Let it ring by these ways (system); nothing by a way that doesn't reach them."""
    channels = [channel for channel in Channel if getattr(ways, channel) and _reached(db, to, channel, kind)]
    about = {"user_id": to, "notification_id": notification_id, "thread": thread[:THREAD_LENGTH]}
    row = about | {"status": "waiting", "due_at": now()}
    for channel in channels:
        made = insert(Delivery).values(**row, id=new_id(), channel=channel)
        db.execute(made.on_conflict_do_nothing())


def _reached(db: Session, to: UUID, channel: Channel, kind: NotificationKind) -> bool:
    """Whether they have a device that takes pushes; an address that is surely theirs, for what has no letter anyway."""
    if channel is Channel.PUSH:
        return bool(db.scalar(select(exists().where(col(PushSubscription.user_id) == to))))
    mailbox = exists().where(
        col(User.id) == to, col(User.email_encrypted).is_not(None), col(User.email_verified_at).is_not(None)
    )
    return kind not in OWN_LETTERS and bool(db.scalar(select(mailbox)))
