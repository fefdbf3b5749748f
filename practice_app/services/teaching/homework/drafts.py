"""What may be said about homework, checked field by field before anything is stored."""

from datetime import date
from enum import StrEnum
from typing import Annotated, Any, Self
from urllib.parse import urlsplit
from uuid import UUID

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StrictInt, field_validator, model_validator
from pydantic_core import PydanticCustomError

from practice_app.services.shared.fields import Bpm, Line, Lines, Name

MOST_STUDENTS, MOST_REFERENCES = 50, 20


def _link(value: str) -> str:
    """An address that a browser opens on another site, and that does nothing here."""
    try:
        parts = urlsplit(value)
        fine = parts.scheme in ("http", "https") and bool(parts.hostname) and " " not in value
    except ValueError:
        fine = False
    if not fine:
        raise PydanticCustomError("link", "This isn't an address of a page (https://…).")
    return value


def _in_order(value: list[int]) -> list[int]:
    if value[0] > value[1]:
        raise PydanticCustomError("bars", "The first bar comes before the last.")
    return value


def _near(value: date) -> date:
    if not 2000 <= value.year < 2200:
        raise PydanticCustomError("day", "This date is out of reach.")
    return value


Title = Annotated[Name, Field(max_length=200)]
MaybeTitle = Annotated[Line, Field(max_length=200)]
Note = Annotated[Lines, Field(max_length=5000)]
Bar = Annotated[StrictInt, Field(ge=1, le=99_999)]
Bars = Annotated[list[Bar], Field(min_length=2, max_length=2), AfterValidator(_in_order)]
Minutes = Annotated[StrictInt, Field(ge=1, le=10_080)]
Repetitions = Annotated[StrictInt, Field(ge=1, le=10_000)]
Day = Annotated[date, AfterValidator(_near)]
Second = Annotated[float, Field(ge=0, le=86_400, allow_inf_nan=False)]
Link = Annotated[Name, Field(max_length=2000), AfterValidator(_link)]


class Strict(BaseModel):
    """What has no field that we don't know."""

    model_config = ConfigDict(extra="forbid")


class PieceTold(Strict):
    """A piece by the teacher's words."""

    title: Title
    composer: MaybeTitle = ""


class ReferenceKind(StrEnum):
    """What homework points to."""

    MOMENT = "moment"
    LINK = "link"
    FILE = "file"
    RECORDING = "recording"


class Reference(Strict):
    """What homework points to: a moment of a take or all of it, a page elsewhere, or a sheet that was sent.

    A take is one that the student shares, or one that the teacher kept of their own.
    """

    kind: ReferenceKind
    recording_id: UUID | None = None
    start_s: Second | None = None
    end_s: Second | None = None
    url: Link | None = None
    file_id: UUID | None = None
    name: Annotated[Line, Field(max_length=120)] = ""
    """With ``mime_type`` and ``own`` as it was told: what is so of the file or the take stands instead."""
    mime_type: Annotated[Line, Field(max_length=200)] = ""
    own: bool = False

    @model_validator(mode="after")
    def _whole(self) -> Self:
        named = {ReferenceKind.LINK: self.url, ReferenceKind.FILE: self.file_id}
        meant = named.get(self.kind, self.recording_id)
        if meant is None or sum(one is not None for one in (self.url, self.file_id, self.recording_id)) != 1:
            raise PydanticCustomError(
                "reference", "A link has a url, a file a file_id, a moment or a recording a recording_id."
            )
        if (self.kind is ReferenceKind.MOMENT) != (self.start_s is not None):
            raise PydanticCustomError("moment", "A moment has a start_s, and nothing else has.")
        if self.end_s is not None and (self.start_s is None or self.end_s <= self.start_s):
            raise PydanticCustomError("moment", "An end_s comes after a start_s.")
        return self


References = Annotated[list[Reference], Field(max_length=MOST_REFERENCES)]
Students = Annotated[list[UUID], Field(min_length=1, max_length=MOST_STUDENTS)]


class _Told(Strict):
    """What can be said of homework beside its title."""

    piece: PieceTold | None = None
    piece_id: UUID | None = None
    bars: Bars | None = None
    target_bpm: Bpm | None = None
    minutes: Minutes | None = None
    repetitions: Repetitions | None = None
    due_on: Day | None = None
    note: Note = ""
    references: References = []

    @field_validator("references", mode="before")
    @classmethod
    def _none_is_empty(cls, value: Any) -> Any:
        return [] if value is None else value


class AssignmentDraft(_Told):
    """Homework for one student or several; with ``id`` the same again changes nothing.

    With ``feedback_id`` what is left out is taken from that comment; else ``student_ids`` and ``title`` are needed.
    """

    id: UUID | None = None
    student_ids: Students = []
    title: MaybeTitle = ""
    feedback_id: UUID | None = None


class AssignmentChange(_Told):
    """What is to be otherwise; what is left out stays, ``null`` empties."""

    title: Title = ""


class Handed(Strict):
    """What is handed in: a recording, or a session."""

    recording_id: UUID | None = None
    session_id: UUID | None = None

    @model_validator(mode="after")
    def _one_of_them(self) -> Self:
        if (self.recording_id is None) == (self.session_id is None):
            raise PydanticCustomError("handed", "Name a recording_id or a session_id.")
        return self


class Word(Strict):
    """What a teacher says as they close homework, or give it back."""

    text: Note = ""


class TemplateDraft(_Told):
    """Homework to give again; with ``assignment_id`` what is left out is as in that one."""

    name: Annotated[Name, Field(max_length=80)]
    title: MaybeTitle = ""
    assignment_id: UUID | None = None
