"""What a client may write into a field: text PostgreSQL can hold, sane moments, real time zones, finite numbers."""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from typing import Annotated, Any, TypeVar

from pydantic import (
    AfterValidator,
    AwareDatetime,
    BaseModel,
    BeforeValidator,
    Field,
    StringConstraints,
    ValidationError,
)
from pydantic_core import PydanticCustomError

from practice_app import zones
from practice_app.errors import FieldError, Invalid
from practice_app.text import clean_line, clean_text, fold
from practice_app.words import instrument_key

CLOCK_SKEW = timedelta(days=1)
"""How far ahead of ours a device's clock may run before we don't believe it."""
EARLIEST, LATEST = datetime(1900, 1, 1, tzinfo=UTC), datetime(9000, 1, 1, tzinfo=UTC)
T = TypeVar("T", bound=BaseModel)


def _line(value: Any) -> Any:
    return clean_line(value) if isinstance(value, str) else value


def _lines(value: Any) -> Any:
    return clean_text(value) if isinstance(value, str) else value


def _empty_for_none(value: Any) -> Any:
    return "" if value is None else value


def _utc(value: datetime) -> datetime:
    if not EARLIEST <= value <= LATEST:
        raise PydanticCustomError("moment", "This date is out of reach.")
    return value.astimezone(UTC)


def _past(value: datetime) -> datetime:
    if value > datetime.now(UTC) + CLOCK_SKEW:
        raise PydanticCustomError("future", "This lies in the future.")
    return value


def _zone(value: str) -> str:
    if value not in zones.names():
        raise PydanticCustomError("timezone", "This isn't a time zone we know (like “Asia/Seoul”).")
    return value


def _distinct(values: Iterable[str]) -> list[str]:
    """Take each name once, as it was written first."""
    found: dict[str, str] = {}
    for value in values:
        found.setdefault(fold(value), value)
    return [value for value in found.values() if value]


Line = Annotated[str, BeforeValidator(_line), BeforeValidator(_empty_for_none)]
"""One line of text that may be empty (``null`` is), cleaned by the rule of ``practice_app.text``."""
Lines = Annotated[str, BeforeValidator(_lines), BeforeValidator(_empty_for_none)]
"""The same of several lines."""
Name = Annotated[str, StringConstraints(min_length=1), BeforeValidator(_line)]
"""One line that says something."""
Instrument = Annotated[Line, Field(max_length=60), AfterValidator(instrument_key)]
"""The key of an instrument that everybody has, else its name as it was written; maybe empty."""
Moment = Annotated[AwareDatetime, AfterValidator(_utc)]
PastMoment = Annotated[Moment, AfterValidator(_past)]
Zone = Annotated[str, AfterValidator(_zone)]
Bpm = Annotated[float, Field(ge=10, le=400, allow_inf_nan=False)]
Seconds = Annotated[float, Field(ge=0, le=86_400, allow_inf_nan=False)]
Words = Annotated[
    list[Annotated[str, StringConstraints(max_length=60), BeforeValidator(_line)]],
    Field(max_length=20),
    AfterValidator(_distinct),
]


def checked(kind: type[T], values: dict[str, Any]) -> T:
    """Build a draft out of plain values; raise ``Invalid`` with every field that can't be taken."""
    try:
        return kind.model_validate(values)
    except ValidationError as error:
        raise as_invalid(error) from None


def as_invalid(error: ValidationError) -> Invalid:
    """Say of each field what is wrong with it."""
    told = [(".".join(map(str, e["loc"])), e["msg"]) for e in error.errors()]
    errors = [FieldError(field, message) for field, message in told]
    problem = Invalid(errors[0].field, errors[0].detail)
    problem.errors = errors
    return problem
