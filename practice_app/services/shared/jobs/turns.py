"""Whose turn it is: which waiting job of a kind is done next.

People take turns: first whoever has nothing worked on just now, of those whoever had least done in the last hour, then
what has waited longest. Long jobs leave one worker of each place free, so that a short one never stands behind an hour.
What a device says of a length counts for nothing: a worker measures when it has claimed, and a job that turns out to be
long while its place is full of long ones goes back to the queue.
"""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import and_, func, or_, text
from sqlalchemy.orm import aliased
from sqlmodel import Session, col, select

from practice_app.database import system_transaction
from practice_app.models import Job
from practice_app.services.shared.jobs import claims
from practice_app.services.shared.jobs.claims import PROCESSING, QUEUED, STALE_AFTER, Claim
from practice_app.services.shared.jobs.clock import now
from practice_app.services.shared.steps import step

LONG_S = 20 * 60.0
"""From so much work on, in seconds of sound, a job is a long one; it takes a quarter of a minute."""
REMEMBERED = timedelta(hours=1)
UNMEASURED_S = 60.0
"""Counts for one whose length nobody knows yet."""
_TURNS = 0x7075726E
"""The number of the lock under which turns are given, one after the other."""


@dataclass(frozen=True)
class Place:
    """Workers of one machine: the name they claim under, and how many they are."""

    name: str
    workers: int

    @property
    def long_ones(self) -> int:
        """How many long jobs may be worked on here at once."""
        return max(1, self.workers - 1)


@step
def next_job(kind: str, place: Place) -> Claim | None:
    """Claim what is to be done next here; ``None``: nothing that may be."""
    while True:
        with system_transaction() as db:
            _one_after_the_other(db)
            chosen = _first(db, kind, place)
            claim = claims.take(db, kind, chosen, place.name) if chosen else None
        if claim or not chosen:
            return claim


@step
def measured(claim: Claim, place: Place, work_s: float | None, **shows: Any) -> bool:
    """Write down how much work it is, and what else of it is shown; ``False``: it may not be done now, or is not ours.

    It may not when it is long, and as many long ones are worked on here as may be.
    """
    with system_transaction() as db:
        _one_after_the_other(db)
        long = (work_s or 0) > LONG_S
        waits = long and _long_ones(db, place, but=claim.job_id) >= place.long_ones
        return claims.measure(db, claim, work_s, shows, waits=waits) and not waits


@step
def after(claim: Claim) -> UUID | None:
    """A job that may have waited for this long one to end; ``None`` when it was short or nothing waits."""
    this: Any = aliased(Job)
    long = select(this.id).where(this.id == claim.job_id, this.work_s > LONG_S).exists()
    waiting = select(Job.id).where(Job.kind == claim.kind, col(Job.status) == QUEUED, long)
    with system_transaction() as db:
        return db.exec(waiting.order_by(col(Job.updated_at)).limit(1)).first()


def _one_after_the_other(db: Session) -> None:
    db.execute(text("SELECT pg_advisory_xact_lock(:number)"), {"number": _TURNS})


def _first(db: Session, kind: str, place: Place) -> UUID | None:
    """The job whose turn it is."""
    served = _served(kind)
    query = (
        select(Job.id)
        .outerjoin(served, served.c.user_id == Job.user_id)
        .where(Job.kind == kind, or_(col(Job.status) == QUEUED, claims.stale()))
        .order_by(
            func.coalesce(served.c.running, 0),
            func.coalesce(served.c.work_s, 0),
            col(Job.updated_at),
            col(Job.id),
        )
        .limit(1)
    )
    if _long_ones(db, place) >= place.long_ones:
        query = query.where(func.coalesce(Job.work_s, 0) <= LONG_S)
    return db.exec(query).first()


def _served(kind: str) -> Any:
    """How many jobs of each person are being worked on, and how much work they were in the last hour.

    Counted once, whatever the planner thinks: when very many have come since it last looked, it would count for each.
    """
    other: Any = aliased(Job)
    alive = and_(other.status == PROCESSING, other.heartbeat_at > now() - STALE_AFTER)
    return (
        select(
            other.user_id,
            func.count().filter(alive).label("running"),
            func.sum(func.coalesce(other.work_s, UNMEASURED_S)).label("work_s"),
        )
        .where(other.kind == kind, other.claimed_at > now() - REMEMBERED)
        .group_by(other.user_id)
        .cte("served")
        .prefix_with("MATERIALIZED")
    )


def _long_ones(db: Session, place: Place, but: UUID | None = None) -> int:
    """How many long jobs, of whatever kind, are being worked on here."""
    here = and_(
        col(Job.status) == PROCESSING, col(Job.claimed_by) == place.name, ~claims.stale(), col(Job.work_s) > LONG_S
    )
    query = select(func.count()).select_from(Job).where(here)
    return db.exec(query.where(Job.id != but) if but else query).one()
