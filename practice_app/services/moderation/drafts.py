"""What somebody reports, what a moderator does about it, and what its author says to that."""

from datetime import timedelta
from typing import Annotated, Final
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field, StrictBool, model_validator
from pydantic_core import PydanticCustomError

from practice_app.locales import msg
from practice_app.models import Action, ReportKind, Rule
from practice_app.models.columns import now
from practice_app.services.shared.fields import Lines, Moment

LONGEST: Final = timedelta(days=366)


class Strict(BaseModel):
    """Takes what it names and nothing else."""

    model_config = ConfigDict(extra="forbid")


class ReportDraft(Strict):
    """Something that somebody should look at, and why."""

    kind: ReportKind
    id: UUID
    reason: Rule
    text: Annotated[Lines, Field(max_length=1000)] = ""


class Decision(Strict):
    """What is done, by which rule (else the one that most reporters named), and why, as the person will read it."""

    action: Action
    until: Moment | None = None
    rule: Rule | None = None
    reason: Annotated[Lines, Field(min_length=1, max_length=1000)]

    @model_validator(mode="after")
    def _until(self) -> "Decision":
        if (self.action is Action.SUSPEND) != (self.until is not None):
            raise PydanticCustomError("until", msg("A pause wants a day until when, and nothing else has one."))
        if self.until is not None and not now() < self.until <= now() + LONGEST:
            raise PydanticCustomError("until", msg("A pause ends within a year from now."))
        return self


class AppealDraft(Strict):
    """What somebody says to a measure."""

    report_id: UUID
    text: Annotated[Lines, Field(min_length=1, max_length=2000)]


class Verdict(Strict):
    """What another moderator answers; granted, the measure is taken back."""

    grant: StrictBool
    reason: Annotated[Lines, Field(min_length=1, max_length=1000)]
