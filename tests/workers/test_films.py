"""Kept films: heard like any take, and played with their pictures where a browser can."""

import subprocess

import pytest
from sqlalchemy import text
from sqlmodel import select

from practice_app.database import system_transaction
from practice_app.models import Job, JobKind
from practice_app.services.recordings import lifecycle, rows
from practice_app.services.shared import storage
from practice_app.services.shared.redis import client as redis_client
from tests import sounds
from tests.workers.takes import analyses, row, work
from workers import prepare_missing
from workers.media import ffmpeg, film, probe, rendition
from workers.media.errors import MediaError
from workers.media.pictures import look


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
    pictures = ["-f", "lavfi", "-i", "testsrc=size=1440x96:rate=5", *coder, "-c:a", "aac", "-shortest"]
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


def make_films():
    from workers import tasks

    tasks.work(JobKind.FILM)


def film_job(recording_id):
    with system_transaction() as db:
        return db.exec(select(Job).where(Job.recording_id == recording_id, Job.kind == JobKind.FILM)).first()


@pytest.fixture
def heard(recorded, encoded):
    """A kept film that was heard, and waits to be made ready for stepping."""
    pictures = ["-f", "lavfi", "-i", "testsrc=size=64x64:rate=15", "-c:v", "libvpx", "-c:a", "libopus", "-shortest"]
    recording_id = recorded(encoded(sounds.violin(3.0), "take.mkv", *pictures).read_bytes(), keep=True, kind="video")
    work(recording_id)
    return recording_id


def test_a_kept_film_can_be_stepped_through_once_its_own_queue_has_made_it(heard, tmp_path):
    before = row(heard).rendition_key
    assert film_job(heard).status == "queued", "it plays already, as it came"
    make_films()
    done = row(heard)
    assert (film_job(heard).status, done.rendition_key.startswith("films/")) == ("done", True)
    storage.download(done.rendition_key, tmp_path / "film")
    assert (seen := look(tmp_path / "film")).rate_hz == 30
    assert seen.codec == "h264"
    assert storage.size(before) is None, "what was played before is gone"
    assert rows.renditions(done, done, "").video_url
    lifecycle.erase(done)
    assert storage.size(done.rendition_key) is None


def test_a_film_nobody_wants_any_more_leaves_nothing_in_s3(heard, ann, monkeypatch):
    make = film.make

    def meanwhile(*arguments):
        lifecycle.delete(ann, heard)
        return make(*arguments)

    monkeypatch.setattr(film, "make", meanwhile)
    make_films()
    assert film_job(heard).status == "cancelled"
    assert storage.listed("films/") == []


def test_a_film_that_can_not_be_made_plays_as_it_did(heard, monkeypatch):
    before = row(heard).rendition_key
    monkeypatch.setattr(film, "MOST_PIXELS", 100)
    make_films()
    assert (film_job(heard).status, film_job(heard).failure) == ("failed", "too_large")
    assert (row(heard).rendition_key, row(heard).status) == (before, "ready")


def test_films_of_before_are_asked_for_and_nothing_is_made_twice(heard):
    with system_transaction() as db:
        db.execute(text("DELETE FROM jobs WHERE kind = 'film'"))
    redis_client().delete("films")
    assert prepare_missing.queue_missing() == 1
    make_films()
    assert prepare_missing.queue_missing() == 0
    assert film_job(heard).status == "done"
