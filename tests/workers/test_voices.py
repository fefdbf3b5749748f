"""What is said aloud: sent in parts, made playable, heard by the other, and erased when nothing names it."""

from datetime import UTC, datetime

import httpx
import pytest
from sqlalchemy import text

from practice_app.database import system_transaction, transaction
from practice_app.models import JobKind, TeacherStudent, Voice
from practice_app.services.recordings import speaking, voices
from practice_app.services.recordings.drafts import Completion
from practice_app.services.recordings.voices import VoiceDraft
from practice_app.services.shared import storage
from practice_app.services.teaching import feedback
from practice_app.services.teaching.feedback import MomentDraft
from practice_app.settings import get_settings
from tests import sounds
from tests.services.people import person, take


@pytest.fixture
def clara(ann):
    who = person("Clara")
    with system_transaction() as db:
        db.add(TeacherStudent(teacher_id=who, student_id=ann, since=datetime(2026, 3, 1, 12, tzinfo=UTC)))
    return who


@pytest.fixture
def shared(ann, practised):
    return take(practised, ann, keep=True, shared=True, duration_s=60.0)


def said(who, recording, body):
    """Send something said, and say it of a take; gives the voice."""
    row, _ = feedback.start_voice(who, recording, VoiceDraft(mime_type="audio/webm;codecs=opus", bytes=len(body)))
    (part,) = voices.sign(who, row.id, [1], "http://here")
    assert httpx.put(part.url.replace("http://here/_s3", get_settings().s3_endpoint_url), content=body).is_success
    assert voices.complete(who, row.id, Completion(bytes=len(body), duration_s=4)).status == "queued"
    with transaction(who) as db:
        feedback.say_of_recording(db, who, recording, MomentDraft(at_s=3, voice_id=row.id))
    return row.id


def work():
    from workers import tasks

    tasks.work(JobKind.VOICE)


def listed(who, recording):
    with transaction(who) as db:
        return feedback.of_recording(db, who, recording, "http://here")


def row(voice_id):
    with system_transaction() as db:
        return db.get(Voice, voice_id)


def test_it_is_heard_by_the_other_and_erased_with_the_comment(ann, clara, shared, practised, opus, told):
    voice_id = said(clara, shared, opus(sounds.violin(4.0)).read_bytes())
    (one,) = listed(ann, shared)
    assert (one.text, one.voice_url, one.voice_status) == ("", None, "queued")
    work()
    (one,) = listed(ann, shared)
    assert one.voice_status == "ready"
    assert ".m4a" in one.voice_url
    there = row(voice_id)
    assert there.duration_s == pytest.approx(4, abs=0.2)
    assert [storage.size(key) is None for key in (there.object_key, there.rendition_key)] == [True, False]
    assert speaking.sweep() == 0
    with transaction(clara) as db:
        feedback.delete(db, clara, one.id)
    with system_transaction() as db:
        db.execute(text("UPDATE voices SET created_at = created_at - interval '2 days'"))
    assert speaking.sweep() == 1
    assert (row(voice_id), storage.size(there.rendition_key)) == (None, None)


def test_what_is_no_sound_is_said_to_be_none(ann, clara, shared):
    said(clara, shared, b"words, and no sound at all")
    work()
    (one,) = listed(ann, shared)
    assert (one.voice_status, one.voice_url) == ("failed", None)
