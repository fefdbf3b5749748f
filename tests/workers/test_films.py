"""Kept films: heard like any take, and played with their pictures where a browser can."""

import subprocess

import pytest
from sqlalchemy import text
from sqlmodel import select

from practice_app.database import system_transaction, transaction
from practice_app.models import Job, JobKind, Rendition
from practice_app.services import recordings
from practice_app.services.recordings import lifecycle, playing, renditions
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
    pictures = ["-f", "lavfi", "-i", "testsrc=size=160x120:rate=15", "-c:v", codec]
    pictures += ["-pix_fmt", "yuv420p", "-c:a", "libopus", "-shortest"]
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
def test_of_a_film_that_browsers_do_not_show_there_is_the_sound_while_it_is_listened_to(coder, encoded, tmp_path):
    pictures = ["-f", "lavfi", "-i", "testsrc=size=1440x96:rate=5:duration=3", *coder, "-c:a", "aac", "-shortest"]
    path = encoded(sounds.violin(3.0), "take.mov", *pictures)
    with pytest.raises(MediaError):
        rendition.film(path, tmp_path)
    assert not list(tmp_path.glob("film.*")), "its pictures are decoded once, in the queue for films"


def test_a_film_that_browsers_do_not_show_is_seen_once_its_own_queue_has_made_it(recorded, encoded, tmp_path):
    pictures = ["-f", "lavfi", "-i", "testsrc=size=320x96:rate=5:duration=3", *HEVC, "-c:a", "aac", "-shortest"]
    recording_id = recorded(encoded(sounds.violin(3.0), "take.mov", *pictures).read_bytes(), keep=True, kind="video")
    work(recording_id)
    assert shown(row(recording_id)).video_url is None
    assert shown(row(recording_id)).audio_url
    make_films()
    storage.download(row(recording_id).rendition_key, tmp_path / "film")
    contents = probe.look(tmp_path / "film")
    assert (contents.pictures, contents.pixels) == ("h264", "yuv420p")
    assert contents.length_s == pytest.approx(3, abs=0.2)
    assert storage.size(row(recording_id).object_key) > 0, "the original stays as it came"


def test_a_file_that_only_its_name_calls_a_film_plays_as_sound(recorded, opus, ann):
    recording_id = recorded(opus(sounds.violin(3.0)).read_bytes(), keep=True, kind="video")
    work(recording_id)
    done = row(recording_id)
    assert (done.status, done.kind, done.rendition_key.endswith(".m4a")) == ("ready", "audio", True)
    assert shown(done).video_url is None


def shown(recording):
    """What its owner is told to play it from."""
    with system_transaction() as db:
        return playing.addresses(recording, playing.own(db, recording), "")


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
    done, seen = row(heard), shown(row(heard))
    assert (film_job(heard).status, done.rendition_key.startswith("films/")) == ("done", True)
    storage.download(done.rendition_key, tmp_path / "film")
    assert (made := look(tmp_path / "film")).rate_hz == 30
    assert made.codec == "h264"
    assert (seen.fps, seen.frames, seen.sprite.count) == (30, made.frames, 2)
    assert all((seen.video_url, seen.poster_url, seen.preview_url, seen.sprite_url, seen.hls_url))
    assert storage.size(before) > 0, "somebody may be playing what was played before"
    with system_transaction() as db:
        db.execute(text("UPDATE renditions SET ends_at = now() - interval '1 hour' WHERE kind = 'before'"))
    renditions.sweep()
    assert storage.size(before) is None, "an hour later it is gone"
    keys = renditions.keys_of(heard)
    lifecycle.erase(done)
    assert {storage.size(key) for key in (done.rendition_key, *keys)} == {None}


def test_others_are_shown_the_very_frames_of_a_trimmed_film_and_nothing_else(heard, ann, tmp_path):
    make_films()
    with transaction(ann) as db:
        told = {"shared": True, "trim": {"start_s": 0.51, "end_s": 2.0}}
        recordings.change(db, ann, heard, recordings.RecordingPatch(**told))
    make_films()
    with system_transaction() as db:
        made = {one.kind: one for one in db.exec(select(Rendition).where(Rendition.trim_start_s == 0.51))}
    assert set(made) == {"cut", "outline", "poster", "sprite", "preview", "hls"}
    assert made["cut"].about["begins_s"] == pytest.approx(16 / 30)
    storage.download(made["cut"].object_key, tmp_path / "cut")
    assert (look(tmp_path / "cut").frames, probe.look(tmp_path / "cut").length_s) == (
        44,
        pytest.approx(44 / 30, abs=0.05),
    )


def test_a_kept_film_without_sound_is_seen(recorded, encoded, tmp_path):
    path = tmp_path / "silent.mp4"
    made = ["-f", "lavfi", "-i", "testsrc=size=64x64:rate=15:duration=2", "-c:v", "libx264", "-y", path]
    subprocess.run([ffmpeg.executable(), "-v", "error", *made], check=True, timeout=60)
    recording_id = recorded(path.read_bytes(), keep=True, kind="video")
    work(recording_id)
    assert (row(recording_id).failure, shown(row(recording_id)).video_url) == ("not_audio", None)
    make_films()
    assert shown(row(recording_id)).video_url
    assert shown(row(recording_id)).frames == 60


def test_a_film_nobody_wants_any_more_leaves_nothing_in_s3(heard, ann, monkeypatch):
    make, before = film.make, storage.listed("films/")

    def meanwhile(*arguments):
        lifecycle.delete(ann, heard)
        return make(*arguments)

    monkeypatch.setattr(film, "make", meanwhile)
    make_films()
    assert film_job(heard).status == "cancelled"
    assert storage.listed("films/") == before


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
