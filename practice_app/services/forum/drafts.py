"""What may be written on the board, checked field by field before anything is stored."""

from typing import Annotated, Literal
from uuid import UUID

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field

from practice_app.models import PostCategory
from practice_app.models.forum import BODY_LENGTH, TITLE_LENGTH
from practice_app.services.forum.words import tag_names
from practice_app.services.shared.fields import Line, Lines

LONGEST_UNREAD = 3 * BODY_LENGTH
"""Characters that are cleaned at all: what is longer than this is refused unread."""


def _unread(value: object) -> object:
    return value[: LONGEST_UNREAD + 1] if isinstance(value, str) else value


Title = Annotated[Line, Field(max_length=TITLE_LENGTH)]
Body = Annotated[Lines, Field(max_length=BODY_LENGTH), BeforeValidator(_unread)]
Tags = Annotated[list[Annotated[str, Field(max_length=200)]], Field(max_length=10), AfterValidator(tag_names)]


class Strict(BaseModel):
    """What has no field that we don't know."""

    model_config = ConfigDict(extra="forbid")


class PostDraft(Strict):
    """A post as it is first written; a ``draft`` is its author's alone."""

    id: UUID | None = None
    title: Title = ""
    body_md: Body = ""
    category: PostCategory
    tags: Tags = []
    work_id: UUID | None = None
    group_id: UUID | None = None
    status: Literal["draft", "published"] = "published"


class PostChanges(Strict):
    """What is to be otherwise; what is left out stays. ``published`` puts a draft on the board."""

    title: Title | None = None
    body_md: Body | None = None
    category: PostCategory | None = None
    tags: Tags | None = None
    work_id: UUID | None = None
    status: Literal["published"] | None = None


class CommentDraft(Strict):
    """What is said below a post, or (``parent_id``) in answer to something said there."""

    id: UUID | None = None
    body_md: Body
    parent_id: UUID | None = None


class CommentChanges(Strict):
    """How it is to read from now on."""

    body_md: Body


class VoteDraft(Strict):
    """For it, against it, or neither."""

    value: Annotated[int, Field(ge=-1, le=1, strict=True)]
