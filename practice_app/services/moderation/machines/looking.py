"""Machines elsewhere are asked about what was written; what they flag is a case for a moderator, and nothing more.

Nothing waits for them: a post stands on the board meanwhile, and as it is when none answers. What is for the members of
a group alone leaves this house for nobody.
"""

import logging
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from sqlalchemy import delete
from sqlmodel import Session, col, select

from practice_app.database import system_transaction
from practice_app.errors import Invalid, Unavailable
from practice_app.models import (
    ForumComment,
    ForumFilm,
    ForumPicture,
    ForumPost,
    MachineLook,
    RecordingStatus,
    ReportKind,
)
from practice_app.models.columns import now
from practice_app.services import forum
from practice_app.services.moderation.machines import pictures, texts
from practice_app.services.moderation.machines.asked import NotAnswered
from practice_app.services.shared import storage
from practice_app.services.shared.drawing.shrinking import page
from practice_app.services.shared.noticing import opened
from practice_app.services.shared.steps import step
from practice_app.settings import get_settings

log = logging.getLogger(__name__)
TEXT, PICTURE = "machine_text", "machine_picture"
MOST_TRIES: Final = 8
AGAIN: Final = timedelta(minutes=5)
SIDE: Final = 1600
PICTURE_IN = re.compile(r"/forum/pictures/([0-9a-f-]{36})\.webp")
MOST_PICTURES: Final = 10


@dataclass(frozen=True)
class _Look:
    kind: str
    subject_id: UUID
    about_id: UUID
    due_at: datetime
    words: str
    keys: list[str]


@step
def look(most: int = 100) -> int:
    """Ask about up to ``most`` things; tell of how many. Where a machine does not answer, the others wait as well."""
    done = 0
    while done < most and (one := _claimed()):
        try:
            flags = list(_flags(one))
        except (NotAnswered, Unavailable) as away:
            log.warning("a machine that looks at the board did not answer: %s", away)
            break
        _told(one, flags)
        done += 1
    return done


def _claimed() -> _Look | None:
    """The next one; it comes again later if nothing more is heard of it."""
    with system_transaction() as db:
        due = select(MachineLook).where(col(MachineLook.due_at) <= now()).order_by(col(MachineLook.due_at)).limit(1)
        while row := db.exec(due.with_for_update(skip_locked=True)).first():
            words = _words(db, row)
            if words is None or row.tries >= MOST_TRIES:
                db.delete(row)
                db.flush()
                continue
            row.tries += 1
            row.due_at = now() + AGAIN * 2 ** (row.tries - 1)
            keys = _keys(db, row.about_id, words)
            return _Look(row.kind, row.subject_id, row.about_id, row.due_at, words, keys)
    return None


def _words(db: Session, row: MachineLook) -> str | None:
    """What it says, where everybody who is signed in reads it; else nothing."""
    comment = db.get(ForumComment, row.subject_id) if row.kind == ReportKind.COMMENT else None
    post = db.get(ForumPost, comment.post_id if comment else row.subject_id)
    shown = post and post.published_at and not post.deleted_at and post.group_id is None
    if not shown or (comment and comment.deleted_at) or post is None:
        return None
    return comment.body_md if comment else f"{post.title}\n{post.body_md}"


def _keys(db: Session, author: UUID, words: str) -> list[str]:
    """Where the author's own pictures lie that stand in it, and of each of their films a sheet of its pictures."""
    if not get_settings().rekognition_region:
        return []
    ids = [UUID(one) for one in dict.fromkeys(PICTURE_IN.findall(words)) if _is_id(one)][:MOST_PICTURES]
    theirs = (col(ForumPicture.id).in_(ids), col(ForumPicture.user_id) == author)
    keys = list(db.exec(select(ForumPicture.object_key).where(*theirs)))
    films = (col(ForumFilm.id).in_(sorted(forum.films_in(words))[:MOST_PICTURES]), col(ForumFilm.user_id) == author)
    made = col(ForumFilm.status) == RecordingStatus.READY
    return keys + [key for key in db.exec(select(ForumFilm.glance_key).where(*films, made)) if key]


def _is_id(text: str) -> bool:
    return text.count("-") == 4 and len(text.replace("-", "")) == 32


def _flags(one: _Look) -> Iterator[str]:
    if get_settings().flag_text_url and texts.flagged(one.words):
        yield TEXT
    if any(map(_is_flagged, one.keys)):
        yield PICTURE


def _is_flagged(key: str) -> bool:
    try:
        return pictures.flagged(page(b"".join(storage.chunks(key)), SIDE, "file"))
    except Invalid:
        return False  # not a picture any more


def _told(one: _Look, flags: list[str]) -> None:
    this = (col(MachineLook.kind) == one.kind, col(MachineLook.subject_id) == one.subject_id)
    with system_transaction() as db:
        for flag in flags:
            opened(db, one.kind, one.subject_id, one.about_id, one.words, flag)
        db.flush()
        db.execute(delete(MachineLook).where(*this, col(MachineLook.due_at) == one.due_at))
