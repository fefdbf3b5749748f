"""An export that somebody brings: sent to S3 in parts as a recording is, then read where it lies."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from uuid import UUID

from sqlalchemy import or_, update
from sqlmodel import Session, col, select

from practice_app.database import system_transaction, transaction
from practice_app.errors import Invalid, TooLarge, Unavailable
from practice_app.ids import new_id
from practice_app.locales import msg
from practice_app.models import Import, ImportStatus, JobKind
from practice_app.models.columns import now
from practice_app.services.portability import importing
from practice_app.services.recordings import SignedPart
from practice_app.services.shared import jobs, parts, storage
from practice_app.services.shared.access import Permission, require
from practice_app.services.shared.parts import PART_SIZE, Part
from practice_app.services.shared.steps import step

LARGEST = 20 * 1024**3
FIRST_PARTS = 100
TOO_LARGE = msg("An export may have at most {most} GB.")


@dataclass(frozen=True)
class Target:
    """Where the parts of an export go."""

    id: UUID
    part_size: int
    parts: list[SignedPart]


@step
def begin(who: UUID, size: int, origin: str) -> Target:
    """Begin to take an export of so many bytes; its first parts are signed."""
    if not 0 < size <= LARGEST:
        raise TooLarge(TOO_LARGE, {"most": LARGEST // 1024**3})
    draft = Import(id=new_id(), user_id=who, status=ImportStatus.DRAFT, bytes=size)
    draft.object_key = key = storage.random_key("application/zip", "imports")
    with transaction(who) as db:
        db.add(draft)
    upload_id = storage.begin(key, "application/zip")
    with transaction(who) as db:
        db.execute(update(Import).where(col(Import.id) == draft.id).values(upload_id=upload_id, updated_at=now()))
    return Target(
        draft.id, PART_SIZE, sign(who, draft.id, list(range(1, min(FIRST_PARTS, parts.count(size)) + 1)), origin)
    )


@step
def sign(who: UUID, import_id: UUID, numbers: list[int], origin: str) -> list[SignedPart]:
    """Sign a PUT for each of these parts."""
    with transaction(who) as db:
        draft = _sent(db, who, import_id)
        draft.updated_at = now()
        key, upload_id, size = draft.object_key or "", draft.upload_id or "", draft.bytes or 0
    if max(numbers) > parts.count(size):
        raise Invalid("numbers", msg("This file has only {most} parts."), most=parts.count(size))
    until = datetime.now(UTC) + timedelta(seconds=storage.URL_LIFETIME_S)
    wanted = [Part(number, parts.bytes_of(number, size)) for number in dict.fromkeys(numbers)]
    return [SignedPart(part.number, storage.part_url(key, upload_id, part, origin), until) for part in wanted]


@step
def complete(who: UUID, import_id: UUID) -> UUID:
    """It has arrived: have it taken in. Raises ``PartsRefused`` while some of it is missing."""
    with transaction(who) as db:
        draft = _sent(db, who, import_id)
        key, upload_id, size = draft.object_key or "", draft.upload_id or "", draft.bytes or 0
    storage.finish(key, upload_id, parts.whole(storage.parts(key, upload_id), size))
    with transaction(who) as db:
        draft = _sent(db, who, import_id)
        draft.status, draft.upload_id, draft.updated_at = ImportStatus.QUEUED, None, now()
        db.flush()
        jobs.enqueue(db, who, JobKind.IMPORT, draft.id)
    return import_id


def _sent(db: Session, who: UUID, import_id: UUID) -> Import:
    """An export that is being sent."""
    found: Import = require(db, who, Permission.IMPORT_CHANGE, import_id, lock=True)
    if found.object_key is None or found.upload_id is None or found.status != ImportStatus.DRAFT:
        raise importing.NotADraft()
    return found


@step
def sweep(limit: int = 100) -> None:
    """Take out of S3 what was taken in, could not be, or was begun and left."""
    over = or_(
        col(Import.status).in_((ImportStatus.DONE, ImportStatus.FAILED)),
        (col(Import.status) == ImportStatus.DRAFT) & (col(Import.updated_at) < now() - importing.DRAFTS_STAY),
    )
    with system_transaction() as db:
        left = db.exec(select(Import).where(over, col(Import.object_key).is_not(None)).limit(limit)).all()
    for found in left:
        try:
            if found.upload_id:
                storage.abort(found.object_key or "", found.upload_id)
            storage.delete(found.object_key)
        except Unavailable:
            return
        with system_transaction() as db:
            gone = {"object_key": None, "upload_id": None}
            db.execute(update(Import).where(col(Import.id) == found.id).values(**gone))
