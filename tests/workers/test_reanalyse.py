"""Kept recordings that an older analysis heard are heard again, each once, and nothing is lost over it."""

import sys
from datetime import UTC, datetime

import pytest
from sqlmodel import select

from practice_app.database import system_transaction
from practice_app.models import Analysis, JobKind, PracticeSession, Recording
from practice_app.models.columns import now
from practice_app.services.recordings import analysing
from practice_app.services.shared import jobs, queue, storage
from practice_app.services.shared.redis import client as redis_client
from tests import sounds
from tests.services.people import heard, job_of, person, session, take
from workers import isolated, reanalyse
from workers.analysis import VERSION
from workers.analysis import __main__ as command

ANALYSIS = JobKind.ANALYSIS


@pytest.fixture
def ann(clean_database):
    for cached in (storage.client, redis_client, queue._sender):
        cached.cache_clear()
    redis_client().flushdb()
    return person("Ann")


@pytest.fixture
def practised(ann):
    return session(ann, datetime(2026, 3, 2, 12, tzinfo=UTC), instrument="violin", target_bpm=96)


@pytest.fixture
def heard_by(ann, practised, opus):
    """A recording that an analysis of that version heard and played 3 s of; gives its id."""

    def make(version, content=None, **more):
        more = {"keep": True, "rendition_key": f"renditions/{version}.m4a", "waveform_key": f"{version}.json"} | more
        recording_id = take(practised, ann, **more)
        heard(practised, ann, recording_id, 6.0, 3.0, version=version)
        body = content if content is not None else opus(sounds.violin(6.0)).read_bytes()
        storage.put(row(recording_id).object_key, body, "audio/webm")
        return recording_id

    return make


def row(recording_id):
    with system_transaction() as db:
        return db.get_one(Recording, recording_id)


def work(recording_id):
    from workers import tasks

    tasks.work(ANALYSIS)


def versions(recording_id):
    with system_transaction() as db:
        query = select(Analysis.version).where(Analysis.recording_id == recording_id).order_by(Analysis.created_at)
        return list(db.exec(query))


def test_what_an_older_ear_heard_is_queued_once_and_heard_again(heard_by, practised, monkeypatch, capsys):
    old = heard_by("1.0.9")
    monkeypatch.setattr(sys, "argv", ["analysis", "reanalyse", "--since", VERSION])
    assert command.main() == 0
    assert command.main() == 0
    assert [line.split()[1] for line in capsys.readouterr().out.splitlines()] == ["1", "0"]
    assert (row(old).status, jobs.waiting(ANALYSIS)) == ("queued", 1)
    work(old)
    assert command.main() == 0
    done = row(old)
    assert (done.status, job_of(old).attempts, jobs.waiting(ANALYSIS)) == ("ready", 1, 1)
    assert versions(old) == ["1.0.9", VERSION], "what was heard before stays"
    assert done.rendition_key == "renditions/1.0.9.m4a", "it is prepared for playing only once"
    with system_transaction() as db:
        assert db.get_one(PracticeSession, practised.id).played_s != 3.0


def test_only_kept_takes_that_are_there_and_older_are_queued(heard_by, practised, ann):
    for version in ("1.9.0", "1.10.0"):
        heard_by(version, b"")
    heard_by("1.0.0", b"", keep=False)
    heard_by("1.0.0", b"", media_deleted_at=now())
    heard_by("1.0.0", b"", status="processing")
    take(practised, ann, keep=True)
    assert len(analysing.outdated("1.10.0")) == 1
    assert len(analysing.outdated("1.11.0")) == 2
    assert analysing.outdated("1.9.0") == []


def test_a_take_that_another_run_queued_and_was_heard_meanwhile_is_not_queued_again(heard_by, practised, ann):
    old = heard_by("1.0.0", b"")
    assert analysing.outdated("1.5.0") == [old]
    heard(practised, ann, old, 6.0, 4.0, version="1.5.0")
    assert not analysing.anew(old, "1.5.0")
    assert row(old).status == "ready"


@pytest.mark.parametrize("fault", ["gone", "internal"])
def test_a_take_that_cannot_be_heard_again_keeps_what_was_heard(fault, heard_by, monkeypatch):
    old = heard_by("1.0.0")
    assert reanalyse.queue_outdated(VERSION) == 1
    if fault == "gone":
        storage.delete(row(old).object_key)
    else:
        monkeypatch.setattr(isolated, "ANSWER", "never-written.json")
    for _ in range(jobs.KINDS[ANALYSIS].most_attempts):
        work(old)
    assert (row(old).status, row(old).failure, versions(old)) == ("ready", None, ["1.0.0"])


@pytest.mark.parametrize("said", ["", "newest", "1.5.0; DROP", "999.0.0"])
def test_a_version_that_is_none_is_refused(said, capsys):
    with pytest.raises(SystemExit):
        reanalyse.main(["--since", said])
    assert "version" in capsys.readouterr().err
