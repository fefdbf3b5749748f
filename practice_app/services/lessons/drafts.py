"""What may be said about lessons, checked field by field before anything is stored."""

from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Annotated, Any, Self
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field, model_validator
from pydantic_core import PydanticCustomError

from practice_app.errors import Invalid
from practice_app.locales import msg
from practice_app.models import LessonStatus
from practice_app.models.columns import now
from practice_app.models.lessons import LONGEST_MINUTES
from practice_app.services.lessons import recurring
from practice_app.services.shared.fields import EARLIEST, LATEST, Line, Lines, Moment, Zone

FARTHEST = timedelta(days=366)
"""So far ahead, and back, a lesson may be planned."""

NO_MOMENT = msg("This is neither a day nor a moment.")

Reminder = Annotated[int, Field(ge=0, le=7 * 24 * 60)]
Reminders = Annotated[list[Reminder], Field(max_length=5)]
Place = Annotated[Line, Field(max_length=200)]
Note = Annotated[Lines, Field(max_length=2000)]
Notes = Annotated[Lines, Field(max_length=5000)]
Reason = Annotated[Line, Field(max_length=500)]
Rrule = Annotated[Line, Field(max_length=recurring.LONGEST)]


class Scope(StrEnum):
    """How far a change goes: one lesson, it and all that follow, all that are to come."""

    THIS = "this"
    FOLLOWING = "following"
    ALL = "all"


class Strict(BaseModel):
    """What has no field that we don't know."""

    model_config = ConfigDict(extra="forbid")


class ClassDraft(Strict):
    """A lesson, or one that comes again.

    Times with an offset are moments; without one they are what clocks in ``timezone`` say.
    """

    id: UUID | None = None
    student_id: UUID
    starts_at: datetime
    ends_at: datetime
    timezone: Zone
    rrule: Rrule = ""
    reminders_min: Reminders = []
    place: Place = ""
    note: Note = ""
    skip_conflicts: bool = False
    """Whether lessons of a series whose time is taken are left out, rather than all refused."""
    makes_up_for: "LessonName | None" = None


class LessonName(Strict):
    """Which lesson: its class, and when the class has it."""

    class_id: UUID
    occurrence: Moment


class NotesChange(Strict):
    """What is noted about a lesson: for both, and for the teacher alone."""

    shared: Notes | None = None
    private: Notes | None = None


class ClassChange(Strict):
    """What is to be otherwise: of one lesson, of it and all that follow, or of all that are to come."""

    scope: Scope | None = None
    occurrence: Moment | None = None
    starts_at: datetime | None = None
    ends_at: datetime | None = None
    timezone: Zone | None = None
    rrule: Rrule | None = None
    reminders_min: Reminders | None = None
    place: Place | None = None
    note: Note | None = None
    skip_conflicts: bool = False
    status: LessonStatus | None = None
    reason: Reason | None = None
    makes_up_for: LessonName | UUID | Moment | None = None
    notes: NotesChange | None = None

    @model_validator(mode="after")
    def _something_to_do(self) -> Self:
        if self.ends_at is not None and self.starts_at is None:
            raise PydanticCustomError("starts_at", "With an end goes a beginning.")
        return self

    @property
    def reaches(self) -> Scope:
        """How far it goes: unless it says so, as far as what it names."""
        return self.scope or (Scope.THIS if self.occurrence else Scope.ALL)

    @property
    def moves(self) -> bool:
        """Whether it is about when lessons are."""
        return bool({"starts_at", "ends_at", "timezone", "rrule"} & self.model_fields_set)

    @property
    def tells(self) -> bool:
        """Whether it is about what became of one lesson."""
        return bool({"status", "reason", "makes_up_for", "notes"} & self.model_fields_set)

    @property
    def describes(self) -> dict[str, Any]:
        """What it says about the class itself."""
        said = {"reminders_min", "place", "note"} & self.model_fields_set
        return {name: getattr(self, name) for name in said if getattr(self, name) is not None}


def span(starts: datetime, ends: datetime, zone: str) -> tuple[datetime, int]:
    """What clocks in ``zone`` say at the beginning, and how many minutes it lasts; raise ``Invalid``."""
    said, until = (_on_the_wall(name, at, zone) for name, at in (("starts_at", starts), ("ends_at", ends)))
    begins, over = recurring.moment(said, zone), recurring.moment(until, zone)
    if starts.tzinfo and ends.tzinfo:
        begins, over = starts, ends
    minutes = round((over - begins).total_seconds() / 60)
    if not 1 <= minutes <= LONGEST_MINUTES:
        raise Invalid("ends_at", msg("A lesson lasts from one minute to twelve hours."))
    if abs(begins - now()) > FARTHEST:
        raise Invalid("starts_at", msg("A lesson can be planned for up to a year from now."))
    return said, minutes


def _on_the_wall(name: str, at: datetime, zone: str) -> datetime:
    if not EARLIEST.year < at.year < LATEST.year:
        raise Invalid(name, "This date is out of reach.")
    if at.tzinfo:
        said = recurring.wall(at, zone).replace(second=0, microsecond=0)
        if recurring.moment(said, zone) != at.replace(second=0, microsecond=0):
            raise Invalid(name, msg("Clocks are put back that day and say this hour twice. Please choose another."))
        return said
    if recurring.is_skipped(at, zone):
        raise Invalid(name, msg("Clocks are put forward that day: there is no such hour. Please choose another."))
    return at.replace(second=0, microsecond=0)


def window(since: str | None, until: str | None, zone: str) -> tuple[datetime, datetime]:
    """From when to when lessons are asked for: days (the last one too) or moments; a month from today unless said."""
    begins = _edge("from", since, zone) if since else _midnight(recurring.wall(now(), zone).date(), zone)
    ends = _edge("to", until, zone, whole=True) if until else begins + timedelta(days=31)
    if not timedelta() <= ends - begins <= timedelta(days=400):
        raise Invalid("to", msg("Lessons are listed for up to 400 days, from the first to the last."))
    return begins, ends


def _edge(name: str, text: str, zone: str, *, whole: bool = False) -> datetime:
    try:
        if len(text) == 10:
            return _midnight(date.fromisoformat(text) + timedelta(days=whole), zone)
    except (ValueError, OverflowError):
        raise Invalid(name, NO_MOMENT) from None
    return moment_of(name, text, zone)


def moment_of(name: str, text: str, zone: str = "UTC") -> datetime:
    """Read a moment out of an address, where a plus may have become a space; raise ``Invalid``."""
    try:
        at = datetime.fromisoformat(text.replace(" ", "+"))
        if EARLIEST.year < at.year < LATEST.year:
            return at if at.tzinfo else recurring.moment(at, zone)
    except (ValueError, OverflowError):
        pass
    raise Invalid(name, NO_MOMENT)


def _midnight(day: date, zone: str) -> datetime:
    if not EARLIEST.year < day.year < LATEST.year:
        raise ValueError
    return recurring.moment(datetime(day.year, day.month, day.day), zone)  # noqa: DTZ001 - what clocks there say
