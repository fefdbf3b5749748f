"""A recording as a job, against a real database, broker and store: it ends exactly once, whatever happens."""

import json
import os
import signal
import subprocess
import sys
import time

import numpy as np
import pytest
from sqlalchemy import text

from practice_app.database import system_transaction
from practice_app.errors import Unavailable
from practice_app.models import PracticeSession
from practice_app.models.recordings import RecordingFailure
from practice_app.services.recordings import analysing
from practice_app.services.shared import jobs, storage
from practice_app.services.shared.jobs import claims
from tests import sounds
from tests.services.people import job_of
from tests.workers.takes import ANALYSIS, analyses, claim, grow_stale, row, work
from workers import analyse_recording, isolated, running


def test_a_take_is_heard_told_and_deleted(recorded, practised, told):
    recording_id = recorded()
    work(recording_id)
    done = row(recording_id)
    assert (done.status, done.failure, job_of(recording_id).claim_token) == ("ready", None, None)
    assert done.media_deleted_at is not None
    assert storage.size(done.object_key) is None
    (analysis,) = analyses()
    assert analysis.played_s == pytest.approx(sounds.violin(6.0).played_s, rel=0.1)
    assert analysis.parameters["target_bpm"] == 96
    with system_transaction() as db:
        assert db.get_one(PracticeSession, practised.id).played_s == analysis.played_s
    assert told(recording_id) == [("recording", "processing"), ("recording", "ready")]


def test_a_kept_take_stays_with_a_rendition_and_an_outline(recorded, tmp_path):
    recording_id = recorded(keep=True)
    work(recording_id)
    done = row(recording_id)
    assert done.status == "ready"
    assert done.media_deleted_at is None
    assert storage.size(done.object_key) > 0
    assert storage.size(done.rendition_key) > 10_000
    storage.download(done.waveform_key, tmp_path / "outline.json")
    outline = json.loads((tmp_path / "outline.json").read_text())
    assert len(outline["peaks"]) * outline["step_s"] == pytest.approx(6, abs=0.2)


@pytest.mark.parametrize(
    ("content", "failure"),
    [
        (b"", "empty"),
        (b"Dear diary, today I practised.\n" * 100, "not_audio"),
        (b"\x1a\x45\xdf\xa3" + bytes(500), "damaged"),
    ],
)
def test_what_cannot_be_heard_says_why_and_is_deleted(content, failure, recorded, told):
    recording_id = recorded(content)
    work(recording_id)
    done = row(recording_id)
    assert (done.status, done.failure) == ("failed", failure)
    assert done.media_deleted_at is not None
    assert not analyses()
    assert told(recording_id)[-1] == ("recording", "failed")


def test_a_silent_take_is_a_result(recorded, opus):
    recording_id = recorded(opus(sounds.silence(5.0, None)).read_bytes())
    work(recording_id)
    (analysis,) = analyses()
    assert row(recording_id).status == "ready"
    assert analysis.played_s == 0
    assert all(m["reason"] for m in analysis.metrics)


def test_a_recording_that_is_not_in_the_store_is_gone(recorded):
    recording_id = recorded()
    storage.delete(row(recording_id).object_key)
    work(recording_id)
    assert row(recording_id).failure == "gone"


def test_two_workers_with_the_same_message_give_one_analysis(recorded):
    recording_id = recorded()
    first, second = claim(recording_id), claim(recording_id)
    assert first is not None
    assert second is None
    running.run(first)
    work(recording_id)
    assert len(analyses()) == 1
    assert job_of(recording_id).attempts == 1


def test_a_worker_whose_claim_ran_out_changes_nothing(recorded):
    recording_id = recorded(keep=True)
    slow = claim(recording_id)
    grow_stale(recording_id)
    quick = claim(recording_id)
    assert quick is not None
    running.run(slow)
    assert (row(recording_id).status, analyses()) == ("processing", [])
    assert not jobs.heartbeat(slow)
    running.run(quick)
    assert row(recording_id).status == "ready"
    assert len(analyses()) == 1


def test_a_take_deleted_meanwhile_stays_deleted(recorded):
    recording_id = recorded()
    job = claim(recording_id)
    with system_transaction() as db:
        db.execute(text("UPDATE jobs SET status = 'cancelled', claim_token = NULL"))
        db.execute(text("UPDATE recordings SET status = 'deleted'"))
    running.run(job)
    assert row(recording_id).status == "deleted"
    assert not analyses()


def test_the_store_being_away_costs_no_attempt_and_the_sweep_asks_again(recorded, monkeypatch):
    from workers import tasks

    def away(*_):
        raise Unavailable

    recording_id = recorded()
    with monkeypatch.context() as down:
        down.setattr(storage, "download", away)
        work(recording_id)
    assert (row(recording_id).status, job_of(recording_id).attempts) == ("queued", 0)
    tasks.sweep()
    assert jobs.waiting(ANALYSIS) == 0, "it was tried a moment ago"
    with system_transaction() as db:
        db.execute(text("UPDATE jobs SET updated_at = now() - interval '21 s'"))
    tasks.sweep()
    tasks.sweep()
    assert jobs.waiting(ANALYSIS) == 1
    work(recording_id)
    assert row(recording_id).status == "ready"


def test_media_the_store_did_not_delete_is_deleted_by_the_sweep(recorded, monkeypatch):
    from workers import tasks

    def away(*_):
        raise Unavailable

    recording_id = recorded()
    with monkeypatch.context() as down:
        down.setattr(storage, "delete", away)
        work(recording_id)
    assert row(recording_id).status == "ready"
    assert row(recording_id).media_deleted_at is None
    tasks.sweep()
    assert row(recording_id).media_deleted_at is not None
    assert storage.size(row(recording_id).object_key) is None


def test_a_listener_that_crashes_is_tried_three_times(recorded, monkeypatch):
    monkeypatch.setattr(isolated, "ANSWER", "never-written.json")
    recording_id = recorded()
    states = []
    for _ in range(4):
        work(recording_id)
        states.append((row(recording_id).status, job_of(recording_id).attempts))
    assert states == [("queued", 1), ("queued", 2), ("failed", 3), ("failed", 3)]
    assert row(recording_id).failure == RecordingFailure.INTERNAL


def test_what_failed_by_a_fault_of_ours_is_not_deleted_and_can_be_heard_again(recorded, monkeypatch):
    from workers import tasks

    recording_id = recorded()
    with monkeypatch.context() as broken:
        broken.setattr(isolated, "ANSWER", "never-written.json")
        for _ in range(3):
            work(recording_id)
    tasks.sweep()
    assert row(recording_id).media_deleted_at is None

    with system_transaction() as db:
        assert analysing.again(db, recording_id)
    work(recording_id)

    assert (row(recording_id).status, row(recording_id).failure) == ("ready", None)
    assert row(recording_id).media_deleted_at is not None
    with system_transaction() as db:
        assert not analysing.again(db, recording_id)


def test_a_take_that_kills_its_workers_is_given_up(recorded):
    recording_id = recorded()
    for _ in range(1 + claims.MOST_CUTS):
        assert claim(recording_id)
        grow_stale(recording_id)
    assert (job_of(recording_id).attempts, job_of(recording_id).cuts) == (1, claims.MOST_CUTS), "no fault of the job"
    assert claim(recording_id) is None
    assert row(recording_id).failure == RecordingFailure.INTERNAL


def test_what_is_put_back_by_a_worker_that_ends_costs_nothing_and_leaves_others_alone(recorded):
    from workers import leaving

    ours, theirs, waits = recorded(), recorded(), recorded()
    job, others = job_of(ours).id, job_of(theirs).id
    with system_transaction() as db:
        mine = jobs.take(db, ANALYSIS, job, leaving.here().name)
        jobs.take(db, ANALYSIS, others, "elsewhere:7")
    leaving.put_back()
    seen = [(row(one).status, job_of(one).status, job_of(one).attempts) for one in (ours, theirs, waits)]
    assert seen == [("queued", "queued", 0), ("processing", "processing", 1), ("queued", "queued", 0)]
    assert jobs.waiting(ANALYSIS) == 1, "others are told"
    running.run(mine)
    assert (row(ours).status, job_of(ours).attempts) == ("queued", 0), "what comes of it here counts no more"


def test_a_changed_upload_is_heard_all_the_same_and_noted(recorded):
    work(recorded(sha256="0" * 64))
    (analysis,) = analyses()
    assert analysis.parameters["notes"] == [analyse_recording.WRONG_CHECKSUM]


def test_a_worker_killed_in_the_middle_and_one_told_to_end_are_no_failed_attempts(recorded, tmp_path):
    long = sounds.write_wav(tmp_path / "long.wav", np.zeros(8000 * 240), 8000).read_bytes()
    recording_id = recorded(long)
    jobs.ask(ANALYSIS)
    first = start_worker(tmp_path)
    wait_for(recording_id, "processing")
    assert job_of(recording_id).claimed_by.endswith(f":{first.pid}"), "all workers of a place claim under one name"
    os.killpg(first.pid, signal.SIGKILL)
    first.wait()
    assert row(recording_id).status == "processing"
    grow_stale(recording_id)
    jobs.ask(ANALYSIS)
    second = start_worker(tmp_path, WORKER_GRACE_S="0")
    wait_for(recording_id, "processing", f":{second.pid}")
    second.terminate()
    assert second.wait(60) == 0
    cut = job_of(recording_id)
    assert (cut.status, cut.attempts, cut.cuts) == ("queued", 0, 1)
    work(recording_id)
    assert (row(recording_id).status, len(analyses())) == ("ready", 1)
    assert (job_of(recording_id).attempts, job_of(recording_id).claim_token) == (1, None)


def start_worker(folder, **settings):
    command = [sys.executable, "-m", "celery", "-A", "workers.app:app", "worker", "-l", "INFO", "-c", "1"]
    log = (folder / "worker.log").open("ab")
    environ = os.environ | {"TMPDIR": str(folder)} | settings
    return subprocess.Popen(command, env=environ, stdout=log, stderr=log, start_new_session=True)


def wait_for(recording_id, status, claimed_by="", seconds=150):
    deadline = time.monotonic() + seconds
    while (found := job_of(recording_id)).status != status or not (found.claimed_by or "").endswith(claimed_by):
        assert time.monotonic() < deadline, found
        time.sleep(0.05)
