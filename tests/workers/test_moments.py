"""Seconds that somebody shows: cut out of the recording, heard by others, gone with it."""

import pytest
from sqlalchemy import text

from practice_app.database import system_transaction, transaction
from practice_app.errors import NotFound
from practice_app.models import ForumMoment, JobKind
from practice_app.services import forum, recordings
from practice_app.services.forum import MomentDraft
from practice_app.services.shared import storage
from tests import sounds
from tests.services.people import person, take
from tests.workers.conftest import row
from workers.media import probe


@pytest.fixture
def bob(house):
    return person("Bob")


@pytest.fixture
def kept(ann, practised, opus):
    """Six seconds of Ann's session, kept, from its tenth second on."""
    recording_id = take(practised, ann, offset_s=10, keep=True, duration_s=6.0)
    storage.put(row(recording_id).object_key, opus(sounds.violin(6.0)).read_bytes(), "audio/webm")
    return recording_id


def work():
    from workers import tasks

    tasks.work(JobKind.MOMENT)


def shown(ann, practised, start_s, end_s):
    with transaction(ann) as db:
        made = forum.make_moment(db, ann, MomentDraft(session_id=practised.id, start_s=start_s, end_s=end_s))
    return made.id


def seen(who, moment_id):
    with transaction(who) as db:
        return forum.moment(db, moment_id)


def key_for(who, moment_id):
    with transaction(who) as db:
        return forum.sound_key(db, moment_id)


def test_others_hear_those_seconds_and_no_more(ann, bob, practised, kept, tmp_path):
    moment = shown(ann, practised, 11, 14)
    assert seen(bob, moment).sound == "coming"
    work()
    assert seen(bob, moment).sound == "ready"
    storage.download(key_for(bob, moment), tmp_path / "heard.m4a")
    assert probe.look(tmp_path / "heard.m4a").length_s == pytest.approx(3, abs=0.1)


@pytest.mark.parametrize(("start_s", "end_s"), [(2, 8), (14, 20)])
def test_what_no_recording_holds_is_seen_alone(ann, practised, kept, start_s, end_s):
    assert seen(ann, shown(ann, practised, start_s, end_s)).sound == "none"


def taken_back(ann, moment, recording):
    with transaction(ann) as db:
        forum.revoke_moment(db, ann, moment)


def recording_deleted(ann, moment, recording):
    recordings.delete(ann, recording)


def session_deleted(ann, moment, recording):
    with system_transaction() as db:
        db.execute(text("UPDATE practice_sessions SET deleted_at = now() - interval '3650 days'"))


@pytest.mark.parametrize("gone", [taken_back, recording_deleted, session_deleted])
def test_the_sound_goes_with_what_it_is_of(ann, bob, practised, kept, gone):
    moment = shown(ann, practised, 11, 14)
    work()
    key = key_for(bob, moment)
    assert forum.sweep_sounds() == 0
    gone(ann, moment, kept)
    with pytest.raises(NotFound):
        key_for(bob, moment)
    assert forum.sweep_sounds() == 1
    assert storage.size(key) is None
    with system_transaction() as db:
        assert db.get_one(ForumMoment, moment).object_key is None


def test_nothing_is_cut_of_what_was_taken_back_meanwhile(ann, practised, kept):
    moment = shown(ann, practised, 11, 14)
    taken_back(ann, moment, kept)
    work()
    with system_transaction() as db:
        assert db.get_one(ForumMoment, moment).object_key is None


def test_what_cannot_be_cut_is_seen_and_not_heard(ann, practised):
    recording_id = take(practised, ann, keep=True, duration_s=6.0)
    storage.put(row(recording_id).object_key, b"no sound at all", "audio/webm")
    moment = shown(ann, practised, 1, 3)
    work()
    assert seen(ann, moment).sound == "none"
