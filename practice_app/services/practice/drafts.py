"""What a device may tell about a practice session, checked field by field before anything is stored."""

import hashlib
import json
from datetime import UTC, datetime, timedelta
from typing import Annotated, Any
from uuid import UUID

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationInfo, field_validator, model_validator
from pydantic_core import PydanticCustomError

from practice_app.models import Mode, Source
from practice_app.services.shared.fields import Bpm, Instrument, Lines, PastMoment, Seconds, Words, Zone
from practice_app.words import focus_key

LONGEST = timedelta(hours=24)
NOT_CONTENT = {"client_updated_at"}
Note = Annotated[Lines, Field(max_length=10_000)]
Focus = Annotated[Words, AfterValidator(lambda words: list(dict.fromkeys(map(focus_key, words))))]
Rating = Annotated[int, Field(ge=1, le=5)]
Tags = Annotated[list[UUID], Field(max_length=50)]


class Interval(BaseModel):
    """A stretch of time at the instrument, between two pauses."""

    model_config = ConfigDict(frozen=True)
    started_at: PastMoment
    ended_at: PastMoment


class Item(BaseModel):
    """A piece, or a section of one, that was worked on."""

    model_config = ConfigDict(frozen=True)
    piece_id: UUID | None = None
    section_id: UUID | None = None
    seconds: Seconds = 0
    repetitions: Annotated[int, Field(ge=0, le=100_000)] = 0
    rating: Rating | None = None
    assignment_id: UUID | None = None
    """The homework that it was for."""


class PlanDone(BaseModel):
    """How much was done of the plan by which a session was practised."""

    model_config = ConfigDict(frozen=True)
    steps: Annotated[int, Field(ge=1, le=100)]
    done: Annotated[int, Field(ge=0, le=100)]

    @model_validator(mode="after")
    def _no_more_than_there_are(self) -> "PlanDone":
        if self.done > self.steps:
            raise PydanticCustomError("plan", "No more steps can be done than the plan has.")
        return self


Intervals = Annotated[list[Interval], Field(max_length=1000)]
Items = Annotated[list[Item], Field(max_length=200)]


class SessionDraft(BaseModel):
    """A session as a device tells it. Fields we don't know are ignored, so that a newer client can talk to us.

    Without ``intervals`` the whole time counts; without ``timezone`` the player's own zone is meant.
    """

    model_config = ConfigDict(frozen=True)
    started_at: PastMoment
    ended_at: PastMoment
    intervals: Annotated[Intervals | None, Field(validate_default=True)] = None
    timezone: Zone | None = None
    instrument: Instrument = ""
    focus: Focus = []
    mode: Mode = Mode.NORMAL
    target_bpm: Bpm | None = None
    self_rating: Rating | None = None
    note: Note = ""
    tag_ids: Tags = []
    items: Items = []
    plan: PlanDone | None = None
    source: Source = Source.TIMER
    client_updated_at: PastMoment = Field(default_factory=lambda: datetime.now(UTC))

    @field_validator("focus", "tag_ids", "items", mode="before")
    @classmethod
    def _none_is_empty(cls, value: Any) -> Any:
        return [] if value is None else value

    @field_validator("ended_at")
    @classmethod
    def _ends_after_start(cls, value: datetime, info: ValidationInfo) -> datetime:
        started_at = info.data.get("started_at")
        if started_at and value < started_at:
            raise PydanticCustomError("order", "A session can't end before it starts.")
        if started_at and value - started_at > LONGEST:
            raise PydanticCustomError("length", "A session lasts at most 24 hours.")
        return value

    @field_validator("intervals")
    @classmethod
    def _fit(cls, value: list[Interval] | None, info: ValidationInfo) -> list[Interval] | None:
        if "started_at" not in info.data or "ended_at" not in info.data:
            return value
        started_at, ended_at = info.data["started_at"], info.data["ended_at"]
        if value is None:
            return [Interval.model_construct(started_at=started_at, ended_at=ended_at)]
        _check_order(value, started_at, ended_at)
        return value

    @field_validator("tag_ids")
    @classmethod
    def _each_once(cls, value: list[UUID]) -> list[UUID]:
        return sorted(set(value))

    @property
    def clock_s(self) -> float:
        """Seconds at the instrument by the clock, without the pauses."""
        return sum((i.ended_at - i.started_at).total_seconds() for i in self.intervals or ())

    def content_hash(self) -> bytes:
        """Tell by 32 bytes whether the same content came again, however it was written."""
        content = self.model_dump(mode="json", exclude=NOT_CONTENT)
        # What came later stands in the hash only where it is said: what was stored before stays the same content.
        later = [(item, name) for item in content["items"] for name in ("rating", "assignment_id")]
        for part, name in ((content, "plan"), *later):
            if part[name] is None:
                del part[name]
        return hashlib.sha256(json.dumps(content, sort_keys=True).encode()).digest()


def _check_order(intervals: list[Interval], started_at: datetime, ended_at: datetime) -> None:
    last = started_at
    for interval in intervals:
        if interval.ended_at < interval.started_at:
            raise PydanticCustomError("order", "An interval can't end before it starts.")
        if interval.started_at < last:
            raise PydanticCustomError("overlap", "Intervals must follow one another within the session.")
        last = interval.ended_at
    if last > ended_at:
        raise PydanticCustomError("outside", "Intervals must lie within the session.")


class SessionChanges(BaseModel):
    """What to change of a session; what is left out stays as it is."""

    model_config = ConfigDict(frozen=True)
    started_at: PastMoment | None = None
    ended_at: PastMoment | None = None
    intervals: Intervals | None = None
    timezone: Zone | None = None
    instrument: Instrument = ""
    focus: Focus | None = None
    mode: Mode | None = None
    target_bpm: Bpm | None = None
    self_rating: Rating | None = None
    note: Note = ""
    tag_ids: Tags | None = None
    items: Items | None = None
    plan: PlanDone | None = None
    source: Source | None = None
    client_updated_at: PastMoment | None = None

    def told(self) -> dict[str, Any]:
        """Give what was really said; ``null`` empties only what may be empty."""
        may_be_null = {"target_bpm", "self_rating", "plan", "focus", "tag_ids", "items"}
        said = {name: getattr(self, name) for name in self.model_fields_set}
        return {name: value for name, value in said.items() if value is not None or name in may_be_null}
