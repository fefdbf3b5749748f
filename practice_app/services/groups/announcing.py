"""A word to everybody in a group: it stands on its page, and reaches each as they like to be told."""

from dataclasses import dataclass
from datetime import datetime
from typing import Annotated, Final
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field
from sqlmodel import Session, col, select

from practice_app.database import as_system
from practice_app.errors import NotFound
from practice_app.models import Group, GroupAnnouncement, NotificationKind
from practice_app.services import profiles
from practice_app.services.groups import making, telling
from practice_app.services.profiles import UserRow
from practice_app.services.shared.access import Permission, require
from practice_app.services.shared.fields import Lines
from practice_app.services.shared.limits import rates
from practice_app.services.shared.speaking_up import require_voice

A_DAY: Final = "10/day"
"""Words to one group."""
SHOWN: Final = 20


class AnnouncementDraft(BaseModel):
    """What is said."""

    model_config = ConfigDict(extra="forbid")
    text: Annotated[Lines, Field(min_length=1, max_length=2000)]


@dataclass(frozen=True)
class AnnouncementRow:
    """What was said, by whom."""

    id: UUID
    author: UserRow
    text: str
    at: datetime


def announce(db: Session, who: UUID, group_id: UUID, draft: AnnouncementDraft, origin: str = "") -> AnnouncementRow:
    """Say something to everybody in a group; by owners and admins."""
    require_voice(db, who)
    group: Group = require(db, who, Permission.GROUP_MANAGE, group_id)
    rates.spend(A_DAY, "group-announcement", str(group_id))
    made = GroupAnnouncement(group_id=group_id, author_id=who, text=draft.text)
    with as_system(db):
        db.add(made)
        db.flush()
        telling.everybody(db, group, NotificationKind.ANNOUNCEMENT, str(made.id), who, group.name)
    making.changed(db, group_id)
    return next(row for row in announcements(db, who, group_id, origin) if row.id == made.id)


def announcements(db: Session, who: UUID, group_id: UUID, origin: str = "") -> list[AnnouncementRow]:
    """List what was said lately, the newest first; for who is in it."""
    require(db, who, Permission.GROUP_READ, group_id)
    order = (col(GroupAnnouncement.created_at).desc(), col(GroupAnnouncement.id).desc())
    said = select(GroupAnnouncement).where(col(GroupAnnouncement.group_id) == group_id)
    found = db.exec(said.order_by(*order).limit(SHOWN)).all()
    with as_system(db):
        people = profiles.in_short(db, {one.author_id for one in found}, origin)
    return [AnnouncementRow(one.id, people[one.author_id], one.text, one.created_at) for one in found]


def take_back(db: Session, who: UUID, group_id: UUID, announcement_id: UUID) -> None:
    """Take a word back; by owners and admins."""
    require(db, who, Permission.GROUP_MANAGE, group_id)
    with as_system(db):
        row = db.get(GroupAnnouncement, announcement_id)
        if row is None or row.group_id != group_id:
            raise NotFound()
        db.delete(row)
        db.flush()
    making.changed(db, group_id)
