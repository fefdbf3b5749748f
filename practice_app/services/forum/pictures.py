"""Pictures in what people write: drawn anew as WebP, nothing else of the file kept, in S3 under a random key."""

import struct
from dataclasses import dataclass
from datetime import timedelta
from typing import Final
from uuid import UUID

from sqlalchemy import delete, text
from sqlmodel import Session, col

from practice_app.database import system_transaction, transaction
from practice_app.errors import NotFound
from practice_app.models import ForumPicture
from practice_app.models.columns import now
from practice_app.services.forum.markdown import PICTURES
from practice_app.services.shared import storage
from practice_app.services.shared.drawing.shrinking import webp
from practice_app.services.shared.limits import quotas, rates
from practice_app.services.shared.steps import step

LARGEST: Final = 20_000_000
SIDE: Final = 2048
FIELD: Final = "file"
LIMIT: Final = "30/hour;100/day"
"""Pictures that one person may send."""
UNUSED: Final = timedelta(days=7)
"""So long a picture may wait for a draft that lies on a device."""


@dataclass(frozen=True)
class PictureRow:
    """A picture as a post names it: ``![](url)``."""

    url: str
    width: int
    height: int


def check_limit(who: UUID) -> None:
    """Count one more picture of somebody's; raise ``TooMany``."""
    rates.spend(LIMIT, "forum_picture", str(who))


@step
def put(who: UUID, data: bytes) -> PictureRow:
    """Keep a picture for a post; raise ``Invalid`` for what is none, or too large."""
    body = webp(data, SIDE, FIELD)
    width, height = size_of(body)
    key = storage.random_key(prefix="forum")
    row = ForumPicture(user_id=who, object_key=key, width=width, height=height, bytes=len(body))
    told = PictureRow(f"{PICTURES}{row.id}.webp", width, height)
    with transaction(who) as db:
        quotas.check_kept(db, who, len(body))
        db.add(row)
    storage.put(key, body, "image/webp")
    return told


@step
def sweep_pictures(limit: int = 100) -> int:
    """Erase up to ``limit`` pictures that have stood for a week in nothing that their author wrote; tell how many."""
    with system_transaction() as db:
        found = db.execute(_UNUSED, {"before": now() - UNUSED, "limit": limit}).all()
    return sum(_erase(row.id, row.object_key) for row in found)


def _erase(picture_id: UUID, key: str) -> bool:
    if not storage.let_go(f"picture {picture_id} of a post", key):
        return False
    with system_transaction() as db:
        db.execute(delete(ForumPicture).where(col(ForumPicture.id) == picture_id))
    return True


_UNUSED: Final = text(
    """
    SELECT p.id, p.object_key FROM forum_pictures p
     WHERE p.created_at < :before AND NOT EXISTS (
           SELECT 1 FROM forum_posts f WHERE f.author_id = p.user_id AND f.deleted_at IS NULL
              AND strpos(f.body_md, p.id::text) > 0)
       AND NOT EXISTS (
           SELECT 1 FROM forum_comments c WHERE c.author_id = p.user_id AND c.deleted_at IS NULL
              AND strpos(c.body_md, p.id::text) > 0)
     ORDER BY p.created_at LIMIT :limit
    """
)


def size_of(drawn: bytes) -> tuple[int, int]:
    """How wide and high a WebP of our own is, by its header."""
    wide, high = struct.unpack("<HH", drawn[26:30])
    return wide & 0x3FFF, high & 0x3FFF


def picture_key(db: Session, picture_id: UUID) -> str:
    """Where it lies, for whoever is signed in; raise ``NotFound``."""
    key = db.scalar(text("SELECT app_forum_picture(:id)"), {"id": picture_id})
    if key is None:
        raise NotFound()
    return str(key)
