"""An export as a job, against a real database, broker and store."""

import csv
import io
import json
import zipfile
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import text

from practice_app.database import system_transaction, transaction
from practice_app.errors import Unavailable
from practice_app.models import AuthKind, Job, JobKind, User
from practice_app.services import portability
from practice_app.services.accounts import addresses, signin
from practice_app.services.portability import archive, exporting, outflow
from practice_app.services.shared import jobs, storage
from tests.services.people import heard, session, take
from workers import running

HOSTILE = '=HYPERLINK("http://evil")<script>alert(1)</script>'


@pytest.fixture
def who(ann):
    """Ann, signed in a moment ago, who can be written to."""
    with system_transaction() as db:
        user = addresses.keep(db.get_one(User, ann), "ann@example.com")
        cookie = signin.sign_in(db, user, AuthKind.BROWSER, "Mozilla/5.0 (iPhone) Safari/604").cookie
    return signin.identify_cookie(cookie)


def shown(who):
    with transaction(who.id) as db:
        return portability.shown(db, who.id, "http://woodshed.example")


def fetched(who):
    """What lies in the file that is ready."""
    with system_transaction() as db:
        key = db.execute(text("SELECT object_key FROM exports WHERE status = 'ready'")).scalar_one()
    return zipfile.ZipFile(io.BytesIO(b"".join(storage.chunks(key))))


def work():
    from workers import tasks

    tasks.work(JobKind.EXPORT)


def exports():
    with system_transaction() as db:
        return db.execute(text("SELECT status, object_key, upload_id FROM exports ORDER BY created_at")).all()


def in_s3():
    found = storage.client().list_objects_v2(Bucket=storage._bucket(), Prefix="exports/").get("Contents", [])
    return [one["Key"] for one in found]


@pytest.fixture(autouse=True)
def emptied(house):
    """The bucket is of all tests of this worker."""
    for key in in_s3():
        storage.delete(key)


def test_all_of_it_is_in_one_file_that_is_there_for_a_day(who, practised, told):
    recording = take(practised, who.id, keep=True, bytes=3, sha256=None)
    film = take(practised, who.id, keep=True, bytes=3, kind="video")
    lost = take(practised, who.id, keep=True, bytes=3)
    heard(practised, who.id, recording, 60, 40)
    with system_transaction() as db:
        keys = dict(db.execute(text("SELECT id, object_key FROM recordings")).all())
    for each in (recording, film):
        storage.put(keys[each], each.bytes, "audio/webm")
    assert portability.ask(who).status == shown(who).status == "preparing"
    work()
    found = shown(who)
    assert (found.status, found.progress, found.failure) == ("ready", 1, None)
    assert timedelta(hours=23) < found.expires_at - datetime.now(UTC) <= timedelta(hours=24)
    assert found.url.startswith("http://woodshed.example/_s3/")
    whole = fetched(who)
    assert whole.testzip() is None
    names = set(whole.namelist())
    assert {held.file for held in archive.catalogue.HELD} <= names
    assert {"index.html", "years/2026.html", "sessions.csv", "export.json"} <= names
    kept = {row["id"]: row["file"] for row in json.loads(whole.read("recordings.json"))}
    assert whole.read(kept[str(recording)]) == recording.bytes
    assert whole.read(kept[str(film)]) == film.bytes
    manifest = json.loads(whole.read("export.json"))
    assert (manifest["format"], manifest["version"]) == ("woodshed-export", 1)
    assert manifest["missing"] == [kept[str(lost)]]
    assert manifest["rows"]["sessions.json"] == 1
    assert json.loads(whole.read("profile.json"))["email"] == "ann@example.com"
    assert json.loads(whole.read("analyses.json"))[0]["played_s"] == 40
    assert found.bytes == sum(len(c) for c in storage.chunks(in_s3()[0]))


def test_what_was_felt_beside_a_kept_recording_lies_beside_it(who, practised):
    felt = {"motion_key": "motions/hers", "motion_bytes": 4}
    recording = take(practised, who.id, keep=True, bytes=3, **felt)
    heard_alone = take(practised, who.id, bytes=3, motion_key="motions/gone", motion_bytes=4)
    with system_transaction() as db:
        keys = dict(db.execute(text("SELECT id, object_key FROM recordings")).all())
    storage.put(keys[recording], b"abc", "audio/webm")
    storage.put("motions/hers", b"WSMO", "application/octet-stream")
    portability.ask(who)
    work()
    whole = fetched(who)
    told = {row["id"]: row for row in json.loads(whole.read("recordings.json"))}
    kept = told[str(recording)]["file"]
    assert whole.read(kept.rpartition(".")[0] + ".motion") == b"WSMO"
    assert [name for name in whole.namelist() if name.endswith(".motion")] == [kept.rpartition(".")[0] + ".motion"]
    assert told[str(heard_alone)]["file"] is None
    assert not any("motion_key" in row for row in told.values())


def test_what_somebody_wrote_runs_nowhere(who):
    session(who.id, datetime(2026, 3, 2, 12, tzinfo=UTC), note=HOSTILE, instrument=HOSTILE[:60])
    portability.ask(who)
    work()
    whole = fetched(who)
    page = whole.read("years/2026.html").decode()
    assert "<script" not in page
    assert "&lt;script&gt;" in page
    (row,) = csv.DictReader(io.StringIO(whole.read("sessions.csv").decode("utf-8-sig")))
    assert row["note"] == "'" + HOSTILE
    assert json.loads(whole.read("sessions.json"))[0]["note"] == HOSTILE


def test_a_new_one_takes_the_place_of_a_stuck_one_and_of_one_that_is_there(who, practised):
    portability.ask(who)
    stuck = taken(who)
    assert exporting.begin(stuck)
    portability.ask(who)
    assert [row.status for row in exports()] == ["gone", "queued"]
    work()
    portability.ask(who)
    portability.sweep()
    assert [row.status for row in exports()] == ["gone", "gone", "queued"]
    assert [row.upload_id for row in exports()] == [None, None, None]
    assert in_s3() == []
    assert shown(who).status == "preparing"


def taken(who):
    """Claim the job as a worker that is about to do it."""
    with system_transaction() as db:
        job = db.execute(text("SELECT id FROM jobs WHERE kind = 'export' AND status = 'queued'")).scalar_one()
        return jobs.take(db, JobKind.EXPORT, job)


def test_a_worker_that_was_killed_in_the_middle_leaves_nothing_and_another_begins_again(who, practised):
    portability.ask(who)
    killed = exporting.begin(taken(who))
    storage.put_part(killed.key, killed.upload_id, 1, b"half of it")
    with system_transaction() as db:
        db.execute(text("UPDATE jobs SET heartbeat_at = now() - interval '61 s'"))
    work()
    assert shown(who).status == "ready"
    assert in_s3() == [killed.key]
    with pytest.raises(storage.UploadGone):
        storage.parts(killed.key, killed.upload_id)
    assert exporting.finish(killed, 10) is False


def test_one_that_cannot_be_written_says_so_and_the_next_one_can(who, practised, monkeypatch):
    portability.ask(who)
    with monkeypatch.context() as broken:
        broken.setattr(archive.reading_page, "write", lambda *_: 1 / 0)
        for _ in range(jobs.KINDS[JobKind.EXPORT].most_attempts):
            work()
    assert (shown(who).status, shown(who).failure, shown(who).url) == ("failed", "internal", None)
    assert in_s3() == []
    portability.ask(who)
    work()
    assert shown(who).status == "ready"


def test_with_s3_away_it_waits_at_the_cost_of_no_attempt(who, practised, monkeypatch):
    portability.ask(who)
    with monkeypatch.context() as away:
        away.setattr(storage, "begin", lambda *_: (_ for _ in ()).throw(Unavailable()))
        claim = taken(who)
        running.run(claim)
    with system_transaction() as db:
        job = db.get_one(Job, claim.job_id)
    assert (job.status, job.attempts) == ("queued", 0)
    work()
    assert shown(who).status == "ready"


def test_it_is_gone_after_its_day(who, practised):
    portability.ask(who)
    work()
    with system_transaction() as db:
        db.execute(text("UPDATE exports SET expires_at = now() - interval '1 minute'"))
    assert shown(who).status == "none"
    portability.sweep()
    assert in_s3() == []
    assert shown(who).status == "none"
    with system_transaction() as db:
        db.execute(text("UPDATE exports SET updated_at = now() - interval '31 days'"))
    portability.sweep()
    assert exports() == []


def test_a_file_of_several_parts_is_whole(who, practised, monkeypatch):
    monkeypatch.setattr(outflow, "PART_BYTES", 5 * 1024 * 1024)
    size = 12 * 1024 * 1024 + 7
    recording = take(practised, who.id, keep=True, bytes=size)
    with system_transaction() as db:
        key = db.execute(text("SELECT object_key FROM recordings")).scalar_one()
    body = recording.bytes * (size // 16 + 1)
    storage.put(key, body[:size], "audio/webm")
    portability.ask(who)
    work()
    whole = fetched(who)
    assert whole.testzip() is None
    assert whole.read(json.loads(whole.read("recordings.json"))[0]["file"]) == body[:size]


def test_a_stranger_asks_for_theirs_and_sees_nothing_of_hers(who, practised):
    from tests.services.people import person

    bob = person("Bob")
    portability.ask(who)
    work()
    with transaction(bob) as db:
        assert portability.shown(db, bob).status == "none"
