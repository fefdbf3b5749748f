"""S3 is asked for nothing that some servers do by destroying the object."""

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest

from practice_app.commands import connections
from practice_app.errors import Unavailable
from practice_app.services.shared import storage, storage_asking
from practice_app.services.shared.storage import NeverAsked
from practice_app.settings import get_settings


@pytest.fixture
def kept(clean_database, s3_bucket):
    storage.client.cache_clear()
    storage.put("takes/kept", b"sound", "audio/webm")
    yield {"Bucket": get_settings().s3_bucket, "Key": "takes/kept"}
    storage.client.cache_clear()


TAGS = {"Tagging": {"TagSet": [{"Key": "a", "Value": "b"}]}}


def test_what_destroys_an_object_is_refused_before_it_leaves(kept):
    client, bucket = storage.client(), {"Bucket": kept["Bucket"]}
    refused = (
        (client.put_object_tagging, kept | TAGS),
        (client.put_object, kept | {"Body": b"", "Tagging": "a=b"}),
        (client.put_bucket_lifecycle_configuration, bucket | {"LifecycleConfiguration": {"Rules": []}}),
        (client.put_bucket_cors, bucket | {"CORSConfiguration": {"CORSRules": []}}),
        (client.put_bucket_versioning, bucket | {"VersioningConfiguration": {"Status": "Enabled"}}),
        (client.get_object_tagging, kept),
    )
    for ask, told in refused:
        with pytest.raises(NeverAsked):
            ask(**told)
    assert b"".join(storage.chunks("takes/kept")) == b"sound"


def test_no_address_is_signed_for_it_either(kept):
    with pytest.raises(NeverAsked):
        storage.client().generate_presigned_url("put_object_tagging", Params=kept | TAGS)


@pytest.fixture
def encrypting(kept, monkeypatch):
    """What S3 is asked for, with the settings of somebody who has objects encrypted."""
    monkeypatch.setenv("S3_ENCRYPTION", "aws:kms")
    monkeypatch.setenv("S3_ENCRYPTION_KEY", "arn:key")
    get_settings.cache_clear()
    storage.client.cache_clear()
    asked = []
    storage.client().meta.events.register("before-send.s3", lambda request, **_: asked.append(request))
    yield asked
    monkeypatch.undo()
    get_settings.cache_clear()


def test_everything_that_is_stored_is_encrypted_where_the_settings_say_so(encrypting, tmp_path):
    (tmp_path / "film").write_bytes(b"film")
    storage.put("takes/small", b"small", "audio/webm")
    storage.put_file("films/one", tmp_path / "film", "video/mp4")
    upload = storage.begin("takes/large", "audio/webm")
    storage.put_part("takes/large", upload, 1, b"part")
    storage.abort("takes/large", upload)
    told = [(one.method, dict(one.headers).get("x-amz-server-side-encryption")) for one in encrypting]
    stored, begun, part = [how for _, how in told[:2]], told[2], told[3]
    assert stored == [b"aws:kms", b"aws:kms"]
    assert (begun, part) == (("POST", b"aws:kms"), ("PUT", None))
    assert b"".join(storage.chunks("takes/small")) == b"small"


def _takes_no_notice(params, **_):
    params.pop("ServerSideEncryption", None)
    params.pop("SSEKMSKeyId", None)


def test_a_server_that_says_nothing_of_it_is_told_by_the_check(encrypting):
    # Ours remembers whatever it is told; another may take no notice.
    storage.client().meta.events.register_last("provide-client-params.s3", _takes_no_notice)
    said = [(one.kind, one.sentence) for one in connections.s3()]
    assert ("wrong", "S3 took what S3_ENCRYPTION asks for, but doesn't say that it encrypted anything.") in said


def test_a_server_that_hangs_holds_some_threads_and_the_others_are_told_at_once(kept, monkeypatch):
    asked, answers = threading.Semaphore(0), threading.Event()

    def hang(**_):
        asked.release()
        answers.wait(30)

    storage.client().meta.events.register("before-send.s3", hang)
    monkeypatch.setattr(storage_asking, "ROOM_S", 0.05)
    with ThreadPoolExecutor(storage_asking.AT_ONCE) as pool:
        held = [pool.submit(storage.size, "takes/kept") for _ in range(storage_asking.AT_ONCE)]
        for _ in held:
            assert asked.acquire(timeout=30)
        with pytest.raises(Unavailable):
            storage.size("takes/kept")
        answers.set()
        assert [one.result(30) for one in held] == [5] * storage_asking.AT_ONCE
    assert storage.size("takes/kept") == 5


def test_who_reads_slowly_holds_nobody_up(kept, monkeypatch):
    monkeypatch.setattr(storage_asking, "ROOM_S", 0.05)
    begun = [storage.chunks("takes/kept") for _ in range(storage_asking.AT_ONCE)]
    assert [next(one) for one in begun] == [b"sound"] * storage_asking.AT_ONCE
    assert storage.size("takes/kept") == 5
