"""What rings: the devices that a push reaches, and what of each thing told went, or is to go, by which way."""

from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import Index, Text, UniqueConstraint, Uuid, text
from sqlalchemy.dialects.postgresql import ARRAY
from sqlmodel import Field, SQLModel

from practice_app.models.columns import (
    id_column,
    longest,
    maybe_moment,
    moment_now,
    of_the_same_owner,
    one_of,
    owner_column,
)


class Channel(StrEnum):
    """By which ways something rings."""

    PUSH = "push"
    MAIL = "mail"


class DeliveryStatus(StrEnum):
    """How far a delivery is; whatever no longer waits has ended for good."""

    WAITING = "waiting"
    SENT = "sent"
    NOT_NEEDED = "not_needed"
    """It was read meanwhile, or is not wanted any more."""
    FAILED = "failed"


class PushSubscription(SQLModel, table=True):
    """Where a push reaches a device that is signed in, one for each: its browser's own address and keys for it.

    It goes with the device's sign-in. Whoever knows the address still can't send without our key.
    """

    __tablename__ = "push_subscriptions"
    __table_args__ = (
        of_the_same_owner("device_id", "auth_sessions"),
        longest("endpoint", 1000),
        longest("p256dh", 100),
        longest("auth_secret", 40),
        UniqueConstraint("device_id"),
        UniqueConstraint("endpoint"),
        Index("ix_push_subscriptions_user_id", "user_id"),
    )

    id: UUID = id_column()
    user_id: UUID = owner_column()
    device_id: UUID
    endpoint: str
    p256dh: str
    auth_secret: str
    created_at: datetime = moment_now()


def _devices() -> Any:
    empty = {"server_default": "{}"}
    return Field(default_factory=list, sa_type=ARRAY(Uuid), nullable=False, sa_column_kwargs=empty)


class Delivery(SQLModel, table=True):
    """That one thing somebody was told goes by one way, once: claimed by a worker for a while, ended by it.

    ``thread``: its kind and what it is about, so that it doesn't ring twice in ten minutes. ``reached``: the
    subscriptions that a push has gone to; ``handed_at``: when it was last about to be handed over. Both are written
    before that happens, so that a worker that dies in the middle is not followed by one that rings a second time.
    """

    __tablename__ = "notification_deliveries"
    __table_args__ = (
        of_the_same_owner("notification_id", "notifications"),
        one_of("channel", Channel),
        one_of("status", DeliveryStatus),
        longest("thread", 300),
        UniqueConstraint("notification_id", "channel"),
        Index("ix_notification_deliveries_due", "channel", "due_at", postgresql_where=text("status = 'waiting'")),
        Index("ix_notification_deliveries_user_id", "user_id", "channel", "handed_at"),
        Index("ix_notification_deliveries_ended_at", "ended_at", postgresql_where=text("status <> 'waiting'")),
    )

    id: UUID = id_column()
    user_id: UUID = owner_column()
    notification_id: UUID
    channel: str
    thread: str = Field(default="", sa_type=Text)
    status: str = DeliveryStatus.WAITING
    due_at: datetime = moment_now()
    attempts: int = Field(default=0, sa_column_kwargs={"server_default": "0"})
    claim_token: UUID | None = None
    claimed_at: datetime | None = maybe_moment()
    handed_at: datetime | None = maybe_moment()
    reached: list[UUID] = _devices()
    ended_at: datetime | None = maybe_moment()
