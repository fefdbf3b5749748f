"""A recording as a job, looked at and worked on by hand."""

from sqlalchemy import text
from sqlmodel import select

from practice_app.database import system_transaction
from practice_app.models import Analysis, JobKind, Recording
from practice_app.services.shared import jobs
from tests.services.people import job_of
from workers import running

ANALYSIS = JobKind.ANALYSIS


def row(recording_id):
    with system_transaction() as db:
        return db.get_one(Recording, recording_id)


def analyses():
    with system_transaction() as db:
        return db.exec(select(Analysis)).all()


def work(recording_id):
    from workers import tasks

    tasks.work(ANALYSIS)


def claim(recording_id):
    """Claim this very job, as a worker that is about to do it."""
    job = job_of(recording_id)
    with system_transaction() as db:
        claimed = jobs.take(db, ANALYSIS, job.id)
    if claimed and jobs.given_up(claimed):
        running.run(claimed)
        return None
    return claimed


def grow_stale(recording_id):
    with system_transaction() as db:
        db.execute(
            text("UPDATE jobs SET heartbeat_at = now() - interval '61 s' WHERE recording_id = :id"),
            {"id": recording_id},
        )
