"""Pictures in what people write: drawn anew as WebP, nothing else of the file kept, in S3 under a random key."""

import struct
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from sqlalchemy import text
from sqlmodel import Session

from practice_app.database import transaction
from practice_app.errors import NotFound
from practice_app.models import ForumPicture
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
