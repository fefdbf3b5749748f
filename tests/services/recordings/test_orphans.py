"""Media that nobody needs any more leaves S3."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import text

from practice_app.database import system_transaction, transaction
from practice_app.services import practice, recordings
from practice_app.services.recordings import orphans, uploads
from practice_app.services.recordings.drafts import RecordingDraft
from practice_app.services.shared import storage
from tests.services.people import person, session


@pytest.fixture
def ann(clean_database):
    storage.client.cache_clear()
    yield person("Ann")
    storage.client.cache_clear()


@pytest.fixture
def kept(ann):
    row = session(ann, datetime(2026, 3, 2, 12, tzinfo=UTC))
    recording, _ = uploads.start(ann, row.id, RecordingDraft(mime_type="audio/webm", bytes=3, keep=True))
    storage.abort(recording.object_key, recording.upload_id or "")
    storage.put(recording.object_key, b"abc", "audio/webm")
    with system_transaction() as db:
        db.execute(text("UPDATE recordings SET status = 'ready', upload_id = NULL"))
    return recording


def ago(what: str, time: timedelta) -> None:
    with system_transaction() as db:
        db.execute(text(f"UPDATE {what} = now() - make_interval(secs => :s)"), {"s": time.total_seconds()})


def test_what_is_in_use_stays(kept):
    assert orphans.sweep() == 0
    assert storage.size(kept.object_key) == 3


def test_a_deleted_session_takes_its_media_along_when_it_cannot_come_back(ann, kept):
    with transaction(ann) as db:
        practice.delete(db, ann, kept.session_id)
    assert orphans.sweep() == 0
    assert storage.size(kept.object_key) == 3, "it may still come back"
    ago("practice_sessions SET deleted_at", practice.UNDO_TIME + timedelta(minutes=1))
    assert orphans.sweep() == 1
    assert storage.size(kept.object_key) is None
    assert orphans.sweep() == 0


def test_media_that_could_not_be_deleted_is_deleted_later(ann, kept, monkeypatch):
    def down(*keys):
        raise orphans.Unavailable

    with monkeypatch.context() as patched:
        patched.setattr(storage, "delete", down)
        with pytest.raises(orphans.Unavailable):
            recordings.delete(ann, kept.id)
        assert orphans.sweep() == 0
    assert orphans.sweep() == 1
    assert storage.size(kept.object_key) is None


def test_an_upload_that_never_ended_is_forgotten_and_can_begin_again(ann):
    row = session(ann, datetime(2026, 3, 2, 12, tzinfo=UTC))
    draft = RecordingDraft(mime_type="audio/webm", bytes=3)
    recording, _ = uploads.start(ann, row.id, draft)
    ago("recordings SET updated_at", orphans.OFFLINE_WINDOW + timedelta(days=1))
    assert orphans.sweep() == 1
    again, created = uploads.start(ann, row.id, draft.model_copy(update={"id": recording.id}))
    assert (again.status, again.failure, created) == ("uploading", None, False)


def test_an_upload_that_rests_leaves_s3_and_can_be_gone_on_with_from_the_beginning(ann):
    row = session(ann, datetime(2026, 3, 2, 12, tzinfo=UTC))
    draft = RecordingDraft(mime_type="audio/webm", bytes=3)
    recording, _ = uploads.start(ann, row.id, draft)
    assert orphans.tidy() == 0
    ago("recordings SET updated_at", orphans.IDLE + timedelta(hours=1))
    assert orphans.tidy() == 1
    assert orphans.tidy() == 0
    with pytest.raises(storage.UploadGone):
        storage.parts(recording.object_key, recording.upload_id or "")
    with pytest.raises(storage.UploadGone):
        uploads.sign(ann, recording.id, [1], "")
    again, _ = uploads.start(ann, row.id, draft.model_copy(update={"id": recording.id}))
    assert again.status == "uploading"
    assert uploads.sign(ann, recording.id, [1], "")


def test_who_goes_on_with_an_upload_keeps_it(ann):
    row = session(ann, datetime(2026, 3, 2, 12, tzinfo=UTC))
    recording, _ = uploads.start(ann, row.id, RecordingDraft(mime_type="audio/webm", bytes=3))
    ago("recordings SET updated_at", orphans.IDLE + timedelta(hours=1))
    uploads.sign(ann, recording.id, [1], "")
    assert orphans.tidy() == 0
