"""What may be said, and drawn, checked field by field before anything is stored."""

import json
from enum import StrEnum
from typing import Annotated, Any, Literal
from uuid import UUID

from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from practice_app.errors import Invalid
from practice_app.locales import msg
from practice_app.models.feedback import LONGEST_REPLY, LONGEST_TEXT
from practice_app.services.shared.fields import Lines

MOST_STROKES = 200
MOST_POINTS = 5_000
LARGEST = 64 * 1024
"""Bytes of a drawing as it is stored."""

Text = Annotated[Lines, Field(max_length=LONGEST_TEXT)]
Answer = Annotated[Lines, Field(max_length=LONGEST_REPLY)]
Rating = Annotated[int, Field(ge=1, le=5, strict=True)]
Second = Annotated[float, Field(ge=0, le=86_400, allow_inf_nan=False)]
Share = Annotated[float, Field(ge=0, le=1, allow_inf_nan=False), AfterValidator(lambda value: round(value, 4))]
"""From 0 to 1; to the ten-thousandth, a quarter of a pixel of a film as we keep it."""
Side = Annotated[float, Field(gt=0, le=100_000, allow_inf_nan=False)]


class Strict(BaseModel):
    """What has no field that we don't know."""

    model_config = ConfigDict(extra="forbid")


class Tool(StrEnum):
    """With what a stroke is drawn."""

    PEN = "pen"
    ARROW = "arrow"
    LINE = "line"
    CIRCLE = "circle"


class Stroke(Strict):
    """One stroke: points ``[x, y]`` or ``[x, y, pressure]``, all from 0 to 1, of the picture and not of the page."""

    tool: Tool
    color: Annotated[str, Field(pattern=r"^#[0-9a-fA-F]{6}$")]
    points: Annotated[list[Annotated[list[Share], Field(min_length=2, max_length=3)]], Field(min_length=1)]


class Drawing(Strict):
    """Strokes over a picture that was so wide and so high when they were drawn."""

    width: Side
    height: Side
    strokes: Annotated[list[Stroke], Field(min_length=1, max_length=MOST_STROKES)]

    def stored(self) -> dict[str, Any]:
        """As it is kept; raise ``Invalid`` when that is too much."""
        told = self.model_dump(mode="json")
        points = sum(len(stroke.points) for stroke in self.strokes)
        if points > MOST_POINTS or len(json.dumps(told, separators=(",", ":"))) > LARGEST:
            raise Invalid("drawing", msg("That is more than one drawing may hold. Draw it in two comments."))
        return told


class CommentDraft(Strict):
    """Something said about a session; ``draft``: nobody else sees it yet, ``voice_id``: what was sent as a voice."""

    id: UUID | None = None
    text: Text = ""
    drawing: Drawing | None = None
    rating: Rating | None = None
    voice_id: UUID | None = None
    draft: bool = False


class MomentDraft(CommentDraft):
    """Something said about a moment of a recording, or from there ``until_s``, on the whole recording's clock."""

    at_s: Second
    until_s: Second | None = None


class FeedbackChange(Strict):
    """What is to be otherwise; what is left out stays. ``draft`` of ``false`` says it to the student."""

    at_s: Second | None = None
    until_s: Second | None = None
    text: Text | None = None
    drawing: Drawing | None = None
    rating: Rating | None = None
    draft: Literal[False] | None = None


class ReplyDraft(Strict):
    """What is answered, in words or aloud."""

    text: Answer = ""
    voice_id: UUID | None = None
