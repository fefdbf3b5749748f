"""A film in a post: sent in parts, made playable with nothing else of it kept, erased with what it stood in."""

import io
import json
import subprocess
import zipfile
from datetime import UTC, datetime, timedelta
from uuid import UUID

import httpx
import pytest
from sqlalchemy import update
from sqlmodel import col, select

from practice_app.database import system_transaction, transaction
from practice_app.errors import Invalid, NotFound
from practice_app.models import ForumFilm, JobKind, Report
from practice_app.services import forum
from practice_app.services.forum import CommentDraft, FilmDraft, PostChanges, PostDraft, filming, films
from practice_app.services.moderation.machines import looking
from practice_app.services.portability import archive
from practice_app.services.recordings.drafts import Completion
from practice_app.services.shared import events, storage
from practice_app.services.shared.events import Audience, AudienceKind, Topic
from practice_app.services.shared.limits import quotas
from practice_app.settings import get_settings
from tests.services.people import person
from workers.media import ffmpeg, pictures

PLACE = "+37.5665+126.9780/"


def run(*arguments):
    command = [ffmpeg.executable(), "-v", "error", "-y", *map(str, arguments)]
    subprocess.run(command, check=True, timeout=120)


def filmed(path, *options, seconds=1.0, size="320x240"):
    """A little film with a tone, as ffmpeg draws it."""
    drawn = ["-f", "lavfi", "-i", f"testsrc=size={size}:rate=30:duration={seconds}"]
    tone = ["-f", "lavfi", "-i", f"sine=frequency=440:duration={seconds}"]
    run(*drawn, *tone, "-pix_fmt", "yuv420p", *options, path)
    return path


def of_a_phone(tmp_path):
    """Held upright, and it says where it was taken, by what, and what was written into it."""
    flat = filmed(tmp_path / "flat.mov", "-c:v", "libx264", "-c:a", "aac")
    told = {
        "com.apple.quicktime.location.ISO6709": PLACE,
        "com.apple.quicktime.make": "A phone of Seoul",
        "location": PLACE,
        "comment": "at home",
    }
    words = [part for name, value in told.items() for part in ("-metadata", f"{name}={value}")]
    made = tmp_path / "phone.mov"
    run("-display_rotation", "90", "-i", flat, "-c", "copy", "-movflags", "use_metadata_tags", *words, made)
    return made


def send(who, path, mime_type="video/quicktime"):
    """Send a film as a device does."""
    body = path.read_bytes()
    row, new = films.start(who, FilmDraft(mime_type=mime_type, bytes=len(body)))
    assert (new, row.status) == (True, "sending")
    (part,) = films.sign(who, row.id, [1], "http://here")
    assert httpx.put(part.url.replace("http://here/_s3", get_settings().s3_endpoint_url), content=body).is_success
    assert films.complete(who, row.id, Completion(bytes=len(body), duration_s=1)).status == "coming"
    return row.id


def work():
    from workers import tasks

    tasks.work(JobKind.POST_FILM)


def row(film_id):
    with system_transaction() as db:
        return db.get(ForumFilm, film_id)


def seen(who, film_id):
    with transaction(who) as db:
        return forum.film(db, film_id)


def written(who, film_id, **more):
    told = {"category": "question", "title": "Why does it squeak?", "body_md": f"Look:\n\n![Film](film:{film_id})"}
    with transaction(who) as db:
        return forum.add_post(db, who, PostDraft(**told | more))[0].id


def lying(film):
    return [storage.size(key) is not None for key in (film.object_key, film.rendition_key, film.poster_key)]


def test_a_phones_film_is_turned_and_says_no_more_where_it_was_taken(ann, tmp_path, monkeypatch):
    came = of_a_phone(tmp_path)
    assert PLACE.encode() in came.read_bytes()
    assert b"A phone of Seoul" in came.read_bytes()
    film = send(ann, came)
    post = written(ann, film)
    told_of = []
    monkeypatch.setattr(events, "publish", lambda audience, event: told_of.append((audience, event.topic)))
    work()
    readers = [Audience.user(ann), Audience(AudienceKind.THREAD, str(post))]
    assert [audience for audience, topic in told_of if topic is Topic.POST_FILM] == readers
    told = seen(ann, film)
    assert (told.status, told.width, told.height) == ("ready", 240, 320)
    assert told.duration_s == pytest.approx(1, abs=0.1)
    there = row(film)
    assert lying(there) == [False, True, True]
    storage.download(there.rendition_key, tmp_path / "shown.mp4")
    shown = (tmp_path / "shown.mp4").read_bytes()
    assert not [said for said in (PLACE, "37.5665", "Seoul", "at home", "apple") if said.encode() in shown]
    found = pictures.look(tmp_path / "shown.mp4")
    assert (found.codec, found.turned, found.width, found.height) == ("h264", False, 240, 320)
    assert there.bytes == len(shown)


@pytest.mark.parametrize(
    ("name", "mime_type", "options", "copied"),
    [
        ("a.mp4", "video/mp4", ("-c:v", "libx264", "-g", "60", "-c:a", "aac"), True),
        ("a.webm", "video/webm", ("-c:v", "libvpx", "-c:a", "libopus"), False),
        ("a.mov", "", ("-c:v", "mjpeg", "-c:a", "pcm_s16le"), False),
    ],
)
def test_what_is_right_already_is_copied_and_the_rest_made_so(
    ann, tmp_path, monkeypatch, name, mime_type, options, copied
):
    from workers.media import film as making

    made = []
    monkeypatch.setattr(making, "_coded", lambda *given, do=making._coded: made.append("coded") or do(*given))
    film = send(ann, filmed(tmp_path / name, *options), mime_type)
    work()
    assert seen(ann, film).status == "ready"
    assert (made == []) is copied


@pytest.mark.parametrize(
    ("body", "failure"),
    [(b"words, and no film at all", "no_pictures"), (b"\0" * 4000, "no_pictures")],
)
def test_what_is_no_film_says_so_and_is_not_kept(ann, tmp_path, body, failure):
    (tmp_path / "film.mp4").write_bytes(body)
    film = send(ann, tmp_path / "film.mp4", "video/mp4")
    work()
    assert (seen(ann, film).status, seen(ann, film).failure) == ("failed", failure)
    assert lying(row(film))[0] is False


def test_one_that_is_too_long_is_not_made(ann, tmp_path, monkeypatch):
    monkeypatch.setattr(forum, "LONGEST_FILM_S", 0.5)
    monkeypatch.setattr("workers.prepare_post_film.NEAR_S", 0.1)
    film = send(ann, filmed(tmp_path / "a.mp4", "-c:v", "libx264"), "video/mp4")
    work()
    assert seen(ann, film).failure == "too_long"


def test_a_post_waits_until_its_films_are_there_and_a_draft_does_not(ann):
    film = films.start(ann, FilmDraft(mime_type="video/mp4", bytes=9))[0].id
    draft = written(ann, film, status="draft")
    for publish in (
        lambda: written(ann, film),
        lambda: _publish(ann, draft),
        lambda: written(ann, UUID(int=film.int + 1)),
    ):
        with pytest.raises(Invalid, match="has not arrived yet"):
            publish()


def _publish(who, draft):
    with transaction(who) as db:
        forum.change_post(db, who, draft, PostChanges(status="published"))


@pytest.fixture
def shown(ann, tmp_path):
    """A film that stands in a post of Ann's and can be played."""
    film = send(ann, filmed(tmp_path / "a.mp4", "-c:v", "libx264", "-g", "60"), "video/mp4")
    work()
    return film


def test_it_is_erased_with_its_post(ann, shown):
    post, there = written(ann, shown), row(shown)
    with transaction(ann) as db:
        forum.delete_post(db, ann, post)
    assert row(shown) is None
    assert lying(there) == [False, False, False]


def test_it_stays_while_something_else_shows_it(ann, shown):
    post = written(ann, shown)
    with transaction(ann) as db:
        said, _ = forum.add_comment(db, ann, post, CommentDraft(body_md=f"Again: ![Film](film:{shown})"))
    another = written(ann, shown, title="Once more")
    with transaction(ann) as db:
        forum.delete_post(db, ann, another)
    assert lying(row(shown))[1:] == [True, True]
    with transaction(ann) as db:
        forum.delete_post(db, ann, post)
    assert row(shown) is not None, "a comment below what is gone still names it"
    with transaction(ann) as db:
        forum.delete_comment(db, ann, said.id)
    assert row(shown) is None


def test_whose_it_is_takes_it_back_and_nobody_else(ann, shown):
    written(ann, shown)
    bob, there = person("Bob"), row(shown)
    assert seen(bob, shown).mine is False
    with pytest.raises(NotFound):
        films.take_back(bob, shown)
    films.take_back(ann, shown)
    with pytest.raises(NotFound):
        seen(bob, shown)
    assert lying(there) == [False, False, False]


def test_what_stands_in_nothing_for_a_week_is_erased(ann, shown):
    unsent = films.start(ann, FilmDraft(mime_type="video/mp4", bytes=9))[0].id
    unused = send_again(ann, shown)
    written(ann, shown)
    assert forum.sweep_films() == 0
    with system_transaction() as db:
        db.execute(update(ForumFilm).values(created_at=col(ForumFilm.created_at) - timedelta(days=8)))
    assert forum.sweep_films() == 2
    assert [row(film) is None for film in (shown, unsent, unused)] == [False, True, True]


def send_again(who, film):
    """Another film like this one, that nothing names."""
    there = row(film)
    told = {"mime_type": "video/mp4", "status": "ready", "bytes": 3}
    with system_transaction() as db:
        db.add(another := ForumFilm(user_id=there.user_id, object_key=f"forum/{film}-2", **told))
    return another.id


def test_one_that_is_taken_back_while_it_is_made_leaves_nothing(ann, tmp_path, monkeypatch):
    film = send(ann, filmed(tmp_path / "a.mp4", "-c:v", "libx264", "-g", "60"), "video/mp4")
    kept = []

    def made(claim, there):
        kept.append(row(film))
        films.take_back(ann, film)
        return filming.finish(claim, there)

    monkeypatch.setattr(forum, "finish_film", made)
    work()
    assert row(film) is None
    assert lying(kept[0]) == [False, False, False]


def test_it_counts_as_what_is_kept_and_as_large_as_it_is(ann, shown):
    size = row(shown).bytes
    with transaction(ann) as db:
        assert quotas.used(db, ann).kept_bytes == size


def test_there_is_an_end_to_how_many_and_how_much(ann, monkeypatch):
    monkeypatch.setattr(get_settings(), "quota_kept_gb", 0.000_000_1)
    with pytest.raises(quotas.TooMuchKept):
        films.start(ann, FilmDraft(mime_type="video/mp4", bytes=900))
    monkeypatch.setattr(get_settings(), "quota_kept_gb", 0)
    for _ in range(films.MOST_A_DAY):
        films.start(ann, FilmDraft(mime_type="video/mp4", bytes=9))
    with pytest.raises(quotas.TooManyNew):
        films.start(ann, FilmDraft(mime_type="video/mp4", bytes=9))


def test_it_leaves_with_an_export_and_is_told_of_there(ann, shown):
    packed = io.BytesIO()
    archive.write(archive.Wanted(ann, datetime.now(UTC), "http://here"), packed, lambda _: None)
    with zipfile.ZipFile(packed) as found:
        (told,) = json.loads(found.read("post_films.json"))
        assert found.read(f"films/{shown}.mp4") == b"".join(storage.chunks(row(shown).rendition_key))
    assert (told["id"], told["width"]) == (str(shown), 320)
    assert not [name for name in told if name.endswith("_key")]


def test_machines_look_at_a_sheet_of_its_pictures_once_it_is_made(ann, shown, monkeypatch):

    asked = []
    monkeypatch.setattr(get_settings(), "rekognition_region", "eu-west-1")
    monkeypatch.setattr(looking.pictures, "flagged", lambda jpeg: bool(asked.append(len(jpeg))) or True)
    post = written(ann, shown)
    assert looking.look() == 1
    assert len(asked) == 1
    with system_transaction() as db:
        assert [(one.subject_id, one.flags) for one in db.exec(select(Report))] == [(post, ["machine_picture"])]
