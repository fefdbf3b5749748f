"""Sheets that a teacher lays beside homework: a PDF as it was sent, or a picture drawn anew, in S3 under a random key.

A row of ``assignment_files`` is there before its object is. What no homework and no template points to is swept.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from typing import Annotated, Final
from uuid import UUID

from pydantic import Field
from sqlalchemy import delete, text
from sqlmodel import Session, col, select

from practice_app.database import system_transaction, transaction
from practice_app.errors import NotFound
from practice_app.models import AssignmentFile
from practice_app.services import pieces
from practice_app.services.shared import storage
from practice_app.services.shared.access import Permission, owned_by, require
from practice_app.services.shared.fields import Line
from practice_app.services.shared.limits import quotas, rates
from practice_app.services.shared.steps import step

FIELD: Final = "file"
LARGEST: Final = 20_000_000
LIMIT: Final = "60/hour;200/day"
"""Sheets that one person may send."""
LEFT_ALONE: Final = timedelta(hours=24)
"""So long a sheet may be there before homework points to it."""
FileName = Annotated[Line, Field(max_length=120)]

_UNUSED = text("""
    SELECT f.id, f.object_key FROM assignment_files f
     WHERE f.created_at < now() - make_interval(secs => :left_alone)
       AND NOT EXISTS (
           SELECT 1 FROM assignments a
            WHERE a.points_to @> jsonb_build_array(jsonb_build_object('file_id', f.id)))
       AND NOT EXISTS (
           SELECT 1 FROM assignment_templates t
            WHERE t.user_id = f.user_id
              AND t.asks @> jsonb_build_object('references', jsonb_build_array(jsonb_build_object('file_id', f.id))))
     LIMIT :limit
""")


@dataclass(frozen=True)
class FileRow:
    """A sheet as it is told of."""

    id: UUID
    name: str
    mime_type: str
    bytes: int


@dataclass(frozen=True)
class StoredFile:
    """Where a sheet lies."""

    id: UUID
    name: str
    key: str
    mime_type: str
    bytes: int


def check_limit(who: UUID) -> None:
    """Count one more sheet of somebody's; raise ``TooMany``."""
    rates.spend(LIMIT, "assignment_file", str(who))


@step
def put(who: UUID, data: bytes, name: str = "") -> FileRow:
    """Keep a sheet to lay beside homework; raise ``Invalid`` for what is neither PDF nor picture."""
    mime_type, body = pieces.sheet_taken(data, FIELD)
    key = storage.random_key(prefix="homework")
    sheet = AssignmentFile(user_id=who, name=name, object_key=key, mime_type=mime_type, bytes=len(body))
    told = FileRow(sheet.id, name, mime_type, len(body))
    with transaction(who) as db:
        quotas.check_kept(db, who, len(body))
        db.add(sheet)
    storage.put(key, body, mime_type)
    with transaction(who) as db:
        mine = owned_by(who, AssignmentFile), col(AssignmentFile.id) == told.id
        db.exec(select(AssignmentFile).where(*mine)).one().arrived = True
    return told


def stored(db: Session, who: UUID, file_id: UUID) -> StoredFile:
    """Tell where a sheet lies; raise ``NotFound`` unless it is one's own, or lies beside homework of one's own."""
    found: AssignmentFile = require(db, who, Permission.HANDOUT_READ, file_id)
    if not found.arrived:
        raise NotFound()
    return _told(found)


def _told(one: AssignmentFile) -> StoredFile:
    return StoredFile(one.id, one.name, one.object_key, one.mime_type, one.bytes)


@step
def owned(who: UUID) -> list[StoredFile]:
    """All sheets of somebody's, as they leave with them."""
    mine = owned_by(who, AssignmentFile), col(AssignmentFile.arrived)
    with transaction(who) as db:
        return [_told(one) for one in db.exec(select(AssignmentFile).where(*mine).order_by(col(AssignmentFile.id)))]


@step
def chunks(found: StoredFile) -> Iterator[bytes]:
    """Read a sheet a piece at a time."""
    return storage.chunks(found.key)


@step
def sweep(limit: int = 100) -> int:
    """Erase up to ``limit`` that nothing points to any more, and tell how many: the object first, then the row."""
    with system_transaction() as db:
        found = db.execute(_UNUSED, {"left_alone": LEFT_ALONE.total_seconds(), "limit": limit}).all()
    return sum(_erase(identity, key) for identity, key in found)


def _erase(identity: UUID, key: str) -> bool:
    if not storage.let_go(f"homework's sheet {identity}", key):
        return False
    with system_transaction() as db:
        db.execute(delete(AssignmentFile).where(col(AssignmentFile.id) == identity))
    return True
