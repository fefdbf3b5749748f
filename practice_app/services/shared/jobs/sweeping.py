"""What the sweep does for jobs of every kind: it finds those that got lost, and lets old rows go."""

from datetime import timedelta

from sqlalchemy import CursorResult, and_, delete, or_
from sqlmodel import col, select

from practice_app.database import system_transaction
from practice_app.models import Job
from practice_app.services.shared.jobs.asking import OPEN
from practice_app.services.shared.jobs.claims import QUEUED, stale
from practice_app.services.shared.jobs.clock import now
from practice_app.services.shared.jobs.kinds import KINDS
from practice_app.services.shared.steps import step

OVERDUE_AFTER = timedelta(seconds=20)


@step
def overdue(kind: str, limit: int = 1000) -> int:
    """How many jobs there are whose message got lost, or whose worker did."""
    waiting = and_(col(Job.status) == QUEUED, col(Job.updated_at) < now() - OVERDUE_AFTER)
    query = select(Job.id).where(Job.kind == kind, or_(waiting, stale())).limit(limit)
    with system_transaction() as db:
        return len(db.exec(query).all())


@step
def forget(kind: str, limit: int = 1000) -> int:
    """Let the rows of jobs go that ended long ago, and tell how many; what came of them stays where it is."""
    old = (Job.kind == kind, col(Job.status).not_in(OPEN), col(Job.updated_at) < now() - KINDS[kind].kept)
    some = select(Job.id).where(*old).order_by(col(Job.updated_at)).limit(limit)
    with system_transaction() as db:
        gone = db.execute(delete(Job).where(col(Job.id).in_(some)))
    assert isinstance(gone, CursorResult)
    return gone.rowcount
