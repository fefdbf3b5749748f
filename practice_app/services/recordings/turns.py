"""Whose turn it is: which waiting recording is listened to next.

People take turns: first whoever has nothing listened to just now, of those whoever had least listened to in the last
hour, then what has waited longest. Long recordings leave one worker of each place free, so that a short one never
stands behind an hour. What a device says of a length counts for nothing: it is measured when the recording has been
claimed, and one that turns out to be long while its place is full of long ones goes back to the queue.
"""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import and_, case, func, or_, text
from sqlalchemy.orm import aliased
from sqlmodel import Session, col, select

from practice_app.database import system_transaction
from practice_app.models import Recording
from practice_app.models.columns import now
from practice_app.models.recordings import RecordingKind
from practice_app.services.recordings import jobs
from practice_app.services.recordings.jobs import PROCESSING, QUEUED, Job

LONG_S = 20 * 60.0
"""From so much work on, in seconds of sound, a recording is a long one; it takes a quarter of a minute."""
FILM_COSTS = 5
"""Looking at a second of film is as much work as listening to so many."""
REMEMBERED = timedelta(hours=1)
UNMEASURED_S = 60.0
"""Counts for one whose length nobody knows yet."""
_TURNS = 0x7075726E
"""The number of the lock under which turns are given, one after the other."""


@dataclass(frozen=True)
class Place:
    """Workers of one machine: the name they claim under, and how many they are."""

    name: str
    listeners: int

    @property
    def long_ones(self) -> int:
        """How many long recordings may be listened to here at once."""
        return max(1, self.listeners - 1)


def next_job(place: Place) -> Job | None:
    """Claim what is to be listened to next here; ``None``: nothing that may be."""
    while True:
        with system_transaction() as db:
            _one_after_the_other(db)
            chosen = _first(db, place)
            job = jobs.take(db, chosen, place.name) if chosen else None
        if job is None:
            return None
        if jobs.begun(job):
            return job


def measured(job: Job, place: Place, length_s: float | None, *, film: bool = False) -> bool:
    """Write down how long it is, and that it is sound when it is no ``film``, whatever its device has called it.

    ``False``: it may not be listened to now, being long, or is no longer ours.
    """
    long = (length_s or 0) * (FILM_COSTS if job.film and film else 1) > LONG_S
    with system_transaction() as db:
        _one_after_the_other(db)
        waits = long and _long_ones(db, place, but=job.recording_id) >= place.long_ones
        return jobs.note_length(db, job, length_s, film=job.film and film, waits=waits) and not waits


def after(job: Job) -> UUID | None:
    """A recording that may have waited for this long one to end; ``None`` when it was short or nothing waits."""
    this = select(Recording.id).where(Recording.id == job.recording_id, _work() > LONG_S)
    waiting = select(Recording.id).where(col(Recording.status) == QUEUED).order_by(col(Recording.updated_at)).limit(1)
    with system_transaction() as db:
        return db.exec(waiting).first() if db.exec(this).first() else None


def _one_after_the_other(db: Session) -> None:
    db.execute(text("SELECT pg_advisory_xact_lock(:number)"), {"number": _TURNS})


def _first(db: Session, place: Place) -> UUID | None:
    """The recording whose turn it is."""
    served = _served()
    query = (
        select(Recording.id)
        .outerjoin(served, served.c.user_id == Recording.user_id)
        .where(or_(col(Recording.status) == QUEUED, jobs.stale()))
        .order_by(
            func.coalesce(served.c.running, 0),
            func.coalesce(served.c.work_s, 0),
            col(Recording.updated_at),
            col(Recording.id),
        )
        .limit(1)
    )
    if _long_ones(db, place) >= place.long_ones:
        query = query.where(func.coalesce(_work(), 0) <= LONG_S)
    return db.exec(query).first()


def _served() -> Any:
    """How many recordings of each person are being listened to, and how much work they were in the last hour."""
    other: Any = aliased(Recording)
    alive = and_(other.status == PROCESSING, other.heartbeat_at > now() - jobs.STALE_AFTER)
    return (
        select(
            other.user_id,
            func.count().filter(alive).label("running"),
            func.sum(func.coalesce(_work(other), UNMEASURED_S)).label("work_s"),
        )
        .where(other.claimed_at > now() - REMEMBERED)
        .group_by(other.user_id)
        .subquery()
    )


def _long_ones(db: Session, place: Place, but: UUID | None = None) -> int:
    """How many long recordings are being listened to here."""
    here = and_(
        col(Recording.status) == PROCESSING, col(Recording.claimed_by) == place.name, ~jobs.stale(), _work() > LONG_S
    )
    query = select(func.count()).select_from(Recording).where(here)
    return db.exec(query.where(Recording.id != but) if but else query).one()


def _work(recording: Any = Recording) -> Any:
    """The work of listening to it, in seconds of sound; null when its length is not known."""
    return recording.length_s * case((recording.kind == RecordingKind.VIDEO, FILM_COSTS), else_=1)
