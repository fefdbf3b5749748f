"""Nobody waits for somebody else's hours: who is listened to next, with the real claims of a real worker."""

import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import text

from practice_app.database import system_transaction
from practice_app.models import JobKind, Recording
from practice_app.services.shared import jobs, storage
from practice_app.services.shared.jobs import Place, turns
from tests import sounds
from tests.services.people import job_of, person, session, take
from workers import isolated, place, running
from workers.media import ffmpeg, probe
from workers.media.errors import TooLong

HERE, ANALYSIS = Place("here", 2), JobKind.ANALYSIS
HOUR = 3600.0


@pytest.fixture(autouse=True)
def tasks(clean_database, monkeypatch):
    """What workers do, with no broker."""
    from workers import tasks

    storage.client.cache_clear()
    monkeypatch.setattr(place, "_here", [HERE])
    monkeypatch.setattr(jobs, "ask", lambda _: None)
    yield tasks
    storage.client.cache_clear()


@pytest.fixture
def people():
    return [person("Ann"), person("Bob")]


def waits(user_id, **more):
    """Let a recording of somebody's wait."""
    row = session(user_id, datetime(2026, 3, 2, 12, tzinfo=UTC))
    return take(row, user_id, "queued", **more)


def row(recording_id):
    with system_transaction() as db:
        return db.get_one(Recording, recording_id)


def claimed(where=HERE):
    job = turns.next_job(ANALYSIS, where)
    return job and job.subject_id


@pytest.fixture(scope="module")
def an_hour(tmp_path_factory):
    """An hour of silence in Opus, as a recorder leaves it: a megabyte, without a word of its length."""
    folder = tmp_path_factory.mktemp("hour")
    silence = ["-f", "lavfi", "-i", "anullsrc=r=48000:cl=mono", "-t", "60"]
    coded = ["-c:a", "libopus", "-b:a", "6k", "-frame_duration", "60", folder / "minute.webm"]
    again = ["-stream_loop", "-1", "-i", folder / "minute.webm", "-t", "3600", "-c", "copy", "-live", "1"]
    for command in ([*silence, *coded], [*again, folder / "hour.webm"]):
        subprocess.run([ffmpeg.executable(), "-v", "error", "-y", *command], check=True, timeout=120)
    return (folder / "hour.webm").read_bytes()


def test_a_strangers_short_take_is_not_behind_three_hours_of_another(people, tasks, an_hour, opus, monkeypatch):
    """Two workers, one after the other in this test: what the first holds goes on while the second works."""
    ann, bob = people
    hours = [waits(ann, duration_s=2.0) for _ in range(3)]
    for hour in hours:
        storage.put(row(hour).object_key, an_hour, "audio/webm")
    short = waits(bob)
    storage.put(row(short).object_key, opus(sounds.violin(2.0)).read_bytes(), "audio/webm")

    first = turns.next_job(ANALYSIS, HERE)
    assert first.subject_id == hours[0]
    assert turns.measured(first, HERE, HOUR), "somebody listens to the first hour"
    heard = []
    monkeypatch.setattr(isolated, "hear", lambda *_: heard.append(1) or {"failure": "damaged"})
    tasks.work(ANALYSIS)
    assert row(short).status == "failed", "the stranger's was heard next, whatever the message said"
    for _ in range(4):
        tasks.work(ANALYSIS)
    assert [row(hour).status for hour in hours] == ["processing", "queued", "queued"]
    assert [job_of(hour).attempts for hour in hours] == [1, 0, 0]
    assert row(hours[1]).length_s == pytest.approx(HOUR, abs=1)
    assert len(heard) == 1, "of the others only the length was looked at"

    running.run(first)
    tasks.work(ANALYSIS)
    assert [row(hour).status for hour in hours] == ["failed", "failed", "queued"], "one has ended: the next may begin"


def test_people_take_turns_by_what_they_had(people):
    ann, bob = people
    first, second, third = (waits(ann) for _ in range(3))
    his = waits(bob)
    assert [claimed(), claimed(), claimed(), claimed()] == [first, his, second, third]
    assert claimed() is None


def test_whoever_had_much_listened_to_comes_after_whoever_had_little(people):
    ann, bob = people
    heard = waits(ann, length_s=600.0)
    assert claimed() == heard
    with system_transaction() as db:
        db.execute(text("UPDATE jobs SET status = 'done', claim_token = NULL"))
        db.execute(text("UPDATE recordings SET status = 'ready'"))
    later, his = waits(ann), waits(bob)
    assert [claimed(), claimed()] == [his, later]


def test_one_worker_of_a_place_stays_free_for_short_ones(people):
    ann, bob = people
    long = [waits(ann, length_s=HOUR), waits(bob, length_s=HOUR)]
    assert claimed() == long[0]
    assert claimed() is None, "the second worker waits for something short"
    short = waits(bob, length_s=30.0)
    assert claimed() == short
    assert claimed(Place("elsewhere", 2)) == long[1], "another place has room"


def test_a_place_of_one_worker_listens_to_long_ones_too(people):
    alone = Place("alone", 1)
    long = waits(people[0], length_s=HOUR)
    assert claimed(alone) == long


def test_a_film_is_long_sooner(people):
    films = [waits(people[0], kind="video", length_s=5 * 60.0), waits(people[1], kind="video", length_s=5 * 60.0)]
    assert claimed() == films[0]
    assert claimed() is None


def test_a_long_one_whose_worker_died_makes_room(people):
    waits(people[0], length_s=HOUR)
    assert claimed()
    with system_transaction() as db:
        db.execute(text("UPDATE jobs SET heartbeat_at = now() - interval '61 s'"))
    other = waits(people[1], length_s=HOUR)
    assert claimed() == other


def test_when_a_long_one_ends_others_are_asked_for_and_only_then(people):
    long, short = waits(people[0], length_s=HOUR), waits(people[0], length_s=3.0)
    job = turns.next_job(ANALYSIS, HERE)
    assert job.subject_id == long
    assert turns.after(job) == job_of(short).id
    other = turns.next_job(ANALYSIS, HERE)
    waits(people[1])
    assert turns.after(other) is None


def test_what_is_no_longer_ours_is_not_gone_on_with(people):
    waits(people[0])
    job = turns.next_job(ANALYSIS, HERE)
    with system_transaction() as db:
        db.execute(text("UPDATE jobs SET status = 'cancelled', claim_token = NULL"))
        db.execute(text("UPDATE recordings SET status = 'deleted'"))
    assert not turns.measured(job, HERE, 3.0)


def test_one_that_is_too_long_is_refused_before_anybody_listens(people, tasks, opus, monkeypatch):
    monkeypatch.setattr(probe, "LONGEST_S", 5.0)
    monkeypatch.setattr(isolated, "hear", lambda *_: pytest.fail("it was listened to"))
    recording_id = waits(people[0], duration_s=1.0)
    storage.put(row(recording_id).object_key, opus(sounds.violin(6.0)).read_bytes(), "audio/webm")
    tasks.work(ANALYSIS)
    assert (row(recording_id).status, row(recording_id).failure) == ("failed", TooLong.code)
    assert row(recording_id).media_deleted_at is not None


@pytest.mark.parametrize(
    ("name", "options"),
    [("a.webm", ("-c:a", "libopus", "-live", "1")), ("a.m4a", ("-c:a", "aac")), ("a.aac", ()), ("a.wav", ())],
)
def test_a_length_is_measured_whatever_the_file_says(name, options, encoded):
    assert probe.look(encoded(sounds.violin(12.0), name, *options)).length_s == pytest.approx(12, abs=0.1)


def test_what_holds_no_sound_has_no_length(tmp_path):
    words = tmp_path / "words"
    words.write_text("Dear diary\n" * 50)
    assert probe.look(words) == probe.Contents(None)


def test_a_worker_that_only_measures_loads_no_numpy():
    look = "import sys, workers.tasks; from workers.media import probe; sys.exit('numpy' in sys.modules)"
    subprocess.run([sys.executable, "-c", look], check=True, timeout=60)


def test_what_only_measures_may_not_take_all_the_memory_either(encoded):
    process = ffmpeg.Process([*ffmpeg.reading(encoded(sounds.violin(2.0), "a.wav")), "-f", "wav", "pipe:1"])
    try:
        limits = Path(f"/proc/{process._process.pid}/limits")
        if limits.exists():
            assert str(4 * 1024**3) in limits.read_text()
    finally:
        process.kill()


def test_a_started_worker_knows_its_place(monkeypatch):
    place.settle(options={"concurrency": 3}, conf=None)
    assert place.here().workers == 3
    assert place.here().long_ones == 2


def test_silence_of_an_hour_in_blocks_of_time_is_long(an_hour, tmp_path):
    path = tmp_path / "take"
    path.write_bytes(an_hour)
    assert probe.look(path).length_s == pytest.approx(HOUR, abs=1)
