"""What comes in: a group as it is set up, and what of it changes."""

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, StrictBool

from practice_app.errors import Invalid
from practice_app.locales import msg
from practice_app.models import GroupRole, Joining, Named, Sharing
from practice_app.services.shared.fields import Lines, Name
from practice_app.settings import get_settings

GroupName = Annotated[Name, Field(max_length=80)]
Description = Annotated[Lines, Field(max_length=2000)]
Members = Annotated[int, Field(ge=1, le=10_000)]
USUALLY = 50
TOO_MANY = msg("Groups here have {n} members at most.")


class GroupDraft(BaseModel):
    """A group as it is set up."""

    model_config = ConfigDict(extra="forbid")
    name: GroupName
    description: Description = ""
    joining: Joining = Joining.INVITE
    rankings: StrictBool = False
    public_dashboard: StrictBool = False
    max_members: Members | None = None


class GroupChanges(BaseModel):
    """What of a group changes; what is left out stays."""

    model_config = ConfigDict(extra="forbid")
    name: GroupName = ""
    description: Description = ""
    joining: Joining = Joining.INVITE
    rankings: StrictBool = False
    public_dashboard: StrictBool = False
    max_members: Members = USUALLY


class SharingDraft(BaseModel):
    """What somebody shows the others of a group; and as whom they are named where anybody may look."""

    model_config = ConfigDict(extra="forbid")
    level: Sharing
    named: Named | None = None


class RoleDraft(BaseModel):
    """What somebody is in a group from now on."""

    model_config = ConfigDict(extra="forbid")
    role: GroupRole


def usual_size() -> int:
    """How many members a group has room for unless its owner says otherwise."""
    return min(USUALLY, get_settings().group_members)


def check_size(members: int) -> int:
    """Raise ``Invalid`` for more members than groups have here."""
    most = get_settings().group_members
    if members > most:
        raise Invalid("max_members", TOO_MANY, n=most)
    return members
