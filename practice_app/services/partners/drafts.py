"""What somebody says who looks for a partner, and what is asked of one."""

from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StrictBool, StringConstraints, model_validator
from pydantic_core import PydanticCustomError

from practice_app.locales import msg
from practice_app.models import LookingFor
from practice_app.services.shared.fields import Instrument, Line, Lines, Name, Zone
from practice_app.words import level_key

MOST_HOURS = 28
WRONG_HOURS = msg("Give hours as a weekday from 0 to 6 with the times from and to.")


def _minutes(value: str) -> int:
    """How many minutes after midnight; a day ends at 24:00."""
    hours, colon, minutes = value.partition(":")
    digits = (hours + minutes).isascii() and (hours + minutes).isdigit()
    if not (digits and colon and len(value) == 5 and len(minutes) == 2):
        raise PydanticCustomError("hours", WRONG_HOURS)
    told = int(hours) * 60 + int(minutes)
    if int(minutes) > 59 or told > 24 * 60:
        raise PydanticCustomError("hours", WRONG_HOURS)
    return told


def _clock(value: str) -> str:
    _minutes(value)
    return value


Clock = Annotated[str, Field(max_length=5), AfterValidator(_clock)]
Language = Annotated[str, StringConstraints(max_length=20, pattern=r"^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8}){0,2}$")]


class Strict(BaseModel):
    """Takes what it names and nothing else."""

    model_config = ConfigDict(extra="forbid", populate_by_name=True)


class Hours(Strict):
    """When somebody has time in a week, by their clocks; ``to`` before ``from`` is past midnight. 0 is Monday."""

    weekday: Annotated[int, Field(ge=0, le=6, strict=True)]
    begins: Annotated[Clock, Field(alias="from")]
    ends: Annotated[Clock, Field(alias="to")]

    @model_validator(mode="after")
    def _last(self) -> "Hours":
        if self.begins in (self.ends, "24:00"):
            raise PydanticCustomError("hours", WRONG_HOURS)
        return self


class PartnerDraft(Strict):
    """What somebody looks for; ``contact`` is read only by those with whom it is agreed on."""

    looking_for: Annotated[list[LookingFor], Field(min_length=1, max_length=3)]
    instruments: Annotated[list[Annotated[Instrument, Field(min_length=1)]], Field(min_length=1, max_length=10)]
    level: Annotated[Line, Field(max_length=40), AfterValidator(level_key)] = ""
    languages: Annotated[list[Language], Field(min_length=1, max_length=10)]
    hours: Annotated[list[Hours], Field(max_length=MOST_HOURS)] = []
    timezone: Zone | None = None
    about: Annotated[Lines, Field(max_length=500)] = ""
    contact: Annotated[Name, Field(max_length=200)]

    def stored(self) -> dict[str, Any]:
        """Each word once, as a row keeps it."""
        told = self.model_dump(mode="json", by_alias=True)
        return told | {name: list(dict.fromkeys(told[name])) for name in ("looking_for", "instruments", "languages")}


class AskDraft(Strict):
    """What is written to somebody whom one asks."""

    text: Annotated[Lines, Field(min_length=1, max_length=500)]


class AnswerDraft(Strict):
    """Whether one would like to."""

    accept: StrictBool
