"""A recording as a job, against a real database, broker and store: it ends exactly once, whatever happens."""

import json
import os
import signal
import subprocess
import sys
import time
from datetime import UTC, datetime

import numpy as np
import pytest
from sqlalchemy import text
from sqlmodel import select

from practice_app.database import system_transaction
from practice_app.errors import Unavailable
from practice_app.models import Analysis, JobKind, PracticeSession, Recording
from practice_app.models.recordings import RecordingFailure
from practice_app.services.recordings import analysing, rows
from practice_app.services.shared import jobs, queue, storage
from practice_app.services.shared.redis import client as redis_client
from tests import sounds
from tests.services.people import job_of, person, session, take
from workers import analyse_recording, isolated, running
from workers.media import ffmpeg, probe, rendition
from workers.media.errors import MediaError

ANALYSIS = JobKind.ANALYSIS


@pytest.fixture
def house(clean_database):
    for cached in (storage.client, redis_client, queue._sender):
        cached.cache_clear()
    redis_client().flushdb()
    yield
    for cached in (storage.client, redis_client, queue._sender):
        cached.cache_clear()


@pytest.fixture
def ann(house):
    return person("Ann")


@pytest.fixture
def practised(ann):
    return session(ann, datetime(2026, 3, 2, 12, tzinfo=UTC), instrument="violin", target_bpm=96)


@pytest.fixture
def recorded(ann, practised, opus):
    """Queue a recording of these bytes or of a short phrase; gives its id."""

    def make(content=None, **more):
        recording_id = take(practised, ann, "queued", **more)
        body = content if content is not None else opus(sounds.violin(6.0)).read_bytes()
        storage.put(row(recording_id).object_key, body, "audio/webm")
        return recording_id

    return make


@pytest.fixture
def told(house):
    """What open pages are told from now on."""
    channel = redis_client().pubsub(ignore_subscribe_messages=True)
    channel.psubscribe("woodshed:events:*")
    channel.get_message(timeout=1)

    def heard(recording_id):
        """Other workers of this run publish too: channels know no database numbers."""
        messages = iter(lambda: channel.get_message(timeout=1), None)
        events = [json.loads(message["data"]) for message in messages]
        return [(e["topic"], e["payload"]["status"]) for e in events if e["subject"] == str(recording_id)]

    yield heard
    channel.close()


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
    if claimed and claimed.attempts > jobs.KINDS[ANALYSIS].most_attempts:
        running.run(claimed)
        return None
    return claimed


def grow_stale(recording_id):
    with system_transaction() as db:
        db.execute(
            text("UPDATE jobs SET heartbeat_at = now() - interval '61 s' WHERE recording_id = :id"),
            {"id": recording_id},
        )


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


@pytest.mark.parametrize(("codec", "ending"), [("libx264", ".mp4"), ("libvpx", ".webm")])
def test_a_kept_film_is_heard_and_plays_with_its_pictures(codec, ending, recorded, encoded, tmp_path):
    pictures = ["-f", "lavfi", "-i", "testsrc=size=160x120:rate=15", "-c:v", codec, "-c:a", "libopus", "-shortest"]
    recording_id = recorded(encoded(sounds.violin(6.0), "take.mkv", *pictures).read_bytes(), keep=True, kind="video")
    work(recording_id)
    (analysis,) = analyses()
    assert analysis.played_s == pytest.approx(sounds.violin(6.0).played_s, rel=0.1)
    key = row(recording_id).rendition_key
    assert key.endswith(ending)
    storage.download(key, tmp_path / "film")
    check = [
        ffmpeg.executable(),
        "-v",
        "error",
        "-i",
        tmp_path / "film",
        "-map",
        "0:v",
        "-map",
        "0:a",
        "-f",
        "null",
        "-",
    ]
    assert not subprocess.run(check, check=True, capture_output=True, timeout=60).stderr


HEVC = ["-c:v", "libx265", "-tag:v", "hvc1", "-x265-params", "log-level=none", "-pix_fmt", "yuv420p"]


@pytest.mark.parametrize(
    "coder",
    [HEVC, ["-c:v", "prores_ks"], ["-c:v", "libx264", "-pix_fmt", "yuv422p10le"]],
    ids=["of an iPhone", "of a camera", "of ten bits"],
)
def test_a_kept_film_that_browsers_do_not_show_is_coded_anew(coder, recorded, encoded, tmp_path):
    pictures = ["-f", "lavfi", "-i", "testsrc=size=1920x1080:rate=5", *coder, "-c:a", "aac", "-shortest"]
    recording_id = recorded(encoded(sounds.violin(3.0), "take.mov", *pictures).read_bytes(), keep=True, kind="video")
    work(recording_id)
    key = row(recording_id).rendition_key
    assert key.endswith(".mp4")
    storage.download(key, tmp_path / "film")
    contents = probe.look(tmp_path / "film")
    assert (contents.pictures, contents.pixels) == ("h264", "yuv420p")
    assert contents.length_s == pytest.approx(3, abs=0.2)
    assert storage.size(row(recording_id).object_key) > 0, "the original stays as it came"


def test_of_a_film_too_long_to_be_coded_anew_the_sound_plays_and_the_film_can_be_had(
    recorded, encoded, ann, monkeypatch
):
    monkeypatch.setattr(rendition, "RECODED_UP_TO_S", 2.0)
    pictures = ["-f", "lavfi", "-i", "testsrc=size=64x64:rate=5", *HEVC, "-c:a", "aac", "-shortest"]
    path = encoded(sounds.violin(3.0), "take.mov", *pictures)
    made = path.parent
    with pytest.raises(MediaError):
        rendition.film(path, made)
    recording_id = recorded(b"x", keep=True, kind="video")
    with system_transaction() as db:
        db.execute(text("UPDATE recordings SET status = 'ready', rendition_key = 'renditions/x.m4a'"))
    shown = rows.renditions(row(recording_id), row(recording_id), "")
    assert shown.video_url is None
    assert shown.audio_url
    assert shown.original_url


def test_a_file_that_only_its_name_calls_a_film_plays_as_sound(recorded, opus, ann):
    recording_id = recorded(opus(sounds.violin(3.0)).read_bytes(), keep=True, kind="video")
    work(recording_id)
    done = row(recording_id)
    assert (done.status, done.kind, done.rendition_key.endswith(".m4a")) == ("ready", "audio", True)
    assert rows.renditions(done, done, "").video_url is None


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
    for _ in range(3):
        assert claim(recording_id)
        grow_stale(recording_id)
    assert claim(recording_id) is None
    assert row(recording_id).failure == RecordingFailure.INTERNAL


def test_a_changed_upload_is_heard_all_the_same_and_noted(recorded):
    work(recorded(sha256="0" * 64))
    (analysis,) = analyses()
    assert analysis.parameters["notes"] == [analyse_recording.WRONG_CHECKSUM]


def test_a_worker_killed_in_the_middle_ends_the_job_exactly_once(recorded, tmp_path):
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
    second = start_worker(tmp_path)
    try:
        from workers import tasks

        tasks.sweep()
        wait_for(recording_id, "ready")
    finally:
        second.terminate()
        second.wait(30)
    assert len(analyses()) == 1
    assert job_of(recording_id).attempts == 2
    assert job_of(recording_id).claim_token is None


def start_worker(folder):
    command = [sys.executable, "-m", "celery", "-A", "workers.app:app", "worker", "-l", "INFO", "-c", "1"]
    log = (folder / "worker.log").open("ab")
    return subprocess.Popen(
        command, env=os.environ | {"TMPDIR": str(folder)}, stdout=log, stderr=log, start_new_session=True
    )


def wait_for(recording_id, status, seconds=150):
    deadline = time.monotonic() + seconds
    while (found := row(recording_id).status) != status:
        assert time.monotonic() < deadline, found
        time.sleep(0.05)
