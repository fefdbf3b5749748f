"""The picture of a link, kept in S3 under a key of its own that ends in what it was drawn from.

It is drawn when somebody asks for it first, and again when what it shows has another name by now. The place in the row
is taken before the object is there, so that what is in S3 is always found by a row.
"""

import hashlib
import logging
import threading
from collections.abc import Callable
from functools import lru_cache
from uuid import UUID

from sqlalchemy import ColumnElement, or_, update
from sqlmodel import col, select

from practice_app.database import system_transaction
from practice_app.errors import Busy, Unavailable
from practice_app.locales import msg
from practice_app.models import Share
from practice_app.models.columns import now
from practice_app.services.shared import storage
from practice_app.services.shared.steps import step
from practice_app.services.shared.storage import UploadGone

log = logging.getLogger(__name__)
PREFIX = "previews"
TYPE = "image/png"
AT_ONCE, PATIENCE_S = 1, 10
"""Pictures that one process draws at a time, a tenth of a second each; how long the others wait."""
DIGEST = 16
Renders = Callable[[str], bytes]


@step
def picture(link: UUID, drawn: str, render: Renders) -> bytes:
    """Give the picture of a link as a PNG: the one that is kept, if it was drawn from the same."""
    digest = hashlib.sha256(drawn.encode()).hexdigest()[:DIGEST]
    before = _kept(link)
    if before and before.endswith(f"-{digest}.png") and (found := _read(before)):
        return found
    made = rendered(drawn, render)
    _keep(link, before, f"{storage.random_key(prefix=PREFIX)}-{digest}.png", made)
    return made


def _kept(link: UUID) -> str | None:
    with system_transaction() as db:
        return db.exec(select(Share.picture_key).where(col(Share.id) == link)).first()


def _read(key: str) -> bytes | None:
    try:
        return b"".join(storage.chunks(key))
    except (UploadGone, Unavailable):
        return None


def rendered(drawn: str, render: Renders) -> bytes:
    """Draw a picture when there is room for one more to be drawn; raise ``Busy``."""
    if not _places().acquire(timeout=PATIENCE_S):
        raise Busy(msg("Many pictures are being drawn just now. Please try again in a moment."))
    try:
        return render(drawn)
    finally:
        _places().release()


@lru_cache
def _places() -> threading.BoundedSemaphore:
    return threading.BoundedSemaphore(AT_ONCE)


def _keep(link: UUID, before: str | None, key: str, made: bytes) -> None:
    """Keep it instead of the one before, unless another was kept meanwhile or the link was taken back."""
    same = (col(Share.id) == link, col(Share.picture_key).is_not_distinct_from(before), col(Share.revoked_at).is_(None))
    with system_transaction() as db:
        taken = db.execute(update(Share).where(*same).values(picture_key=key).returning(col(Share.id))).first()
    if not taken:
        return
    try:
        storage.put(key, made, TYPE)
        storage.delete(before)
    except Unavailable:
        log.warning("the picture of a link is drawn again when S3 answers")


@step
def let_go(link: UUID, key: str) -> None:
    """Take a picture out of S3; when that can't be asked now, the sweep does."""
    if not storage.let_go("the picture of a link", key):
        return
    same = (col(Share.id) == link, col(Share.picture_key) == key)
    with system_transaction() as db:
        db.execute(update(Share).where(*same).values(picture_key=None))


@step
def sweep(limit: int = 100) -> int:
    """Take out of S3 up to ``limit`` pictures of links that open nothing any more; tell how many."""
    query = select(Share.id, Share.picture_key).where(_over(), col(Share.picture_key).is_not(None)).limit(limit)
    with system_transaction() as db:
        found = db.exec(query).all()
    for link, key in found:
        let_go(link, key or "")
    return len(found)


def _over() -> ColumnElement[bool]:
    return or_(col(Share.revoked_at).is_not(None), col(Share.expires_at) < now())
