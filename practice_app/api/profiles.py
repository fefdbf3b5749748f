"""Profiles: one's own account with what one tells of oneself, the picture, and what others show of themselves."""

from dataclasses import replace
from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Depends, Request
from pydantic import Field, StrictInt

from practice_app.api.accounts import Body, Name, Profile, ProfileBody
from practice_app.api.shared.deps import CurrentUser, MaybeUser, OwnTransaction, asking
from practice_app.api.shared.problems import language_of
from practice_app.api.shared.receiving import Receiving
from practice_app.http.origin import address
from practice_app.locales import translate
from practice_app.models import PlayerKind, Seen
from practice_app.services import accounts, awards, profiles
from practice_app.services.awards import WornRow
from practice_app.services.profiles import DetailsRow, PersonRow, pictures
from practice_app.services.shared.fields import Lines

router = APIRouter(tags=["profiles"])
picture_sent = Receiving(pictures.LARGEST, at_once=6, waiting=40, within_s=120, check=pictures.check_limit)

Few = Field(max_length=100)
Told = Annotated[Lines, Field(max_length=20_000)]


class Privacy(Body):
    """To whom parts of the profile's page are shown."""

    profile: Seen | None = None
    statistics: Seen | None = None
    sessions: Seen | None = None


class Reminder(Body):
    """Days of the week, 0 is Monday, and a time of the day like 17:30."""

    weekdays: Annotated[list[Annotated[StrictInt, Field(ge=0, le=6)]], Field(max_length=7)]
    at: Annotated[str, Field(max_length=5)]


class MeBody(ProfileBody):
    """Any of one's own details; ``null`` empties kind, level, years_playing. Of ``privacy`` what is left out stays."""

    kind: PlayerKind | None = None
    level: Name | None = None
    instrument_levels: Annotated[dict[Name, Name], Few] | None = None
    instrument_since: Annotated[dict[Name, StrictInt], Few] | None = None
    specialties: Annotated[list[Name], Few] | None = None
    years_playing: StrictInt | None = None
    bio: Told | None = None
    hashtags: Annotated[list[Name], Few] | None = None
    privacy: Privacy | None = None
    reminders: Annotated[list[Reminder], Few] | None = None
    lesson_reminders_min: Annotated[list[StrictInt], Few] | None = None
    """So many minutes before a lesson that does not say itself when."""


class ShownPrivacy(Body):
    """To whom parts of the profile's page are shown."""

    profile: Seen
    statistics: Seen
    sessions: Seen


class Me(Profile):
    """One's own account, and what one tells of oneself."""

    kind: PlayerKind | None
    level: str | None
    instrument_levels: dict[str, str]
    instrument_since: dict[str, int]
    specialties: list[str]
    years_playing: int | None
    bio: str
    hashtags: list[str]
    picture_url: str | None
    privacy: ShownPrivacy
    reminders: list[Reminder]
    lesson_reminders_min: list[int]
    title: str | None
    """What it is called in the reader's language; `title_key` is what `PUT /me/title` takes."""
    title_key: str | None


class PictureShown(Body):
    """Where the picture is now; the address expires."""

    picture_url: str


CAN_BE_EMPTIED = ("kind", "level", "years_playing")


@router.get("/me")
def me(request: Request) -> Me:
    """Show one's own account and what one tells of oneself, also to whoever is leaving: `deletes_at` says when."""
    with asking(request, leaving=True) as (who, db):
        return _me(accounts.profile(db, who.id), profiles.about_me(db, who.id), awards.worn(db, who.id), request)


@router.patch("/me")
def change_me(body: MeBody, who: CurrentUser, db: OwnTransaction, request: Request) -> Me:
    """Change some of one's own details."""
    details = profiles.change_all(db, who.id, _changes(body))
    return _me(accounts.profile(db, who.id), details, awards.worn(db, who.id), request)


def _changes(body: MeBody) -> dict[str, Any]:
    told = body.model_dump(exclude_unset=True, exclude_none=False)
    if told.get("privacy"):
        told["privacy"] = {part: level for part, level in told["privacy"].items() if level is not None}
    return {name: value for name, value in told.items() if value is not None or name in CAN_BE_EMPTIED}


def _me(account: accounts.ProfileRow, details: DetailsRow, title: WornRow | None, request: Request) -> Me:
    told = {**vars(account), **vars(details), "title": None, "title_key": None}
    if title:
        told |= {"title": translate(language_of(request), title.title), "title_key": title.key}
    return Me(**told | {"picture_url": pictures.address(told.pop("picture"), address(request))})


Sent = Annotated[bytes, Depends(picture_sent)]
_BINARY: dict[str, Any] = {
    "requestBody": {"required": True, "content": {"image/*": {"schema": {"type": "string", "format": "binary"}}}}
}


@router.put("/me/picture", openapi_extra=_BINARY)
def put_picture(who: CurrentUser, body: Sent, request: Request) -> PictureShown:
    """Show this picture (JPEG, PNG, WebP, GIF, HEIC, AVIF; its middle, drawn anew, without metadata) from now on."""
    return PictureShown(picture_url=pictures.put(who.id, body, address(request)))


@router.delete("/me/picture", status_code=204)
def delete_picture(who: CurrentUser) -> None:
    """Show no picture any more."""
    pictures.remove(who.id)


@router.get("/users/{person_id}")
def user(person_id: UUID, who: MaybeUser, request: Request) -> PersonRow:
    """Show somebody as far as they show themselves to whoever asks, signed in or not; else 404."""
    row = profiles.visit(who.id if who else None, person_id, address(request))
    return replace(row, title=translate(language_of(request), row.title)) if row.title else row
