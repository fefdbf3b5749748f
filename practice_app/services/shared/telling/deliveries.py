"""What is to ring for something that was told: a row for each way that somebody wants and can be reached by.

It is written with the deed, in the same transaction; workers send it (`services/notifications`).
"""

from collections.abc import Collection
from typing import Final
from uuid import UUID

from sqlalchemy.dialects.postgresql import insert
from sqlmodel import Session, col, select

from practice_app.ids import new_id
from practice_app.models import Channel, Delivery, NotificationKind, PushSubscription, User
from practice_app.models.columns import now
from practice_app.services.shared.telling.kinds import OWN_LETTERS, Ways

THREAD_LENGTH: Final = 300


def ring(db: Session, fresh: dict[UUID, UUID], kind: NotificationKind, thread: str, ways: dict[UUID, Ways]) -> None:
    """Let what was told ring for each by their ways (system); nothing by a way that doesn't reach them.

    ``fresh``: by person the notification they were given.
    """
    reached = {channel: _reached(db, fresh, channel, kind) for channel in Channel} if fresh else {}
    about = {"thread": thread[:THREAD_LENGTH], "status": "waiting", "due_at": now()}
    rows = [
        about | {"id": new_id(), "user_id": to, "notification_id": notification, "channel": channel}
        for to, notification in fresh.items()
        for channel in Channel
        if getattr(ways[to], channel) and to in reached[channel]
    ]
    if rows:
        db.execute(insert(Delivery).values(rows).on_conflict_do_nothing())


def _reached(db: Session, people: Collection[UUID], channel: Channel, kind: NotificationKind) -> set[UUID]:
    """Who has a device that takes pushes; or an address that is surely theirs, for what has no letter anyway."""
    if channel is Channel.PUSH:
        return set(db.scalars(select(col(PushSubscription.user_id)).where(col(PushSubscription.user_id).in_(people))))
    if kind in OWN_LETTERS:
        return set()
    mailbox = (col(User.email_encrypted).is_not(None), col(User.email_verified_at).is_not(None))
    return set(db.scalars(select(col(User.id)).where(col(User.id).in_(people), *mailbox)))
