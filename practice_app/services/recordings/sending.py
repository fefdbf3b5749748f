"""What is sent by the parts of a recording and is none: begun, signed, checked, made whole, handed to the workers.

S3 is asked between transactions, never within one. Each step can be repeated, whatever was lost on the way.
"""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, Generic, TypeVar
from uuid import UUID

from sqlalchemy import update
from sqlalchemy.dialects.postgresql import insert
from sqlmodel import Session, col, func, select

from practice_app.database import system_transaction, transaction
from practice_app.errors import Invalid
from practice_app.ids import client_id, new_id
from practice_app.locales import msg
from practice_app.models import JobKind, RecordingStatus
from practice_app.models.columns import now
from practice_app.models.sent import SentByParts
from practice_app.services.recordings.drafts import Completion
from practice_app.services.recordings.uploads import NotUploading, SignedPart, has_to_begin
from practice_app.services.shared import jobs, parts, storage
from practice_app.services.shared.access import Permission, require, visible
from practice_app.services.shared.limits import quotas
from practice_app.services.shared.parts import Part
from practice_app.services.shared.steps import step
from practice_app.services.shared.storage import UploadGone

Thing = TypeVar("Thing", bound=SentByParts)
UPLOADING, QUEUED = RecordingStatus.UPLOADING, RecordingStatus.QUEUED


@dataclass(frozen=True)
class Sent(Generic[Thing]):
    """A kind of thing that is sent so: where it is written down and lies, what is made of it, how much there may be.

    ``work``: making something of a second of it is as much work as listening to so many.
    """

    table: type[Thing]
    may: Permission
    job: JobKind
    prefix: str
    most_a_day: int
    longest_s: float
    work: float = 1.0


@dataclass(frozen=True)
class Declared:
    """What a device says of a thing that it is about to send; ``mime_type`` is a plain type that we take.

    ``fresh``: what S3 has of it is of no use to the device, which sends all of it again.
    """

    id: UUID | None
    mime_type: str
    bytes: int
    fresh: bool = False


@step
def start(kind: Sent[Thing], who: UUID, draft: Declared) -> tuple[Thing, bool]:
    """Begin an upload; again changes nothing, unless what S3 has of it is of no use.

    Of two begun at once the first to be written down counts. Whoever calls it has asked whether they may.
    """
    with transaction(who) as db:
        row, new = _declare(db, who, kind, draft)
    if row.status != UPLOADING or not has_to_begin(row, row.bytes, fresh=draft.fresh):
        return row, new
    needless = storage.begin(row.object_key, row.mime_type)
    with transaction(who) as db:
        found = _own(db, who, kind, row.id)
        if found.status == UPLOADING and found.upload_id == row.upload_id:
            found.upload_id, needless = needless, found.upload_id or ""
    if needless:
        storage.abort(row.object_key, needless)
    return found, new


def _declare(db: Session, who: UUID, kind: Sent[Thing], draft: Declared) -> tuple[Thing, bool]:
    identity = client_id(draft.id) if draft.id else new_id()
    values = {"id": identity, "user_id": who, "mime_type": draft.mime_type, "bytes": draft.bytes, "status": UPLOADING}
    moments = {"created_at": now(), "updated_at": now()}
    row = insert(kind.table).values(**values, **moments, object_key=storage.random_key(draft.mime_type, kind.prefix))
    new = db.execute(row.on_conflict_do_nothing().returning(col(kind.table.id))).first() is not None
    if new:
        _check_room(db, who, kind)
    return _own(db, who, kind, identity), new


def _check_room(db: Session, who: UUID, kind: Sent[Thing]) -> None:
    """Raise when what was just written down is too much; one at a time for each person."""
    quotas.check_kept(db, who, 0)
    today = (visible(who, kind.may), col(kind.table.created_at) > now() - timedelta(days=1))
    if db.exec(select(func.count()).select_from(kind.table).where(*today)).one() > kind.most_a_day:
        raise quotas.TooManyNew(values={"most": kind.most_a_day})


def _own(db: Session, who: UUID, kind: Sent[Thing], identity: UUID) -> Thing:
    found: Thing = require(db, who, kind.may, identity, lock=True)
    return found


@step
def sign(kind: Sent[Thing], who: UUID, identity: UUID, numbers: list[int], origin: str) -> list[SignedPart]:
    """Sign a PUT for each of these parts; raise ``Invalid`` for one that it doesn't have."""
    with transaction(who) as db:
        row = _own(db, who, kind, identity)
        if row.status != UPLOADING:
            raise NotUploading()
    most = parts.count(row.bytes)
    if max(numbers) > most:
        raise Invalid("numbers", msg("This recording has only {most} parts."), most=most)
    expires_at = datetime.now(UTC) + timedelta(seconds=storage.URL_LIFETIME_S)
    wanted = [Part(number, parts.bytes_of(number, row.bytes)) for number in dict.fromkeys(numbers)]
    urls = [storage.part_url(row.object_key, _upload_id(row), part, origin) for part in wanted]
    return [SignedPart(part.number, url, expires_at) for part, url in zip(wanted, urls, strict=True)]


@step
def uploaded(kind: Sent[Thing], who: UUID, identity: UUID) -> list[Part]:
    """List the parts that S3 has."""
    with transaction(who) as db:
        row = _own(db, who, kind, identity)
    return storage.parts(row.object_key, _upload_id(row)) if row.status == UPLOADING else parts.plan(row.bytes)


@step
def complete(kind: Sent[Thing], who: UUID, identity: UUID, said: Completion) -> Thing:
    """Make one object of the parts and hand it to the workers; again gives the same answer."""
    with transaction(who) as db:
        row = _own(db, who, kind, identity)
    if row.status != UPLOADING:
        return row
    _make_whole(row)
    length_s = min(said.duration_s or kind.longest_s, kind.longest_s)
    arrived: Any = {"status": QUEUED, "upload_id": None, "updated_at": now()}
    with transaction(who) as db:
        mine = (col(kind.table.id) == identity, col(kind.table.status) == UPLOADING)
        db.execute(update(kind.table).where(*mine).values(**arrived))
        jobs.enqueue(db, who, kind.job, identity, length_s * kind.work)
        return _own(db, who, kind, identity)


@step
def let_go_of_what_came(row: SentByParts) -> bool:
    """Take what came out of S3, once something was made of it or can't be; ``False``: it stays until S3 answers."""
    table = type(row)
    if not storage.let_go(f"what came of {table.__tablename__} {row.id}", row.object_key):
        return False
    gone: Any = {"came_gone_at": now()}
    with system_transaction() as db:
        db.execute(update(table).where(col(table.id) == row.id).values(**gone))
    return True


def _make_whole(row: SentByParts) -> None:
    try:
        there = storage.parts(row.object_key, _upload_id(row))
        storage.finish(row.object_key, _upload_id(row), parts.whole(there, row.bytes))
    except UploadGone:
        if storage.size(row.object_key) != row.bytes:  # else made whole before, but we could not write it down
            raise


def _upload_id(row: SentByParts) -> str:
    if row.upload_id is None:
        raise UploadGone()
    return row.upload_id
