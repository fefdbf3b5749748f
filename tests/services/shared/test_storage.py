"""S3 is asked for nothing that some servers do by destroying the object."""

import pytest

from practice_app.services.shared import storage
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
