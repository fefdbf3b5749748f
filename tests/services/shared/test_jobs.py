"""Jobs as rows: asked for with the deed, seen by who waits, and let go of long after."""

from datetime import UTC, datetime, timedelta, tzinfo

import pytest
from sqlalchemy import text
from sqlalchemy.exc import ProgrammingError
from sqlmodel import select

from practice_app.database import system_transaction, transaction
from practice_app.errors import Conflict
from practice_app.models import Job, JobKind, Recording, columns
from practice_app.services.shared import jobs
from practice_app.services.shared.jobs import Place, asking, turns
from tests.services.people import job_of, person, session, take

ANALYSIS, HERE = JobKind.ANALYSIS, Place("here", 2)


@pytest.fixture(autouse=True)
def asked(clean_database, monkeypatch):
    """What workers are told."""
    told = []
    monkeypatch.setattr(asking.queue, "ask", lambda queue, kind: told.append((queue, kind)))
    return told


@pytest.fixture
def people():
    return person("Ann"), person("Bob")


def recorded(user_id, status="ready", **more):
    return take(session(user_id, datetime(2026, 3, 2, 12, tzinfo=UTC)), user_id, status, **more)


def wanted(user_id, recording_id):
    with transaction(user_id) as db:
        jobs.enqueue(db, user_id, ANALYSIS, recording_id)


def undone(user_id, recording_id):
    with transaction(user_id) as db:
        jobs.enqueue(db, user_id, ANALYSIS, recording_id)
        raise Conflict


def test_a_job_is_asked_for_with_the_deed_or_not_at_all(people, asked):
    ann, _ = people
    recording = recorded(ann)
    with pytest.raises(Conflict):
        undone(ann, recording)
    with system_transaction() as db:
        assert (asked, db.exec(select(Job)).all()) == ([], [])
    with transaction(ann) as db:
        jobs.enqueue(db, ann, ANALYSIS, recording)
        assert asked == [], "nobody looks before it is there"
    assert asked == [("analysis", "analysis")]


def test_asked_twice_it_is_done_once_and_again_only_when_it_has_ended(people):
    ann, _ = people
    recording = recorded(ann, "queued")
    claim = turns.next_job(ANALYSIS, HERE)
    wanted(ann, recording)
    assert (job_of(recording).status, job_of(recording).attempts) == ("processing", 1)
    with system_transaction() as db:
        assert jobs.fail(db, claim, "internal", {"status": "failed", "failure": "internal"})
    wanted(ann, recording)
    again = job_of(recording)
    assert (again.id, again.status, again.failure, again.attempts) == (claim.job_id, "queued", None, 0)


class Hours:
    """A machine's clock that is wrong by so many hours."""

    def __init__(self, by: int) -> None:
        self._by = timedelta(hours=by)

    def now(self, zone: tzinfo | None = None) -> datetime:
        """As `datetime.now` on that machine."""
        return datetime.now(zone) + self._by


@pytest.mark.parametrize("by", [-1, 1])
def test_a_worker_whose_clock_is_wrong_takes_nobodys_job_and_keeps_its_own(by, people, monkeypatch):
    ann, _ = people
    recording, other = recorded(ann, "queued"), recorded(ann)
    claim = turns.next_job(ANALYSIS, HERE)
    monkeypatch.setattr(columns, "datetime", Hours(by))
    assert turns.next_job(ANALYSIS, Place("there", 2)) is None
    assert jobs.heartbeat(claim)
    wanted(ann, other)
    monkeypatch.undo()
    asked_at = job_of(other).updated_at
    assert abs(asked_at - datetime.now(UTC)) < timedelta(minutes=10), "nor is it asked for at another time"
    assert (job_of(recording).status, job_of(recording).cuts) == ("processing", 0)


def test_who_waits_sees_how_far_it_is_and_nobody_else_does(people):
    ann, bob = people
    recorded(ann, "queued")
    claim = turns.next_job(ANALYSIS, HERE)
    assert jobs.heartbeat(claim, progress=0.25)
    for who, seen in ((ann, [("processing", 0.25)]), (bob, [])):
        with transaction(who) as db:
            assert [(job.status, job.progress) for job in db.exec(select(Job))] == seen


@pytest.mark.parametrize(
    "deed",
    [
        "UPDATE jobs SET status = 'done'",
        "UPDATE jobs SET status = 'processing', claim_token = gen_random_uuid()",
        "UPDATE jobs SET claimed_by = 'me'",
        "UPDATE jobs SET heartbeat_at = now()",
        "UPDATE jobs SET user_id = gen_random_uuid()",
        "DELETE FROM jobs",
    ],
)
def test_who_waits_may_take_it_back_and_not_do_it_themselves(deed, people):
    ann, _ = people
    recording = recorded(ann, "queued")
    with pytest.raises(ProgrammingError), transaction(ann) as db:
        db.execute(text(deed))
    with transaction(ann) as db:
        jobs.cancel(db, ANALYSIS, recording)
    assert job_of(recording).status == "cancelled"


def test_a_stranger_neither_asks_for_a_job_of_hers_nor_takes_it_back(people):
    ann, bob = people
    recording, other = recorded(ann, "queued"), recorded(ann)
    with transaction(bob) as db:
        jobs.cancel(db, ANALYSIS, recording)
    assert job_of(recording).status == "queued"
    with pytest.raises(ProgrammingError, match="row-level security"), transaction(bob) as db:
        jobs.enqueue(db, ann, ANALYSIS, other)


def test_a_job_goes_with_what_it_is_about(people):
    ann, _ = people
    recording = recorded(ann, "queued")
    with system_transaction() as db:
        db.delete(db.get_one(Recording, recording))
    with system_transaction() as db:
        assert db.exec(select(Job)).all() == []


def test_rows_of_jobs_that_ended_long_ago_go_and_no_others(people):
    ann, _ = people
    done, lately, waits = (recorded(ann, "queued") for _ in range(3))
    ended = (
        "UPDATE jobs SET status = 'done', updated_at = now() - make_interval(days => :days) WHERE recording_id = :id"
    )
    with system_transaction() as db:
        db.execute(text("UPDATE jobs SET updated_at = now() - interval '40 days'"))
        db.execute(text(ended), {"id": done, "days": 31})
        db.execute(text(ended), {"id": lately, "days": 29})
    assert jobs.forget(ANALYSIS) == 1
    with system_transaction() as db:
        assert {job.recording_id for job in db.exec(select(Job))} == {lately, waits}
