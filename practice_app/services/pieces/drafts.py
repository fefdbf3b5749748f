"""What somebody says of a piece."""

from typing import Annotated, Any
from uuid import UUID

from pydantic import BaseModel, Field, SerializerFunctionWrapHandler, model_serializer

from practice_app.models import PieceStatus
from practice_app.services.shared.fields import Bpm, Instrument, Line, Lines, Name

Title = Annotated[Name, Field(max_length=200)]
MaybeText = Annotated[Line, Field(max_length=200)]
Notes = Annotated[Lines, Field(max_length=10_000)]
Difficulty = Annotated[int, Field(ge=1, le=10)]
"""Of one's own judgement: 1 first pieces, 10 concert literature."""
Duration = Annotated[float, Field(gt=0, le=86_400, allow_inf_nan=False)]


class Beat(BaseModel):
    """What one counts: ``bpm_ratio`` beats as the ear hears them are one of the player's.

    2 where the analysis hears quavers and the player counts crotchets; a tempo that was heard is divided by it.
    """

    bpm_ratio: Annotated[float, Field(ge=0.125, le=8, allow_inf_nan=False)]


class _Told(BaseModel):
    """What can be said of a piece beside its title; as it is stored, the beat is a column of its own."""

    composer: MaybeText = ""
    target_bpm: Bpm | None = None
    status: PieceStatus = PieceStatus.LEARNING
    instrument: Instrument = ""
    difficulty: Difficulty | None = None
    duration_s: Duration | None = None
    notes: Notes = ""
    work_id: UUID | None = None
    beat: Beat | None = None
    counted_bpm: Bpm | None = None

    @model_serializer(mode="wrap")
    def _stored(self, plain: SerializerFunctionWrapHandler) -> dict[str, Any]:
        values: dict[str, Any] = plain(self)
        if "beat" in values:
            beat = values.pop("beat")
            values["beat_ratio"] = beat and beat["bpm_ratio"]
        return values


class PieceDraft(_Told):
    """A piece as someone writes it down; a device without network makes the id itself."""

    id: UUID | None = None
    title: Title


class PieceChanges(_Told):
    """What to change of a piece."""

    title: Title = ""
