"""Pushes to a device: by which key they come, where they reach it, and that they don't any more."""

from datetime import datetime
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter
from pydantic import BaseModel, ConfigDict, Field

from practice_app.api.accounts import Body
from practice_app.api.shared.deps import CurrentUser, OwnTransaction
from practice_app.services import notifications
from practice_app.services.notifications import Given

router = APIRouter(prefix="/push", tags=["notifications"])


class Key(BaseModel):
    """What a browser subscribes with, as its `applicationServerKey`: a point of P-256, base64url."""

    public_key: str


class Keys(Body):
    """For whom a push is encrypted."""

    p256dh: Annotated[str, Field(max_length=100)]
    auth: Annotated[str, Field(max_length=40)]


class BrowsersSubscription(Body):
    """A subscription as a browser writes it (`PushSubscription.toJSON()`)."""

    model_config = ConfigDict(populate_by_name=True)

    endpoint: Annotated[str, Field(max_length=1000)]
    keys: Keys
    expiration_time: Annotated[float | None, Field(alias="expirationTime")] = None


class Subscribed(BaseModel):
    """The subscription of this device; it ends when the device signs out."""

    id: UUID


class Device(BaseModel):
    """A device that pushes reach; `here`: the one that asks."""

    model_config = ConfigDict(from_attributes=True)

    id: UUID
    created_at: datetime
    here: bool


class Devices(BaseModel):
    """The latest first; twenty at most."""

    items: list[Device]
    next_cursor: None = None


@router.get("/key")
def push_key() -> Key:
    """Tell by which key pushes from here are known."""
    return Key(public_key=notifications.public_key())


@router.get("/subscriptions")
def list_push_subscriptions(who: CurrentUser, db: OwnTransaction) -> Devices:
    """List the devices of one's own that pushes reach."""
    return Devices(items=[Device.model_validate(row) for row in notifications.subscribed(db, who)])


@router.post("/subscriptions", status_code=201)
def subscribe_to_push(body: BrowsersSubscription, who: CurrentUser, db: OwnTransaction) -> Subscribed:
    """Let pushes reach the device that asks, in place of what it said before."""
    given = Given(body.endpoint, body.keys.p256dh, body.keys.auth)
    return Subscribed(id=notifications.subscribe(db, who, given))


@router.post("/subscriptions/{subscription_id}/try", status_code=204)
def try_push(subscription_id: UUID, who: CurrentUser) -> None:
    """Send a push to that device now, to see one."""
    notifications.try_device(who, subscription_id)


@router.delete("/subscriptions/{subscription_id}", status_code=204)
def unsubscribe_from_push(subscription_id: UUID, who: CurrentUser, db: OwnTransaction) -> None:
    """Let no push reach that device any more."""
    notifications.unsubscribe(db, who.id, subscription_id)
