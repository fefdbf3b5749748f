"""A comparison as a job, against a real database, broker and store."""

import pytest
from sqlmodel import select

from benchmarks.comparing import material
from benchmarks.comparing.material import Player
from practice_app.database import system_transaction, transaction
from practice_app.models import Comparison, Job, JobKind
from practice_app.services import comparisons
from practice_app.services.comparisons import ComparisonDraft
from practice_app.services.shared import jobs, storage
from tests.services.people import heard, take
from tests.workers.takes import row
from workers import running

TUNE = material.score(7, beats=16)


@pytest.fixture
def two(ann, practised, tmp_path):
    """Two kept takes of a tune, the second slower."""
    made = []
    for seed, bpm in ((1, 96), (2, 76)):
        recording = take(practised, ann, keep=True, duration_s=14.0)
        path = material.perform(TUNE, Player(seed, bpm)).written(tmp_path / "take.wav")
        storage.put(row(recording).object_key, path.read_bytes(), "audio/wav")
        heard(practised, ann, recording, 14, 12, version=str(seed))
        made.append(recording)
    return made


def asked(ann, two):
    with transaction(ann) as db:
        return comparisons.ask(db, ann, ComparisonDraft(a=two[0], b=two[1]))


def stored(comparison_id):
    with system_transaction() as db:
        return db.get_one(Comparison, comparison_id)


def work():
    from workers import tasks

    tasks.work(JobKind.COMPARISON)


def test_two_takes_are_laid_side_by_side_once(ann, two, told):
    comparison_id = asked(ann, two)
    assert asked(ann, two) == comparison_id
    work()
    with transaction(ann) as db:
        shown = comparisons.show(db, ann, comparison_id, "en")
    assert (shown.status, shown.matches) == ("ready", True)
    assert shown.path[0][0] < shown.path[-1][0]
    assert {one.key for one in shown.differences} == {"tempo"}
    assert "% slower" in shown.differences[0].says
    assert told(comparison_id) == [("comparison", "processing"), ("comparison", "ready")]
    before = stored(comparison_id).updated_at
    work()
    assert stored(comparison_id).updated_at == before


def test_media_that_are_gone_end_it_and_it_may_be_asked_again(ann, two):
    comparison_id = asked(ann, two)
    storage.delete(row(two[1]).object_key)
    work()
    assert (stored(comparison_id).status, stored(comparison_id).failure) == ("failed", "gone")
    assert asked(ann, two) == comparison_id
    assert stored(comparison_id).status == "queued"


def test_one_that_goes_wrong_too_often_is_given_up(ann, two):
    comparison_id = asked(ann, two)
    with system_transaction() as db:
        job = db.exec(select(Job).where(Job.comparison_id == comparison_id)).one()
        job.attempts = jobs.KINDS[JobKind.COMPARISON].most_attempts
        db.flush()
        claim = jobs.take(db, JobKind.COMPARISON, job.id)
    running.run(claim)
    assert (stored(comparison_id).status, stored(comparison_id).failure) == ("failed", "internal")
