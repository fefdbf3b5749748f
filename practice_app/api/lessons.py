"""Lessons: planned, moved, called off, told about; and the calendar that others read."""

from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Query, Request, Response
from pydantic import BaseModel

from practice_app.api.shared.answers import answer
from practice_app.api.shared.deps import CurrentUser
from practice_app.database import transaction
from practice_app.http.clients import network_of
from practice_app.http.origin import address
from practice_app.services import lessons
from practice_app.services.lessons import (
    CalendarRow,
    CallingOff,
    ClassChange,
    ClassDraft,
    ClassRow,
    FreeDaysDraft,
    FreeDaysRow,
    LessonRow,
    Scope,
    moment_of,
)
from practice_app.services.shared.limits import rates
from practice_app.services.shared.paging import Page

router = APIRouter(tags=["lessons"])
CALENDAR = "text/calendar; charset=utf-8"
WRITTEN: dict[int | str, dict[str, Any]] = {200: {"content": {"text/calendar": {}}}}
TRIES = "120/minute"
"""Addresses of calendars that one network may ask for."""
Day = Annotated[str | None, Query(max_length=40, description="A day of one's own, or a moment")]
Occurrence = Annotated[str | None, Query(max_length=40, description="By which a lesson of a class is named")]


class CalledOff(BaseModel):
    """How many lessons do not take place."""

    cancelled: int


@router.post("/schedule/classes", status_code=201, response_model=ClassRow)
def plan_class(body: ClassDraft, who: CurrentUser, request: Request) -> Response:
    """Plan a lesson with a student, or lessons that come again.

    Times without an offset are what clocks in `timezone` say. Weekly rules alone: `FREQ=WEEKLY` with `INTERVAL`,
    `COUNT` or `UNTIL`, `BYDAY`. When one of the two has another lesson then: 409 `overlap`, with `conflicts`;
    `skip_conflicts` leaves those out.
    """
    with transaction(who.id) as db:
        made, new = lessons.make(db, who.id, body)
        (row,) = lessons.with_faces(db, [made], address(request))
    return answer(row, 201 if new else 200)


@router.get("/schedule/classes", response_model=Page[LessonRow])
def list_classes(
    who: CurrentUser,
    request: Request,
    since: Annotated[Day, Query(alias="from")] = None,
    until: Annotated[Day, Query(alias="to")] = None,
) -> Response:
    """List one's lessons, given and taken, cancelled ones too; a month from today unless said, 400 days at most."""
    with transaction(who.id) as db:
        found = lessons.listed(db, who.id, since, until)
        return answer(Page(lessons.with_faces(db, found, address(request)), None))


@router.patch("/schedule/classes/{class_id}", response_model=ClassRow)
def change_class(class_id: UUID, body: ClassChange, who: CurrentUser, request: Request) -> Response:
    """Move lessons (`scope`), or say what became of one: held, missed, cancelled, notes, which one it makes up for.

    A student may cancel a lesson to come, with a reason.
    """
    with transaction(who.id) as db:
        changed = lessons.change(db, who.id, class_id, body)
        (row,) = lessons.with_faces(db, [changed], address(request))
    return answer(row)


@router.delete("/schedule/classes/{class_id}", status_code=204)
def remove_class(class_id: UUID, who: CurrentUser, scope: Scope = Scope.THIS, occurrence: Occurrence = None) -> None:
    """Take lessons to come out: one, it and all that follow, or all. What was stays."""
    with transaction(who.id) as db:
        lessons.remove(db, who.id, class_id, scope, moment_of("occurrence", occurrence) if occurrence else None)


@router.get("/schedule/classes/{class_id}.ics", response_class=Response, responses=WRITTEN)
def download_class(class_id: UUID, who: CurrentUser, occurrence: Occurrence = None) -> Response:
    """Give one lesson, or all of a class, as a file for a calendar."""
    with transaction(who.id) as db:
        written = lessons.of_one(db, who.id, class_id, moment_of("occurrence", occurrence) if occurrence else None)
    return Response(written, media_type=CALENDAR, headers={"Content-Disposition": 'attachment; filename="lesson.ics"'})


@router.get("/schedule/holidays", response_model=Page[FreeDaysRow])
def list_holidays(who: CurrentUser) -> Response:
    """List the days on which one gives no lessons, those that are over left out."""
    with transaction(who.id) as db:
        return answer(Page(lessons.list_free_days(db, who.id), None))


@router.post("/schedule/holidays", status_code=201, response_model=FreeDaysRow)
def add_holidays(body: FreeDaysDraft, who: CurrentUser) -> Response:
    """Give no lessons on these days: series leave them out; `lessons` are planned then already, and stay."""
    with transaction(who.id) as db:
        row, new = lessons.add_free_days(db, who.id, body)
    return answer(row, 201 if new else 200)


@router.delete("/schedule/holidays/{holidays_id}", status_code=204)
def take_back_holidays(holidays_id: UUID, who: CurrentUser) -> None:
    """Give lessons on these days again; what was left out or cancelled does not come back by itself."""
    with transaction(who.id) as db:
        lessons.take_back_free_days(db, who.id, holidays_id)


@router.post("/schedule/holidays/{holidays_id}/cancel")
def cancel_lessons_of_holidays(holidays_id: UUID, body: CallingOff, who: CurrentUser) -> CalledOff:
    """Cancel the lessons to come on these days; each student is told, with the reason or what the days are called."""
    with transaction(who.id) as db:
        return CalledOff(cancelled=lessons.call_off_free_days(db, who.id, holidays_id, body.reason))


@router.get("/calendar", response_model=CalendarRow)
def show_calendar(who: CurrentUser, request: Request) -> Response:
    """Tell by which address a calendar reads one's lessons; null until there is one."""
    with transaction(who.id) as db:
        return answer(lessons.calendar(db, who.id, address(request)))


@router.post("/calendar", response_model=CalendarRow)
def make_calendar(who: CurrentUser, request: Request) -> Response:
    """Make a new address by which a calendar reads one's lessons; the one before ends."""
    with transaction(who.id) as db:
        return answer(lessons.make_calendar(db, who.id, address(request)))


@router.delete("/calendar", status_code=204)
def revoke_calendar(who: CurrentUser) -> None:
    """End the address by which a calendar reads one's lessons."""
    with transaction(who.id) as db:
        lessons.revoke_calendar(db, who.id)


@router.get("/calendar/{secret}.ics", response_class=Response, responses=WRITTEN)
def read_calendar(secret: str, request: Request) -> Response:
    """Give all lessons of whoever made this address to a calendar (RFC 5545); 304 to which has them already."""
    rates.spend(TRIES, "calendars", network_of(request))
    known = request.headers.get("if-none-match", "").removeprefix("W/").strip('"')
    feed = lessons.read_calendar(secret, known[:64])
    headers = {"ETag": f'"{feed.mark}"', "Cache-Control": "private, no-cache", "X-Robots-Tag": "noindex"}
    if feed.body is None:
        return Response(status_code=304, headers=headers)
    return Response(feed.body, media_type=CALENDAR, headers=headers)
