"""Uploads and listening through our own origin, against the real S3 server."""

import socket
from contextlib import ExitStack
from urllib.parse import urlsplit

import boto3
import pytest
from botocore.config import Config
from fastapi.testclient import TestClient
from starlette.requests import Request

from practice_app.server import media
from practice_app.server.media import LARGEST_BODY, Media
from practice_app.services.shared import storage

MiB = 1024 * 1024


@pytest.fixture
def s3(stack):
    return boto3.client(
        "s3",
        endpoint_url=stack.s3_endpoint_url,
        aws_access_key_id=stack.s3_access_key_id,
        aws_secret_access_key=stack.s3_secret_access_key,
        region_name="us-east-1",
        config=Config(signature_version="s3v4"),
    )


@pytest.fixture
def client(stack):
    return TestClient(Media(stack.s3_endpoint_url), base_url="http://woodshed.example")


def through_us(signed: str) -> str:
    parts = urlsplit(signed)
    return f"/_s3{parts.path}?{parts.query}"


def signed(s3, method, **params):
    return through_us(s3.generate_presigned_url(method, Params=params, ExpiresIn=60))


def test_an_upload_in_parts_arrives_whole(client, s3, s3_bucket):
    key = "takes/Été 1+2 (slow).webm"
    upload = s3.create_multipart_upload(Bucket=s3_bucket, Key=key)["UploadId"]
    parts = []
    for number, letter in ((1, b"a"), (2, b"b")):
        url = signed(s3, "upload_part", Bucket=s3_bucket, Key=key, UploadId=upload, PartNumber=number)
        answer = client.put(url, content=letter * 5 * MiB)
        assert answer.status_code == 200
        parts.append({"PartNumber": number, "ETag": answer.headers["etag"]})
    s3.complete_multipart_upload(Bucket=s3_bucket, Key=key, UploadId=upload, MultipartUpload={"Parts": parts})

    assert client.get(signed(s3, "get_object", Bucket=s3_bucket, Key=key)).content == b"a" * 5 * MiB + b"b" * 5 * MiB


def test_an_address_that_was_signed_for_bytes_takes_no_tags(client, s3, s3_bucket):
    s3.put_object(Bucket=s3_bucket, Key="takes/kept", Body=b"sound")
    url = signed(s3, "put_object", Bucket=s3_bucket, Key="takes/kept")
    assert client.put(f"{url}&tagging=", content=b"<Tagging/>").status_code == 403
    assert client.get(signed(s3, "get_object", Bucket=s3_bucket, Key="takes/kept")).content == b"sound"


def test_a_player_may_ask_for_the_middle(client, s3, s3_bucket):
    s3.put_object(Bucket=s3_bucket, Key="take", Body=b"0123456789", ContentType="audio/webm")

    answer = client.get(signed(s3, "get_object", Bucket=s3_bucket, Key="take"), headers={"Range": "bytes=2-4"})

    assert (answer.status_code, answer.content) == (206, b"234")
    assert answer.headers["content-range"] == "bytes 2-4/10"
    assert answer.headers["content-type"] == "audio/webm"


def test_nothing_opens_without_a_signature_or_with_a_changed_one(client, s3, s3_bucket):
    s3.put_object(Bucket=s3_bucket, Key="secret", Body=b"x")
    good = signed(s3, "get_object", Bucket=s3_bucket, Key="secret")

    assert client.get(f"/_s3/{s3_bucket}/secret").status_code in {400, 403}
    assert client.get(good.replace("secret?", "other?")).status_code == 403
    assert client.put(good, content=b"y").status_code == 403


def test_an_uploaded_page_cannot_run_under_our_name(client, s3, s3_bucket):
    s3.put_object(Bucket=s3_bucket, Key="page", Body=b"<script>alert(1)</script>", ContentType="text/html")

    answer = client.get(signed(s3, "get_object", Bucket=s3_bucket, Key="page"))

    assert "sandbox" in answer.headers["content-security-policy"]
    assert answer.headers["x-content-type-options"] == "nosniff"


@pytest.mark.parametrize("method", ["POST", "DELETE", "PATCH"])
def test_media_is_read_and_written_and_nothing_else(client, method):
    assert client.request(method, "/_s3/woodshed/take").status_code == 405


def test_an_upload_says_how_long_it_is_and_stays_within_reason(client):
    def endless():
        yield b"x"

    assert client.put("/_s3/woodshed/take", content=endless()).status_code == 411
    answer = client.put("/_s3/woodshed/take", headers={"Content-Length": str(LARGEST_BODY + 1)}, content=b"")
    assert answer.status_code == 413


@pytest.fixture
def own_storage(db_urls):
    storage.client.cache_clear()
    yield
    storage.client.cache_clear()


def test_a_part_that_cannot_be_replaced_ends_its_upload_so_that_another_is_begun(client, s3, s3_bucket, own_storage):
    upload = s3.create_multipart_upload(Bucket=s3_bucket, Key="takes/again")["UploadId"]
    url = signed(s3, "upload_part", Bucket=s3_bucket, Key="takes/again", UploadId=upload, PartNumber=1)
    assert [client.put(url, content=b"abc").status_code for _ in range(2)] == [200, 200]
    other = client.put(url, content=b"xyz")
    assert (other.status_code, "NoSuchUpload" in other.text) == (404, True), "not 501 for ever"
    assert client.put(url, content=b"xyz").status_code == 404


def test_no_more_comes_through_than_was_said(client, s3, s3_bucket):
    def more():
        yield b"abc"
        yield b"def"

    upload = s3.create_multipart_upload(Bucket=s3_bucket, Key="takes/more")["UploadId"]
    url = signed(s3, "upload_part", Bucket=s3_bucket, Key="takes/more", UploadId=upload, PartNumber=1)
    assert client.put(url, headers={"Content-Length": "3"}, content=more()).status_code == 413


def test_a_part_longer_than_was_signed_is_refused_and_no_fault_of_ours(client, s3, s3_bucket, own_storage):
    upload = s3.create_multipart_upload(Bucket=s3_bucket, Key="long")["UploadId"]
    params = {"Bucket": s3_bucket, "Key": "long", "UploadId": upload, "PartNumber": 1, "ContentLength": 10}
    url = signed(s3, "upload_part", **params)
    assert [client.put(url, content=b"x" * size).status_code for size in (11, 5 * MiB)] == [403, 403]
    assert client.put(url, content=b"0123456789").status_code == 200


def test_few_parts_of_one_upload_are_on_their_way_at_once(stack):
    passing = Media(stack.s3_endpoint_url)
    asked = [Request(_put("one")) for _ in range(media.MOST_AT_ONCE + 1)]
    with ExitStack() as held:
        refusals = [held.enter_context(passing._turn(request)) for request in asked]
        assert [refusal is None for refusal in refusals] == [True] * media.MOST_AT_ONCE + [False]
        assert refusals[-1].status_code == 503
        assert held.enter_context(passing._turn(Request(_put("another")))) is None
    with passing._turn(asked[0]) as refusal:
        assert refusal is None
    assert not passing._parts, "nothing is remembered of what has ended"


def _put(upload_id):
    headers = [(b"content-length", b"3")]
    return {"type": "http", "method": "PUT", "path": "/_s3/take", "query_string": f"uploadId={upload_id}".encode(),
            "headers": headers}  # fmt: skip


def test_storage_that_is_away_is_a_problem_to_try_again():
    with socket.socket() as nobody:
        nobody.bind(("127.0.0.1", 0))
        away = TestClient(Media(f"http://127.0.0.1:{nobody.getsockname()[1]}"))
        answer = away.put("/_s3/woodshed/take", content=b"sound")

    assert answer.status_code == 503
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.headers["retry-after"]
