"""What somebody was told, and by which ways they want to be."""

from datetime import datetime, time
from typing import Annotated, Any
from uuid import UUID
from zoneinfo import ZoneInfo

from fastapi import APIRouter, Query, Request
from pydantic import BaseModel, ConfigDict, Field, model_validator
from sqlmodel import Session

from practice_app.api.accounts import Body
from practice_app.api.shared.answers import DEFAULT, Cursor, Limit
from practice_app.api.shared.deps import CurrentUser, OwnTransaction
from practice_app.api.shared.problems import written_for
from practice_app.http.origin import address
from practice_app.services import notifications
from practice_app.services.notifications import Choices, Quiet, Reminder, Told, says

router = APIRouter(tags=["notifications"])
MOST_AT_ONCE = 500


class Actor(BaseModel):
    """Whose deed it was."""

    model_config = ConfigDict(from_attributes=True)

    id: UUID
    display_name: str
    picture_url: str | None
    instruments: list[str]
    role: str
    verified: bool


class Notification(BaseModel):
    """One thing that somebody was told; `url` is a path on this Woodshed, or empty."""

    id: UUID
    kind: str
    at: datetime
    read_at: datetime | None
    says: str
    url: str
    actor: Actor | None


class Inbox(BaseModel):
    """The newest first; `unread` counts up to 100."""

    items: list[Notification]
    next_cursor: str | None
    unread: int


class Ways(BaseModel):
    """By which ways: here, by a push to one's devices, by mail."""

    app: bool
    push: bool
    mail: bool


class SomeWays(Body):
    """What of it is otherwise now."""

    app: bool | None = None
    push: bool | None = None
    mail: bool | None = None


Hour = Annotated[str, Field(pattern=r"^([01][0-9]|2[0-3]):[0-5][0-9]$", examples=["22:00"])]


class QuietHours(Body):
    """In one's own time zone, over midnight where they end before they begin."""

    begins: Annotated[Hour, Field(alias="from")]
    ends: Annotated[Hour, Field(alias="to")]


class PracticeReminder(Body):
    """When one is reminded to practise, on days on which one hasn't; without `at`, at one's usual hour."""

    weekdays: Annotated[list[Annotated[int, Field(ge=0, le=6)]], Field(min_length=1, max_length=7)]
    at: Hour | None = None


class Wanted(Body):
    """Kinds that are not named stay as they are, and so does `reminder` where it is left out."""

    kinds: dict[str, SomeWays] = Field(default_factory=dict)
    quiet: QuietHours | None = None
    discreet: bool = False
    reminder: PracticeReminder | None = None


class Wishes(BaseModel):
    """Of what one is told by which ways, and when nothing rings."""

    kinds: dict[str, Ways]
    quiet: dict[str, str] | None
    discreet: bool
    reminder: PracticeReminder | None
    usual_hour: str | None


class Read(Body):
    """Which ones, or all of them."""

    ids: Annotated[list[UUID], Field(max_length=MOST_AT_ONCE)] | None = None
    all: bool = False

    @model_validator(mode="after")
    def _one_of_both(self) -> "Read":
        if self.all == (self.ids is not None):
            raise ValueError("Give ids, or all: true.")
        return self


@router.get("/notifications")
def list_notifications(
    who: CurrentUser,
    db: OwnTransaction,
    request: Request,
    unread: Annotated[bool, Query(description="only what was not read")] = False,
    limit: Limit = DEFAULT,
    cursor: Cursor = None,
) -> Inbox:
    """List what one was told, the newest first."""
    origin, language = address(request), written_for(request)
    found = notifications.inbox(db, who.id, unread=unread, limit=limit, after=cursor, origin=origin)
    items = [_item(row, language, ZoneInfo(who.timezone)) for row in found.items]
    return Inbox(items=items, next_cursor=found.next_cursor, unread=notifications.unread(db, who.id))


def _item(row: Told, language: str, zone: ZoneInfo) -> Notification:
    actor = Actor.model_validate(row.actor) if row.actor else None
    return Notification(
        id=row.id,
        kind=row.kind,
        at=row.at,
        read_at=row.read_at,
        says=says(row, language, zone),
        url=row.path,
        actor=actor,
    )


@router.post("/notifications/read", status_code=204)
def read_notifications(body: Read, who: CurrentUser, db: OwnTransaction) -> None:
    """Note that one has read these, or all; ids of others change nothing."""
    notifications.mark_read(db, who.id, body.ids)


@router.get("/me/notifications")
def my_notifications(who: CurrentUser, db: OwnTransaction) -> Wishes:
    """Tell by which ways one is told of what, and when nothing rings."""
    return _wishes(db, who.id)


@router.put("/me/notifications")
def choose_notifications(body: Wanted, who: CurrentUser, db: OwnTransaction) -> Wishes:
    """Choose that anew."""
    kinds: dict[str, Any] = {kind: ways.model_dump(exclude_none=True) for kind, ways in body.kinds.items()}
    quiet = Quiet(time.fromisoformat(body.quiet.begins), time.fromisoformat(body.quiet.ends)) if body.quiet else None
    notifications.choose(db, who.id, Choices(kinds, quiet, body.discreet))
    if "reminder" in body.model_fields_set:
        notifications.remind(db, who.id, _reminder(body.reminder))
    return _wishes(db, who.id)


def _reminder(told: PracticeReminder | None) -> Reminder | None:
    return Reminder(tuple(told.weekdays), time.fromisoformat(told.at) if told.at else None) if told else None


def _wishes(db: Session, who: UUID) -> Wishes:
    row, wanted = notifications.choices(db, who), notifications.reminder(db, who)
    usual = notifications.usual_hour(db, who)
    quiet = {"from": f"{row.quiet.begins:%H:%M}", "to": f"{row.quiet.ends:%H:%M}"} if row.quiet else None
    return Wishes(
        kinds={kind: Ways(**ways) for kind, ways in row.kinds.items()},
        quiet=quiet,
        discreet=row.discreet,
        reminder=PracticeReminder(weekdays=list(wanted.weekdays), at=_hour(wanted.at)) if wanted else None,
        usual_hour=_hour(usual),
    )


def _hour(at: time | None) -> str | None:
    return f"{at:%H:%M}" if at else None
