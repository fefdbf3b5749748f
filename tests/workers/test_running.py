"""A new kind of job is a row and a function; the rest is the same for all."""

import sys
from datetime import UTC, datetime
from types import SimpleNamespace

import pytest

from practice_app.database import system_transaction, transaction
from practice_app.errors import Unavailable
from practice_app.models import JobKind, Recording
from practice_app.services.shared import jobs
from practice_app.services.shared.jobs import KINDS, Kind, Place, asking, turns
from tests.services.people import job_of, person, session, take
from workers import place, running

COPYING, HERE = "copying", Place("here", 2)


@pytest.fixture(autouse=True)
def asked(clean_database, monkeypatch):
    """What workers are told."""
    told = []
    monkeypatch.setattr(place, "_here", [HERE])
    monkeypatch.setattr(asking.queue, "ask", lambda queue, kind: told.append((queue, kind)))
    return told


@pytest.fixture
def work(clean_database):
    """What a worker does when it is told of a job of this kind."""
    from workers import tasks

    return tasks.work


@pytest.fixture
def copied(monkeypatch):
    """A kind that nobody knew: its row and its function, of which `fault` is raised; gives what was copied."""
    made = SimpleNamespace(things=[], fault=None)

    def copy(claim, pulse):
        assert pulse.ours()
        made.things.append(claim.subject_id)
        if made.fault:
            raise made.fault
        with system_transaction() as db:
            assert jobs.finish(db, claim, {})

    monkeypatch.setitem(sys.modules, "copier", SimpleNamespace(copy=copy))
    monkeypatch.setitem(KINDS, COPYING, Kind(queue="copies", work="copier:copy"))
    return made


@pytest.fixture
def recording(copied):
    ann = person("Ann")
    made = take(session(ann, datetime(2026, 3, 2, 12, tzinfo=UTC)), ann, "ready")
    with transaction(ann) as db:
        jobs.enqueue(db, ann, COPYING, made)
    return made


def test_a_new_kind_is_a_row_and_a_function(copied, asked, recording, work):
    assert asked == [("copies", COPYING)]
    work(JobKind.ANALYSIS)
    assert copied.things == [], "kinds don't do each other's jobs"
    work(COPYING)
    assert (copied.things, job_of(recording).status) == ([recording], "done")
    with system_transaction() as db:
        assert db.get_one(Recording, recording).status == "ready"


def test_one_that_goes_wrong_is_tried_again_and_then_given_up(copied, recording, work):
    copied.fault = RuntimeError("the printer is on fire")
    seen = []
    for _ in range(4):
        work(COPYING)
        seen.append((job_of(recording).status, job_of(recording).attempts))
    assert seen == [("queued", 1), ("queued", 2), ("failed", 3), ("failed", 3)]
    assert job_of(recording).failure == "internal"


def test_what_is_down_around_us_costs_no_attempt(copied, recording, work):
    copied.fault = Unavailable()
    work(COPYING)
    assert (job_of(recording).status, job_of(recording).attempts) == ("queued", 0)


def test_long_ones_of_any_kind_leave_a_worker_free(copied, recording):
    copying = turns.next_job(COPYING, HERE)
    assert turns.measured(copying, HERE, 3600.0)
    ann = job_of(recording).user_id
    take(session(ann, datetime(2026, 3, 3, 12, tzinfo=UTC)), ann, "queued", length_s=3600.0)
    assert turns.next_job(JobKind.ANALYSIS, HERE) is None


@pytest.mark.parametrize("kind", JobKind)
def test_each_kind_can_be_done_and_given_up(kind):
    assert callable(running.entry(KINDS[kind].work))
    assert callable(running.entry(KINDS[kind].give_up))
