"""Tags of the board that mean the same: moderators join one into another, and take them apart again."""

from dataclasses import dataclass
from datetime import datetime
from typing import Annotated
from uuid import UUID

from pydantic import Field
from sqlmodel import Session

from practice_app.database import as_system
from practice_app.errors import NotFound
from practice_app.models import ForumTag, Rule
from practice_app.services import forum
from practice_app.services.moderation.drafts import Strict
from practice_app.services.moderation.judging import OFFICES, log
from practice_app.services.shared.fields import Line
from practice_app.services.shared.offices import require_office


class JoinDraft(Strict):
    """Which tag goes, and which one stays for both."""

    name: Annotated[Line, Field(max_length=200)]
    into: Annotated[Line, Field(max_length=200)]


@dataclass(frozen=True)
class JoinedRow:
    """A tag that means another one, ``into``, since then."""

    id: UUID
    name: str
    into: str
    at: datetime


def joined_tags(db: Session, who: UUID, device: UUID) -> list[JoinedRow]:
    """List those that were joined, the newest first."""
    require_office(db, who, device, *OFFICES)
    with as_system(db):
        return [_row(one) for one in forum.tags_joined(db)]


def join_tags(db: Session, who: UUID, device: UUID, draft: JoinDraft) -> JoinedRow:
    """Let a tag mean another one, and tell it in the log; raise ``Invalid``, or ``Conflict`` where others mean it."""
    require_office(db, who, device, *OFFICES)
    with as_system(db):
        made = forum.join_tags(db, draft.name, draft.into)
        log(db, "tag", "joined", Rule.OTHER)
        db.flush()
    return _row(made)


def part_tags(db: Session, who: UUID, device: UUID, tag_id: UUID) -> None:
    """Let a tag mean itself again; raise ``NotFound`` for one that does."""
    require_office(db, who, device, *OFFICES)
    with as_system(db):
        tag = db.get(ForumTag, tag_id, with_for_update=True)
        if tag is None or tag.joined_to is None:
            raise NotFound()
        forum.part_tag(db, tag)
        log(db, "tag", "parted", Rule.OTHER)
        db.flush()


def _row(tag: ForumTag) -> JoinedRow:
    return JoinedRow(tag.id, tag.name, str(tag.joined_to), tag.joined_at)  # type: ignore[arg-type]
