"""Claims: taken by one conditional UPDATE with a fresh token, and worth something as long as the row has that token.

What a job is about may show by its own ``status`` how far it is (`Kind.shown_in`): then one statement changes both
rows, the job first, and where the thing no longer waits for its job, the answer is that the job is not ours.
"""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Row, and_, case, func, or_, update
from sqlmodel import Session, col

from practice_app.database import system_transaction
from practice_app.ids import new_id
from practice_app.models import Job, JobStatus
from practice_app.services.shared.jobs.asking import OPEN
from practice_app.services.shared.jobs.clock import now
from practice_app.services.shared.jobs.kinds import KINDS
from practice_app.services.shared.steps import step

QUEUED, PROCESSING = JobStatus.QUEUED, JobStatus.PROCESSING
STALE_AFTER = timedelta(seconds=60)
MOST_CUTS = 5
"""So many workers may be lost over a job without a word: machines are taken away now and then, but one that makes its
worker's machine run out of memory does so each time, and others work there too."""


@dataclass(frozen=True)
class Claim:
    """A job of ours: what it is about, and the token that lets us end it."""

    job_id: UUID
    kind: str
    user_id: UUID
    subject_id: UUID
    attempts: int
    cuts: int
    request_id: str | None
    token: UUID


def take(db: Session, kind: str, job_id: UUID, claimed_by: str = "") -> Claim | None:
    """Claim this very job, unless somebody has it or it is done.

    One whose worker is gone was cut off, which is no failed attempt: it is counted apart.
    """
    token, moment, waited = new_id(), now(), col(Job.status) == QUEUED
    values = {
        "status": PROCESSING,
        "progress": None,
        "claim_token": token,
        "claimed_by": claimed_by,
        "claimed_at": moment,
        "heartbeat_at": moment,
        "updated_at": moment,
        "attempts": col(Job.attempts) + case((waited, 1), else_=0),
        "cuts": col(Job.cuts) + case((waited, 0), else_=1),
    }
    free = and_(col(Job.id) == job_id, or_(col(Job.status) == QUEUED, stale()))
    row = _change(db, kind, free, values, {"status": PROCESSING, "updated_at": moment})
    return Claim(**row._mapping, token=token) if row else None


@step
def heartbeat(claim: Claim, progress: float | None = None) -> bool:
    """Say that the job is still worked on, and how far; ``False`` when it is no longer ours."""
    far = {} if progress is None else {"progress": progress}
    with system_transaction() as db:
        return _change(db, claim.kind, ours(claim), {"heartbeat_at": now()} | far) is not None


def measure(db: Session, claim: Claim, work_s: float | None, shows: dict[str, Any], *, waits: bool) -> bool:
    """Write down how much work it is; one that ``waits`` goes back to the queue at the cost of no attempt."""
    back = {"status": QUEUED, "claim_token": None, "claimed_at": None, "attempts": claim.attempts - 1}
    values = {"work_s": work_s} | (back if waits else {})
    shows = shows | ({"status": QUEUED} if waits else {})
    return _change(db, claim.kind, ours(claim), values, shows) is not None


def finish(db: Session, claim: Claim, shows: dict[str, Any]) -> bool:
    """End the job in the transaction that writes down what came of it; ``False``: it was not ours any more."""
    values = {"status": JobStatus.DONE, "progress": 1, "claim_token": None, "updated_at": now()}
    return _change(db, claim.kind, ours(claim), values, shows) is not None


def fail(db: Session, claim: Claim, failure: str, shows: dict[str, Any]) -> bool:
    """End the job without a result, saying why; ``False``: it was not ours any more."""
    values = {"status": JobStatus.FAILED, "failure": failure, "claim_token": None, "updated_at": now()}
    return _change(db, claim.kind, ours(claim), values, shows) is not None


@step
def release(claim: Claim, *, counts: bool) -> bool:
    """Put the job back for later; it ``counts`` as an attempt unless something around us was down."""
    moment = now()
    attempts = claim.attempts if counts else claim.attempts - 1
    values = {"status": QUEUED, "claim_token": None, "attempts": attempts, "updated_at": moment}
    with system_transaction() as db:
        return _change(db, claim.kind, ours(claim), values, {"status": QUEUED, "updated_at": moment}) is not None


@step
def let_go(place: str) -> list[str]:
    """Put back what is worked on at a place that ends, at the cost of no attempt; tell of which kinds that was."""
    moment, kinds = now(), []
    values = {"status": QUEUED, "claim_token": None, "attempts": col(Job.attempts) - 1, "updated_at": moment}
    shows = {"status": QUEUED, "updated_at": moment}
    for kind in KINDS:
        held = and_(col(Job.kind) == kind, col(Job.status) == PROCESSING, col(Job.claimed_by) == place)
        with system_transaction() as db:
            if _change(db, kind, held, values, shows):
                kinds.append(kind)
    return kinds


def given_up(claim: Claim) -> bool:
    """Whether it went wrong, or its workers were lost over it, so often that it is not tried again."""
    return claim.attempts > KINDS[claim.kind].most_attempts or claim.cuts > MOST_CUTS


def ours(claim: Claim) -> ColumnElement[bool]:
    """Whether the job is still ours."""
    ours = (col(Job.status) == PROCESSING, col(Job.claim_token) == claim.token)
    return and_(col(Job.id) == claim.job_id, *ours)


def stale() -> ColumnElement[bool]:
    """Whether whoever has it seems to be gone."""
    alive_at = func.coalesce(Job.heartbeat_at, Job.claimed_at, Job.updated_at)
    return and_(col(Job.status) == PROCESSING, alive_at < now() - STALE_AFTER)


def _change(
    db: Session, kind: str, condition: Any, values: dict[str, Any], shows: dict[str, Any] | None = None
) -> Row[Any] | None:
    """Change the job if the condition holds at this very moment, and with it what is shown of it."""
    subject = getattr(Job, KINDS[kind].subject).label("subject_id")
    about: tuple[Any, ...] = (col(Job.id).label("job_id"), col(Job.kind), col(Job.user_id), subject)
    facts = (*about, col(Job.attempts), col(Job.cuts), col(Job.request_id))
    job = update(Job).where(condition).values(**values).returning(*facts)
    shown = KINDS[kind].shown()
    if shown is None or not shows:
        return db.execute(job).first()
    changed = job.cte("changed")
    waits = (shown.c.id == changed.c.subject_id, shown.c.status.in_(OPEN))
    return db.execute(update(shown).where(*waits).values(**shows).returning(*changed.c)).first()
