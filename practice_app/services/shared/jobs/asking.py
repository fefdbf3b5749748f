"""Asking for a job, in the transaction of the deed that wants it; workers are told once that is committed."""

from functools import partial
from uuid import UUID

from sqlalchemy import update
from sqlalchemy.dialects.postgresql import insert
from sqlmodel import Session, col

from practice_app import trail
from practice_app.database import after_commit
from practice_app.ids import new_id
from practice_app.models import Job, JobStatus
from practice_app.services.shared import queue
from practice_app.services.shared.jobs.clock import now
from practice_app.services.shared.jobs.kinds import KINDS
from practice_app.services.shared.steps import step

OPEN = (JobStatus.QUEUED, JobStatus.PROCESSING)


def enqueue(db: Session, who: UUID, kind: str, subject_id: UUID, work_s: float | None = None) -> None:
    """Have this done; where it waits or is worked on already, that stays as it is."""
    subject, moment = KINDS[kind].subject, now()
    afresh = {"status": JobStatus.QUEUED, "failure": None, "attempts": 0, "cuts": 0}
    again = afresh | {"work_s": work_s, "request_id": trail.current() or None, "updated_at": moment}
    row = insert(Job).values(id=new_id(), kind=kind, user_id=who, **{subject: subject_id}, **again, created_at=moment)
    key = (subject, "kind", "user_id")
    db.execute(row.on_conflict_do_update(index_elements=key, set_=again, where=col(Job.status).not_in(OPEN)))
    after_commit(db, partial(ask, kind))


def cancel(db: Session, kind: str, subject_id: UUID) -> None:
    """Have this not done any more. Comes before what it is about is changed: workers lock the job first, too."""
    about = (getattr(Job, KINDS[kind].subject) == subject_id, col(Job.kind) == kind)
    gone = {"status": JobStatus.CANCELLED, "claim_token": None, "updated_at": now()}
    db.execute(update(Job).where(*about, col(Job.status).in_(OPEN)).values(**gone))


@step
def ask(kind: str) -> None:
    """Tell the workers that there is a job of this kind; when Redis is away the sweep tells them."""
    queue.ask(KINDS[kind].queue, kind)


@step
def waiting(kind: str) -> int:
    """How many have been asked for and not begun; none when Redis is away."""
    return queue.waiting(KINDS[kind].queue)
