"""What a post or a comment was before its author changed it."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final, Literal
from uuid import UUID

from sqlmodel import Session, col, select

from practice_app.models import ForumEdit
from practice_app.services.shared.access import Permission, require

MOST: Final = 50
Written = Literal["post", "comment"]
_CHANGES: Final = {"post": Permission.POST_CHANGE, "comment": Permission.REMARK_CHANGE}


@dataclass(frozen=True)
class EarlierRow:
    """How it read until ``at``."""

    title: str
    body_md: str
    at: datetime


def earlier(db: Session, who: UUID, kind: Written, identity: UUID) -> list[EarlierRow]:
    """How something of one's own read before each of its newest changes, the last one first."""
    require(db, who, _CHANGES[kind], identity)
    about = col(ForumEdit.post_id if kind == "post" else ForumEdit.comment_id)
    found = db.exec(select(ForumEdit).where(about == identity).order_by(col(ForumEdit.at).desc()).limit(MOST))
    return [EarlierRow(one.title, one.body_md, one.at) for one in found]
