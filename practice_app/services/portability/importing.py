"""A table that somebody brings: tried out first, taken in by a job, and nothing twice however often it comes.

Only as many rows are worked on in a transaction as make it short; how far it is stands in its own row, so that a worker
that is killed is followed by one that goes on where it was.
"""

from dataclasses import asdict, dataclass, field
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from pydantic import BaseModel
from sqlalchemy import delete
from sqlmodel import Session, col, select

from practice_app import zones
from practice_app.database import system_transaction, transaction
from practice_app.errors import Conflict, Invalid, Problem
from practice_app.locales import msg
from practice_app.models import Import, ImportStatus, Job, JobKind, NotificationKind
from practice_app.models.columns import now
from practice_app.services import accounts, practice
from practice_app.services.portability.reading import columns, moments
from practice_app.services.portability.reading.columns import Columns
from practice_app.services.portability.reading.letters import decoded
from practice_app.services.portability.reading.sessions import Read, Reader, Wrong
from practice_app.services.portability.reading.tables import Table, table
from practice_app.services.portability.repertoire import Repertoire
from practice_app.services.practice import Brought
from practice_app.services.shared import events, jobs
from practice_app.services.shared.access import Permission, require, visible
from practice_app.services.shared.jobs import Claim, claims
from practice_app.services.shared.steps import step
from practice_app.services.shared.telling import tell

LARGEST = 5_000_000
MOST_ERRORS, SAMPLE, BATCH = 100, 5, 100
DRAFTS_STAY, STAYS = timedelta(days=1), timedelta(days=30)
PAGE = "/settings/data"
SAID: dict[str, str] = {ImportStatus.PROCESSING: "importing"}
DAMAGED_FILE = msg("Some of this file is damaged, or no export wrote it.")
TOO_LARGE = msg("A table may have at most {most} MB.")


@dataclass
class NotADraft(Conflict):
    """It is on its way already."""

    code = "not_a_draft"
    detail: str = msg("This is being taken in already.")


class Reading(BaseModel):
    """How a table is read: the place of the column for each field, from 0; in which order its days are written."""

    columns: dict[str, int] | None = None
    dates: str = moments.AUTO


@dataclass(frozen=True)
class Sample:
    """A row as it would be taken in."""

    row: int
    day: date
    start: str
    minutes: float
    instrument: str
    pieces: list[str]
    focus: list[str]
    note: str


@dataclass(frozen=True)
class Trial:
    """What a table would bring: ``fresh`` sessions, ``known`` ones that are there already or come twice in it."""

    id: UUID
    headers: list[str]
    columns: Columns
    dates: str
    dates_unclear: bool
    rows: int
    fresh: int
    known: int
    wrong: int
    errors: list[Wrong] = field(default_factory=list)
    sample: list[Sample] = field(default_factory=list)


@dataclass(frozen=True)
class ImportRow:
    """How far an import is."""

    id: UUID
    status: str
    rows: int
    imported: int
    skipped: int
    errors: list[Wrong]
    created_at: datetime


def try_out(db: Session, who: UUID, source: bytes) -> Trial:
    """Look at a table and tell what it would bring; nothing is taken in. The one that was tried before is let go of."""
    there = _table(source)
    mine, table_alone = visible(who, Permission.IMPORT_CHANGE), col(Import.object_key).is_(None)
    drafts = (mine, col(Import.status) == ImportStatus.DRAFT, table_alone)
    db.execute(delete(Import).where(*drafts))
    draft = Import(user_id=who, status=ImportStatus.DRAFT, source=source)
    db.add(draft)
    db.flush()
    return _tried(db, who, draft, there, Reading())


def try_again(db: Session, who: UUID, import_id: UUID, reading: Reading) -> Trial:
    """The same table, read otherwise."""
    draft = _draft(db, who, import_id)
    return _tried(db, who, draft, table(decoded(draft.source or b"")), reading)


def start(db: Session, who: UUID, import_id: UUID) -> ImportRow:
    """Take in what was tried out, as it was read last."""
    draft = _draft(db, who, import_id)
    columns.chosen(table(decoded(draft.source or b"")), draft.reading["columns"])
    return _begun(db, draft)


def take(db: Session, who: UUID, source: bytes) -> ImportRow:
    """Take a table in whose columns say by their names what they are."""
    there = _table(source)
    reading = {"columns": columns.chosen(there, columns.guessed(there)), "dates": moments.AUTO}
    brought = Import(user_id=who, status=ImportStatus.DRAFT, source=source, reading=reading)
    db.add(brought)
    db.flush()
    return _begun(db, brought)


def shown(db: Session, who: UUID, import_id: UUID) -> ImportRow:
    """Tell how far an import is."""
    return _row(require(db, who, Permission.IMPORT_CHANGE, import_id))


def newest(db: Session, who: UUID) -> ImportRow | None:
    """The one that was begun last, if there is any."""
    mine = select(Import).where(visible(who, Permission.IMPORT_CHANGE), Import.status != ImportStatus.DRAFT)
    found = db.exec(mine.order_by(col(Import.created_at).desc()).limit(1)).first()
    return _row(found) if found else None


def _table(source: bytes) -> Table:
    if len(source) > LARGEST:
        raise Invalid("file", TOO_LARGE, most=LARGEST // 1_000_000)
    return table(decoded(source))


def _draft(db: Session, who: UUID, import_id: UUID) -> Import:
    found: Import = require(db, who, Permission.IMPORT_CHANGE, import_id, lock=True)
    if found.status != ImportStatus.DRAFT or found.source is None:
        raise NotADraft()
    return found


def _begun(db: Session, draft: Import) -> ImportRow:
    draft.status, draft.updated_at = ImportStatus.QUEUED, now()
    db.flush()
    jobs.enqueue(db, draft.user_id, JobKind.IMPORT, draft.id)
    return _row(draft)


def _row(found: Import) -> ImportRow:
    status = SAID.get(found.status, found.status)
    errors = [Wrong(**error) for error in found.errors]
    return ImportRow(found.id, status, found.rows, found.imported, found.skipped, errors, found.created_at)


def _tried(db: Session, who: UUID, draft: Import, there: Table, reading: Reading) -> Trial:
    """Read all of it, write down how, and tell what would come."""
    if reading.dates not in moments.ORDERS:
        raise Invalid("dates", msg("Say auto, dmy or mdy."))
    named = columns.guessed(there) if reading.columns is None else reading.columns
    draft.reading = {"columns": named, "dates": reading.dates}
    draft.updated_at = now()
    whole = all(name in named for name in columns.NEEDED)
    if reading.columns is not None:
        columns.chosen(there, named)
    reader = _reader(db, who, draft)
    read = list(reader.sessions(there)) if whole else []
    unclear = whole and reading.dates == moments.AUTO and moments.unclear(reader.days(there))
    sessions = [one for one in read if isinstance(one, Read)]
    wrong = [one for one in read if isinstance(one, Wrong)]
    ids = {one.id for one in sessions}
    fresh = len(ids) - len(practice.known(db, who, list(ids)))
    sample = [_sample(one) for one in sessions[:SAMPLE]]
    counts = (len(there.rows), fresh, len(sessions) - fresh, len(wrong))
    return Trial(draft.id, there.headers, named, reading.dates, unclear, *counts, wrong[:MOST_ERRORS], sample)


def _reader(db: Session, who: UUID, found: Import) -> Reader:
    zone = accounts.profile(db, who).timezone
    return Reader(who, zone, found.reading["columns"], found.reading["dates"])


def _sample(one: Read) -> Sample:
    draft = one.draft
    at = draft.started_at.astimezone(zones.zone(draft.timezone or "UTC"))
    titles = [work.title for work in one.works]
    told = (round(draft.clock_s / 60, 1), draft.instrument, titles, draft.focus, draft.note[:200])
    return Sample(one.row, at.date(), f"{at:%H:%M}", *told)


@step
def is_archive(claim: Claim) -> bool:
    """Whether what is brought is an export."""
    with system_transaction() as db:
        return db.exec(select(Import.object_key).where(Import.id == claim.subject_id)).first() is not None


@dataclass(frozen=True)
class Taking:
    """An import that is ours: what is still to be taken in."""

    claim: Claim
    done: int
    left: list[Read | Wrong]


@step
def begin(claim: Claim) -> Taking | None:
    """Read the table of an import of ours; ``None``: it is not ours any more."""
    mine = select(Import).join(Job, col(Job.import_id) == Import.id).where(claims.ours(claim))
    with system_transaction() as db:
        found = db.exec(mine).first()
    if found is None:
        return None
    with transaction(claim.user_id) as db:
        reader = _reader(db, claim.user_id, found)
    read = list(reader.sessions(table(decoded(found.source or b""))))
    return Taking(claim, found.rows, read[found.rows :])


@step
def take_some(claim: Claim, some: list[Read | Wrong]) -> None:
    """Take in a few rows as the person, and write down that they are done; raise ``TooMany`` when there is no room."""
    who = claim.user_id
    with transaction(who) as db:
        found: Import = require(db, who, Permission.IMPORT_CHANGE, claim.subject_id, lock=True)
        sessions = {one.id: one for one in some if isinstance(one, Read)}
        new = [one for identity, one in sessions.items() if identity not in practice.known(db, who, list(sessions))]
        repertoire = Repertoire(db, who)
        fresh = practice.bring(db, who, [_brought(one, repertoire) for one in new])
        _count(found, some, len(fresh))
    events.portability_changed(who, claim.subject_id, ImportStatus.PROCESSING)


def _brought(one: Read, repertoire: Repertoire) -> Brought:
    items = repertoire.items(one.works, one.draft.clock_s)
    return Brought(one.id, one.draft.model_copy(update={"items": items}))


def _count(found: Import, some: list[Read | Wrong], fresh: int) -> None:
    wrong = [asdict(one) for one in some if isinstance(one, Wrong)]
    found.rows += len(some)
    found.imported += fresh
    found.skipped += len(some) - len(wrong) - fresh
    found.errors = [*found.errors, *wrong][:MOST_ERRORS]
    found.updated_at = now()


@step
def finish(claim: Claim) -> bool:
    """It is done, and its table let go of; ``False``: it was not ours any more."""
    with system_transaction() as db:
        done = jobs.finish(db, claim, {"status": ImportStatus.DONE, "source": None, "updated_at": now()})
        if done:
            n = db.get_one(Import, claim.subject_id).imported
            tell(db, claim.user_id, NotificationKind.IMPORT_DONE, str(claim.subject_id), path=PAGE, n=n)
    if done:
        events.portability_changed(claim.user_id, claim.subject_id, ImportStatus.DONE)
    return done


@step
def fail(claim: Claim, failure: str, why: Problem | None = None) -> None:
    """It ends here; what was taken in stays, and the same table goes on from there when it comes again."""
    shows: dict[str, Any] = {"status": ImportStatus.FAILED, "failure": failure, "source": None, "updated_at": now()}
    with system_transaction() as db:
        if why:
            found = db.get_one(Import, claim.subject_id)
            told = {name: str(value) for name, value in why.values.items()}
            shows["errors"] = [asdict(Wrong(0, why.detail, told)), *found.errors][:MOST_ERRORS]
        failed = jobs.fail(db, claim, failure, shows)
        if failed:
            key = f"{claim.subject_id} failed"
            tell(db, claim.user_id, NotificationKind.IMPORT_DONE, key, words="import_failed", path=PAGE)
    if failed:
        events.portability_changed(claim.user_id, claim.subject_id, ImportStatus.FAILED)


@step
def sweep() -> None:
    """Let go of what was tried out and left, and of what was long ago."""
    moment = now()
    with system_transaction() as db:
        left = (col(Import.status) == ImportStatus.DRAFT, col(Import.updated_at) < moment - DRAFTS_STAY)
        nothing_in_s3 = col(Import.object_key).is_(None)
        db.execute(delete(Import).where(*left, nothing_in_s3))
        db.execute(delete(Import).where(col(Import.created_at) < moment - STAYS, nothing_in_s3))
