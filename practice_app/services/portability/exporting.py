"""An export as a job: asked for at any time, written by a worker, there for a day, then gone.

Asking again puts another in the place of what is there, ready or stuck: the worker that writes the old one notices when
it has the next part to send. What lies in S3 is known by its row from before the first byte, so nothing is forgotten
there, whoever is killed.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import ColumnElement, and_, insert, or_, update
from sqlmodel import Session, col, select

from practice_app.database import system_transaction, transaction
from practice_app.errors import Unavailable
from practice_app.ids import new_id
from practice_app.models import AuditKind, Export, ExportStatus, Job, JobKind, NotificationKind, User
from practice_app.models.columns import now
from practice_app.services import accounts
from practice_app.services.accounts import Identity
from practice_app.services.portability import letters
from practice_app.services.shared import events, jobs, storage
from practice_app.services.shared.access import owned_by
from practice_app.services.shared.jobs import Claim, claims
from practice_app.services.shared.limits import rates
from practice_app.services.shared.steps import step
from practice_app.services.shared.telling import tell, wanted
from practice_app.settings import get_settings

KEPT = timedelta(hours=24)
PAGE = "/settings/data"
FORGOTTEN = timedelta(days=30)
"""After so long its row goes too."""
MOST = "10/hour;30/day"
OPEN = (ExportStatus.QUEUED, ExportStatus.PROCESSING)
SAID: dict[str, str] = {
    ExportStatus.QUEUED: "preparing",
    ExportStatus.PROCESSING: "preparing",
    ExportStatus.GONE: "none",
}


@dataclass(frozen=True)
class ExportRow:
    """How far one's export is, and where to fetch it."""

    status: str = "none"
    progress: float = 0
    url: str | None = None
    bytes: int | None = None
    expires_at: datetime | None = None
    failure: str | None = None


@dataclass(frozen=True)
class Writing:
    """An export that is ours to write."""

    claim: Claim
    key: str
    upload_id: str
    locale: str
    origin: str
    made_at: datetime


@step
def ask(who: Identity) -> ExportRow:
    """Have everything of somebody written into a file; needs a proof of a moment ago."""
    rates.spend(MOST, "export", str(who.id))
    with transaction(who.id) as db:
        accounts.require_fresh(db, who)
        _let_go(db, who.id)
        export_id, moment = new_id(), now()
        row = {"user_id": who.id, "status": ExportStatus.QUEUED, "created_at": moment, "updated_at": moment}
        db.execute(insert(Export).values(id=export_id, **row))
        jobs.enqueue(db, who.id, JobKind.EXPORT, export_id)
        device = accounts.agent_of(db, who.auth_session_id)
        accounts.note_audit(db, who.id, AuditKind.EXPORT_ASKED, device)
    events.portability_changed(who.id, export_id, ExportStatus.QUEUED)
    return ExportRow("preparing")


def _let_go(db: Session, who: UUID) -> None:
    """Put aside what is there: the new one takes its place."""
    there = (owned_by(who, Export), col(Export.status) != ExportStatus.GONE)
    for export_id in db.exec(select(Export.id).where(*there)).all():
        jobs.cancel(db, JobKind.EXPORT, export_id)
    gone = {"status": ExportStatus.GONE, "failure": None, "updated_at": now()}
    db.execute(update(Export).where(*there).values(**gone))


def shown(db: Session, who: UUID, origin: str = "") -> ExportRow:
    """Tell how far one's export is; ready, with an address that is good until it goes."""
    query = select(Export, Job.progress).join(Job, col(Job.export_id) == Export.id, isouter=True)
    newest = query.where(owned_by(who, Export)).order_by(col(Export.created_at).desc(), col(Export.id).desc())
    found = db.exec(newest.limit(1)).first()
    if found is None:
        return ExportRow()
    export, progress = found
    if export.status != ExportStatus.READY:
        return ExportRow(SAID.get(export.status, export.status), progress or 0, failure=export.failure)
    left = ((export.expires_at or now()) - now()).total_seconds()
    if left < 1:
        return ExportRow()
    url = storage.file_url(export.object_key or "", origin, file_name(export.created_at), int(left))
    return ExportRow("ready", 1, url, export.bytes, export.expires_at)


def file_name(made_at: datetime) -> str:
    """What the file is saved as."""
    return f"woodshed-{made_at:%Y-%m-%d}.zip"


@step
def begin(claim: Claim) -> Writing | None:
    """Begin a file in S3 for a job of ours; ``None``: it is not ours any more. What an earlier try left there goes."""
    found = _claimed(claim)
    if found is None:
        return None
    export, locale = found
    if export.object_key and export.upload_id:
        storage.abort(export.object_key, export.upload_id)
    key = export.object_key or storage.random_key("application/zip", "exports")
    upload_id = storage.begin(key, "application/zip", file_name(export.created_at))
    with system_transaction() as db:
        mine = update(Export).where(col(Export.id) == export.id, col(Export.status) == ExportStatus.PROCESSING)
        written = db.execute(mine.values(object_key=key, upload_id=upload_id).returning(col(Export.id))).first()
    if written is None:
        storage.abort(key, upload_id)
        return None
    return Writing(claim, key, upload_id, locale, get_settings().mailed_url, now())


def _claimed(claim: Claim) -> tuple[Export, str] | None:
    query = select(Export, User.locale).join(User, col(User.id) == Export.user_id)
    with system_transaction() as db:
        return db.exec(query.join(Job, col(Job.export_id) == Export.id).where(claims.ours(claim))).first()


@step
def progressed(claim: Claim, progress: float) -> bool:
    """Tell how far it is; ``False``: it is not ours any more."""
    if not jobs.heartbeat(claim, progress):
        return False
    events.portability_changed(claim.user_id, claim.subject_id, ExportStatus.PROCESSING)
    return True


@step
def finish(writing: Writing, size: int) -> bool:
    """It is there; whose it is is told, by mail too if they want. ``False``: it was not ours any more."""
    claim, ready = writing.claim, ExportStatus.READY
    shows = {"status": ready, "bytes": size, "upload_id": None, "expires_at": now() + KEPT, "updated_at": now()}
    with system_transaction() as db:
        if not jobs.finish(db, claim, shows):
            return False
        subject = str(claim.subject_id)
        tell(db, claim.user_id, NotificationKind.EXPORT_READY, subject, path=PAGE, n=KEPT // timedelta(hours=1))
        mailed = wanted(db, claim.user_id, NotificationKind.EXPORT_READY).mail
    events.portability_changed(claim.user_id, claim.subject_id, ready)
    if mailed:
        accounts.tell(claim.user_id, letters.export_ready())
    return True


@step
def fail(claim: Claim, failure: str) -> None:
    """It could not be written; whose it is may ask again at once."""
    shows = {"status": ExportStatus.FAILED, "failure": failure, "updated_at": now()}
    with system_transaction() as db:
        failed = jobs.fail(db, claim, failure, shows)
        if failed:
            key = f"{claim.subject_id} failed"
            tell(db, claim.user_id, NotificationKind.EXPORT_READY, key, words="export_failed", path=PAGE)
    if failed:
        events.portability_changed(claim.user_id, claim.subject_id, ExportStatus.FAILED)


@step
def sweep(limit: int = 100) -> int:
    """Take out of S3 what has had its day, failed or was replaced, and tell how much; forget what was long ago."""
    over = or_(
        col(Export.status).in_((ExportStatus.GONE, ExportStatus.FAILED)),
        and_(col(Export.status) == ExportStatus.READY, col(Export.expires_at) < now()),
    )
    left = select(Export).where(over, col(Export.media_deleted_at).is_(None)).limit(limit)
    with system_transaction() as db:
        for old in db.exec(select(Export).where(_forgotten()).limit(limit)):
            db.delete(old)
        found = db.exec(left).all()
    return sum(_erase(export) for export in found)


def _forgotten() -> ColumnElement[bool]:
    return and_(col(Export.updated_at) < now() - FORGOTTEN, col(Export.media_deleted_at).is_not(None))


def _erase(export: Export) -> bool:
    try:
        _erase_media(export)
    except Unavailable:
        return False
    status = ExportStatus.FAILED if export.status == ExportStatus.FAILED else ExportStatus.GONE
    gone = {"status": status, "upload_id": None, "media_deleted_at": now()}
    with system_transaction() as db:
        db.execute(update(Export).where(col(Export.id) == export.id).values(**gone))
    return True


def _erase_media(export: Export) -> None:
    if export.object_key and export.upload_id:
        storage.abort(export.object_key, export.upload_id)
    storage.delete(export.object_key)


@step
def erase_all(who: UUID) -> None:
    """Take all exports of somebody out of S3, for whoever erases them altogether."""
    with system_transaction() as db:
        found = db.exec(select(Export).where(owned_by(who, Export), col(Export.media_deleted_at).is_(None))).all()
    for export in found:
        _erase_media(export)
