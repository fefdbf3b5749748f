"""Copies in a place: whole or not there, each object once, the newest few, in a folder or a bucket."""

import pytest

from practice_app.backup import copies, locking, making, tables
from practice_app.backup.copies import Store
from practice_app.backup.locking import CopyError
from practice_app.backup.places import Folder
from practice_app.backup.places import place as place_named
from practice_app.services.shared import backups, storage
from practice_app.settings import get_settings
from tests.backup.conftest import named

TAKE = "takes/one.webm"


def objects(place):
    return {path: path.stat().st_mtime_ns for path in (place / "objects").rglob("*.age")}


def lying(copy):
    """What a copy has, by the SHA-256 of each object."""
    return {one.key: one.sha256 for one in copy.objects}


def test_what_was_never_finished_is_no_copy_and_goes_with_the_next(place, monkeypatch):
    with monkeypatch.context() as patch:
        patch.setattr(Store, "write", lambda *_: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            making.make()
    (half,) = (place / "copies").iterdir()
    assert named() == []
    with pytest.raises(CopyError, match="no whole copy"):
        copies.store().read()
    assert backups.known().failed.failure == "ZeroDivisionError"

    made = making.make()
    assert named() == [made.name]
    assert not half.exists()
    known = backups.known()
    assert (known.failed, known.last.rows) == (None, made.rows)


def test_an_object_is_copied_once_and_goes_with_the_last_copy_that_has_it(place):
    storage.put(TAKE, b"la" * 1000, "audio/webm")
    storage.put("takes/the-same.webm", b"la" * 1000, "audio/webm")
    first = making.make()
    before = objects(place)
    assert [len(before), len(first.objects)] == [1, 2]
    second = making.make()
    assert objects(place) == before
    assert lying(second) == lying(first)

    storage.delete(TAKE, "takes/the-same.webm")
    storage.put("takes/other.webm", b"mi", "audio/webm")
    third = making.make()
    assert named() == [second.name, third.name]
    assert len(objects(place)) == 2
    making.make()
    assert not set(objects(place)) & set(before)


def test_two_copies_are_not_made_at_once(place):
    with tables.alone() as mine:
        assert mine
        with pytest.raises(making.Busy):
            making.make()
    assert named_or_none(place) == []


def named_or_none(place):
    return [path.name for path in place.glob("copies/*")]


def test_a_bucket_does_as_well_as_a_folder(place, stack, worker_number, monkeypatch):
    for name, value in {
        "BACKUP_TO": f"s3://copies{worker_number}/of/woodshed",
        "BACKUP_S3_ENDPOINT_URL": stack.s3_endpoint_url,
        "BACKUP_S3_ACCESS_KEY_ID": stack.s3_access_key_id,
        "BACKUP_S3_SECRET_ACCESS_KEY": stack.s3_secret_access_key,
    }.items():
        monkeypatch.setenv(name, value)
    get_settings.cache_clear()
    place_named("s3://any")._client.create_bucket(Bucket=f"copies{worker_number}")
    storage.put(TAKE, b"la", "audio/webm")
    made = making.make()
    store = copies.store()
    assert store.read() == made
    assert len(store.place.names("objects/")) == 1
    with pytest.raises(FileNotFoundError), store.place.reading("objects/none"):
        pass
    assert lying(making.make()) == lying(made)


def test_where_there_is_no_copy_or_no_key_it_is_said(tmp_path, place, monkeypatch):
    with pytest.raises(CopyError, match=r"no key\.age"):
        copies.store()
    with pytest.raises(CopyError, match="already"):
        locking.make_key(place.parent / "key")
    with pytest.raises(CopyError, match="holds no key"):
        locking.begun(Folder(tmp_path / "new"), str(tmp_path), "")
    monkeypatch.delenv("BACKUP_KEY_FILE")
    get_settings.cache_clear()
    with pytest.raises(SystemExit, match="copies are encrypted"):
        get_settings()
