"""What the owner of a recording says of it, and what others then see: only what is shared, and only that part."""

from datetime import UTC, datetime

import pytest
from sqlalchemy import text

from practice_app.database import system_transaction, transaction
from practice_app.errors import Invalid, NotAllowed, NotFound
from practice_app.ids import new_id
from practice_app.models import Rendition, TeacherStudent
from practice_app.services import notifications, recordings
from practice_app.services.recordings import RecordingPatch, films, orphans, renditions, rows
from practice_app.services.recordings.showing import NotHeard, NotKept
from practice_app.services.shared import events, storage
from practice_app.services.shared.events import Topic
from tests.services.people import heard, person, session, take

CURVE = {"key": "loudness_lufs", "unit": "LUFS", "step_s": 0.5, "values": [float(n) for n in range(40)]}
SPANS = [{"kind": "playing", "start_s": 0.0, "end_s": 6.0}, {"kind": "silence", "start_s": 6.0, "end_s": 20.0}]


@pytest.fixture
def ann(clean_database):
    storage.client.cache_clear()
    yield person("Ann")
    storage.client.cache_clear()


FELT = {
    "strokes": {
        "starts_s": [3.5, 4.5, 8.5],
        "ends_s": [4.5, 5.0, 9.5],
        "sides": [1, -1, 1],
        "heard": [False, True, False],
    },
    "per_minute": 60.0,
}


@pytest.fixture
def teacher(ann):
    who = person("Teacher")
    with system_transaction() as db:
        db.add(TeacherStudent(teacher_id=who, student_id=ann, since=datetime(2026, 1, 1, 12, tzinfo=UTC)))
    return who


@pytest.fixture
def kept(ann):
    """A recording of 20 s that was kept and heard."""
    row = session(ann, datetime(2026, 3, 2, 12, tzinfo=UTC))
    more = {"rendition_key": f"renditions/{new_id()}.m4a", "waveform_key": f"outlines/{new_id()}.json"}
    found = take(row, ann, keep=True, kind="audio", duration_s=20.0, bytes=3, **more)
    onsets = {"times_s": [1.0, 5.0, 19.0], "late_ms": [1.0, None, 2.0]}
    metrics = [{"key": "tempo_bpm", "value": 80.0, "unit": "bpm", "confidence": 1.0, "evidence": [SPANS[0]]}]
    heard(row, ann, found, 20.0, 6.0, curves=[CURVE], spans=SPANS, onsets=onsets, metrics=metrics, bow={}, arm=FELT)
    return found


def say(who, recording_id, **told):
    with transaction(who) as db:
        return recordings.change(db, who, recording_id, RecordingPatch(**told))


def sql(statement, **values):
    with system_transaction() as db:
        return db.execute(text(statement), values)


def cut_was_made(ann, recording_id, start_s, end_s):
    """As the worker leaves it."""
    with system_transaction() as db:
        for kind in ("cut", "outline"):
            row = Rendition(recording_id=recording_id, user_id=ann, kind=kind, object_key=f"films/{kind}{new_id()}")
            row.trim_start_s, row.trim_end_s = start_s, end_s
            row.about = {"begins_s": start_s} if kind == "cut" else {}
            db.add(row)


def test_a_teacher_sees_a_kept_recording_when_it_is_shared_and_no_longer(ann, teacher, kept):
    with pytest.raises(NotFound):
        rows.show(teacher, kept, "")
    told = say(ann, kept, shared=True)
    assert (told.shared, told.shared_at is not None) == (True, True)
    assert rows.show(teacher, kept, "").renditions.audio_url
    say(ann, kept, shared=False)
    with pytest.raises(NotFound):
        rows.show(teacher, kept, "")
    assert rows.show(ann, kept, "").shared_at is None


def test_only_its_owner_says_so(ann, teacher, kept):
    with pytest.raises(NotFound):
        say(person("Stranger"), kept, shared=True)
    say(ann, kept, shared=True)
    for told in ({"shared": False}, {"keep": False}, {"trim": {"start_s": 0, "end_s": 20}}):
        with pytest.raises(NotAllowed):
            say(teacher, kept, **told)
    assert rows.show(teacher, kept, "").shared


def test_what_is_trimmed_shows_others_nothing_until_that_part_is_made(ann, teacher, kept):
    say(ann, kept, shared=True, trim={"start_s": 4, "end_s": 9})
    shown = rows.show(teacher, kept, "")
    seen = shown.renditions
    assert [url for name, url in vars(seen).items() if name.endswith("_url") and url] == []
    assert shown.preparing.status == "queued"
    mine = rows.show(ann, kept, "")
    assert (mine.duration_s, mine.preparing.status) == (20.0, "queued")
    assert mine.renditions.audio_url
    assert mine.renditions.original_url


def test_others_see_of_a_trimmed_recording_that_part_alone(ann, teacher, kept):
    say(ann, kept, shared=True, trim={"start_s": 4, "end_s": 9})
    cut_was_made(ann, kept, 4.0, 9.0)
    seen, mine = rows.show(teacher, kept, ""), rows.show(ann, kept, "")
    assert "films/cut" in seen.renditions.audio_url
    assert "films/outline" in seen.renditions.waveform_url
    assert seen.renditions.original_url is None
    assert (seen.duration_s, seen.renditions.begins_s, seen.preparing) == (5.0, 4.0, None)
    told = seen.analysis
    assert (told.clock_s, told.played_s) == (5.0, 2.0)
    assert told.curves[0]["values"] == CURVE["values"][8:18]
    assert told.spans == [
        {"kind": "playing", "start_s": 0.0, "end_s": 2.0},
        {"kind": "silence", "start_s": 2.0, "end_s": 5.0},
    ]
    assert told.onsets == {"times_s": [1.0], "late_ms": [None]}
    assert told.arm["strokes"] == {"starts_s": [0.5], "ends_s": [1.0], "sides": [-1], "heard": [True]}
    assert told.arm["per_minute"] == 60.0, "a figure stays that of the whole take"
    assert told.metrics[0]["evidence"] == [{"kind": "playing", "start_s": 0.0, "end_s": 2.0}]
    assert "renditions/" in mine.renditions.audio_url
    assert (mine.analysis.clock_s, mine.analysis.curves) == (20.0, [CURVE])


def test_trimmed_anew_shows_nothing_of_before_which_leaves_s3(ann, teacher, kept):
    say(ann, kept, shared=True, trim={"start_s": 4, "end_s": 9})
    cut_was_made(ann, kept, 4.0, 9.0)
    assert films.missing() == []
    say(ann, kept, trim={"start_s": 5, "end_s": 9})
    assert rows.show(teacher, kept, "").renditions.audio_url is None
    assert films.missing() == [kept]
    assert renditions.sweep() == 2
    say(ann, kept, trim=None)
    assert rows.show(teacher, kept, "").duration_s == 20.0
    assert films.missing() == []


@pytest.mark.parametrize("trim", [(5, 5.2), (19.5, 30), (6, 4)], ids=["nothing", "past the end", "backwards"])
def test_a_part_that_is_none_is_refused(ann, kept, trim):
    with pytest.raises(Invalid):
        say(ann, kept, trim=dict(zip(("start_s", "end_s"), trim, strict=True)))


def test_a_part_that_is_all_hides_nothing(ann, kept):
    assert say(ann, kept, trim={"start_s": 0, "end_s": 20.5}).trim is None


def test_what_was_not_kept_or_not_heard_yet_says_so(ann, kept):
    sql("UPDATE recordings SET keep = false, media_deleted_at = now()")
    with pytest.raises(NotKept):
        say(ann, kept, shared=True)
    sql("UPDATE recordings SET status = 'queued', media_deleted_at = NULL")
    with pytest.raises(NotHeard):
        say(ann, kept, trim={"start_s": 4, "end_s": 9})
    assert say(ann, kept, keep=True).keep


def test_a_film_in_which_nothing_is_heard_can_be_shown(ann, teacher, kept):
    silent = "kind = 'video', status = 'failed', failure = 'not_audio', rendition_key = 'films/silent.mp4'"
    sql(f"UPDATE recordings SET {silent}")
    say(ann, kept, shared=True)
    assert "films/silent" in rows.show(teacher, kept, "").renditions.video_url
    sql("UPDATE recordings SET failure = 'damaged', shared = false")
    with pytest.raises(NotKept):
        say(ann, kept, shared=True)


def test_letting_go_of_it_hides_it_and_takes_it_out_of_s3(ann, teacher, kept):
    say(ann, kept, shared=True, trim={"start_s": 4, "end_s": 9})
    cut_was_made(ann, kept, 4.0, 9.0)
    with pytest.raises(Invalid):
        say(ann, kept, keep=False, shared=True)
    told = say(ann, kept, keep=False)
    assert (told.shared, told.trim) == (False, None)
    with pytest.raises(NotFound):
        rows.show(teacher, kept, "")
    assert orphans.spent() == [kept]
    assert len([key for key in orphans.spent_media(kept) if key.startswith("films/")]) == 2


def test_what_was_on_its_way_to_s3_when_its_worker_died_leaves_again(ann, kept):
    with system_transaction() as db:
        recording = db.get_one(recordings.rows.Recording, kept)
    key = renditions.reserve(recording, "film", "video/mp4", {}, cut=False)
    storage.put(key, b"film", "video/mp4")
    assert renditions.sweep() == 0
    assert storage.size(key) == 4, "it may still be finished"
    sql("UPDATE renditions SET ends_at = now() - interval '1 minute'")
    assert renditions.sweep() == 1
    assert storage.size(key) is None
    assert renditions.keys_of(kept) == []


def test_the_playlist_of_a_film_names_one_address_and_counts_its_bytes(ann, teacher, kept):
    with pytest.raises(NotFound):
        rows.stretches(ann, kept, "http://woodshed.example")
    about = {"head": 900, "parts": [[4.0, 1000], [1.5, 300]]}
    with system_transaction() as db:
        key = f"films/{new_id()}.mp4"
        db.add(Rendition(recording_id=kept, user_id=ann, kind="hls", object_key=key, about=about))
    told = rows.stretches(ann, kept, "http://woodshed.example").splitlines()
    lines = [line for line in told if not line.startswith("#")]
    assert len(set(lines)) == 1
    assert key in lines[0]
    ranges = [line for line in told if "BYTERANGE" in line]
    assert [line.partition("BYTERANGE")[2].strip('=":') for line in ranges] == ["900@0", "1000@900", "300@1900"]
    assert "#EXT-X-TARGETDURATION:4" in told
    with pytest.raises(NotFound):
        rows.stretches(teacher, kept, "")


def test_each_teacher_who_may_hear_a_take_finds_word_of_it_once(ann, teacher, kept):
    later, gone = person("Later"), person("Gone")
    came = datetime(2026, 4, 1, 12, tzinfo=UTC)
    with system_transaction() as db:
        db.add(TeacherStudent(teacher_id=later, student_id=ann, since=came))
        db.add(TeacherStudent(teacher_id=gone, student_id=ann, since=came, history=True, ended_at=came))
    for shared in (True, False, True):
        say(ann, kept, shared=shared)
    found = {}
    for who in (teacher, later, gone, ann):
        with transaction(who) as db:
            found[who] = [
                (row.kind, row.path) for row in notifications.inbox(db, who).items if row.kind == "take_waiting"
            ]
    assert found == {teacher: [("take_waiting", f"/review/{kept}")], later: [], gone: [], ann: []}


def test_an_open_page_of_the_teacher_hears_that_a_take_was_deleted(ann, teacher, kept, monkeypatch):
    say(ann, kept, shared=True)
    told = []
    monkeypatch.setattr(events, "publish", lambda audience, event: told.append((audience.id, event.topic)))
    recordings.delete(ann, kept)
    assert (str(teacher), Topic.STUDENT) in {(str(who), topic) for who, topic in told}
