"""Media in S3: the only place that talks to it. Keys are random; browsers only ever get addresses that expire."""

import hashlib
import logging
import secrets
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit, urlunsplit

from practice_app.errors import Unavailable
from practice_app.services.shared import cdn
from practice_app.services.shared.parts import Part
from practice_app.services.shared.steps import step
from practice_app.services.shared.storage_asking import UploadGone as UploadGone  # noqa: PLC0414 - known from here
from practice_app.services.shared.storage_asking import asking, explaining
from practice_app.settings import get_settings

if TYPE_CHECKING:
    from mypy_boto3_s3 import S3Client

log = logging.getLogger(__name__)
URL_LIFETIME_S = 15 * 60
PLAY_LIFETIME_S = 6 * 60 * 60
"""Long enough to play a long take without asking again."""
_MAKING = threading.Lock()
OWN_PATH = "/_s3"
"""Where the web process passes requests on to an S3 server that browsers can't reach."""
ENDINGS = {
    "application/json": ".json",
    "audio/aac": ".aac",
    "audio/flac": ".flac",
    "audio/mp4": ".m4a",
    "audio/mpeg": ".mp3",
    "audio/ogg": ".ogg",
    "audio/wav": ".wav",
    "audio/webm": ".webm",
    "audio/x-m4a": ".m4a",
    "audio/x-wav": ".wav",
    "video/mp4": ".mp4",
    "video/quicktime": ".mov",
    "video/webm": ".webm",
    "image/webp": ".webp",
}
ASKED = frozenset(
    {
        *("HeadObject", "GetObject", "PutObject", "DeleteObject", "CopyObject", "ListObjectsV2", "HeadBucket"),
        *("CreateMultipartUpload", "UploadPart", "ListParts", "CompleteMultipartUpload"),
        *("AbortMultipartUpload", "ListMultipartUploads"),
    }
)
"""All that S3 is ever asked. rclone's server answers 200 to some of the rest and destroys what it was asked about: of
an object that is tagged only the tags are left."""
STORING = {"PutObject", "CopyObject", "CreateMultipartUpload"}
"""What makes an object; the parts of an upload are encrypted as it was begun."""


class NeverAsked(RuntimeError):
    """A mistake of ours: S3 would have been asked for what some servers do by destroying the object."""


def random_key(mime_type: str = "", prefix: str = "takes") -> str:
    """Make up an object key that nobody can guess.

    It ends as files of its type do, since some S3 servers tell browsers the type by that alone.
    """
    return f"{prefix}/{secrets.token_urlsafe(24)}{ENDINGS.get(mime_type.partition(';')[0].strip().lower(), '')}"


def client(endpoint_url: str = "") -> "S3Client":
    """Give this process's S3 client; quick to say when S3 is down.

    Made once: it takes half a second of the whole process, which several who come first would each take.
    """
    with _MAKING:
        return _client(endpoint_url)


@lru_cache
def _client(endpoint_url: str) -> "S3Client":
    import boto3
    from botocore.config import Config

    settings = get_settings()
    made = boto3.client(
        "s3",
        endpoint_url=endpoint_url or settings.s3_endpoint_url or None,
        region_name=settings.s3_region,
        aws_access_key_id=settings.s3_access_key_id or None,
        aws_secret_access_key=settings.s3_secret_access_key.get_secret_value() or None,
        config=Config(
            signature_version="s3v4",
            s3={"addressing_style": "path"},
            connect_timeout=2,
            read_timeout=20,
            retries={"max_attempts": 2, "mode": "standard"},
            request_checksum_calculation="when_required",
            response_checksum_validation="when_required",
        ),
    )
    made.meta.events.register("provide-client-params.s3", _refuse)
    made.meta.events.register("provide-client-params.s3", _encrypted)
    return made


def _refuse(params: dict[str, Any], model: Any, **_: Any) -> None:
    """Ask for nothing but what every S3 server does alike, nor sign an address for it."""
    if model.name not in ASKED or "Tagging" in params:
        raise NeverAsked(f"{model.name} is nothing that S3 is asked for here")


def _encrypted(params: dict[str, Any], model: Any, **_: Any) -> None:
    """Have what is stored encrypted, where the settings say so: whoever stores it needs to know nothing of it."""
    settings = get_settings()
    if settings.s3_encryption and model.name in STORING:
        params["ServerSideEncryption"] = settings.s3_encryption
        if settings.s3_encryption_key:
            params["SSEKMSKeyId"] = settings.s3_encryption_key


client.cache_clear = _client.cache_clear  # type: ignore[attr-defined]


@step
def begin(key: str, mime_type: str, file_name: str = "") -> str:
    """Begin a multipart upload whose content type is settled, and what it is saved as; give its id."""
    said: Any = {"ContentDisposition": f'attachment; filename="{file_name}"'} if file_name else {}
    with asking():
        answer = client().create_multipart_upload(Bucket=_bucket(), Key=key, ContentType=mime_type, **said)
        return answer["UploadId"]


@step
def parts(key: str, upload_id: str) -> list[Part]:
    """List the parts that S3 has; raise ``UploadGone`` when it knows nothing of the upload."""
    with asking():
        pages = client().get_paginator("list_parts").paginate(Bucket=_bucket(), Key=key, UploadId=upload_id)
        found = [part for page in pages for part in page.get("Parts", [])]
    return [Part(p["PartNumber"], p["Size"], p.get("ETag", "")) for p in found]


@step
def finish(key: str, upload_id: str, whole: list[Part]) -> None:
    """Make one object of the parts."""
    listed: Any = [{"PartNumber": part.number, "ETag": part.etag} for part in whole]
    with asking():
        client().complete_multipart_upload(
            Bucket=_bucket(), Key=key, UploadId=upload_id, MultipartUpload={"Parts": listed}
        )


@step
def size(key: str) -> int | None:
    """Tell how many bytes an object has; ``None`` when there is no such object."""
    try:
        with asking():
            return client().head_object(Bucket=_bucket(), Key=key)["ContentLength"]
    except UploadGone:
        return None


@step
def abort(key: str, upload_id: str) -> None:
    """Forget an upload and its parts; it may be gone already."""
    try:
        with asking():
            client().abort_multipart_upload(Bucket=_bucket(), Key=key, UploadId=upload_id)
    except UploadGone:
        return


@step
def delete(*keys: str | None) -> None:
    """Delete objects; they may be gone already."""
    for key in filter(None, keys):
        try:
            with asking():
                client().delete_object(Bucket=_bucket(), Key=key)
        except UploadGone:
            continue


@step
def let_go(what: str, *keys: str | None) -> bool:
    """Delete objects for a sweep; ``False``, with a word in the log, when S3 can't be asked: the sweep comes again."""
    try:
        delete(*keys)
    except Unavailable:
        log.warning("%s stays until S3 answers", what)
        return False
    return True


@step
def listed(prefix: str) -> list[str]:
    """List the keys that begin with this."""
    with asking():
        pages = client().get_paginator("list_objects_v2").paginate(Bucket=_bucket(), Prefix=prefix)
        return [found["Key"] for page in pages for found in page.get("Contents", [])]


@dataclass(frozen=True)
class Lying:
    """An object as a listing tells of it; its stamp is another one when it was written anew."""

    key: str
    bytes: int
    stamp: str


@step
def inventory() -> list[Lying]:
    """List everything there is."""
    with asking():
        pages = client().get_paginator("list_objects_v2").paginate(Bucket=_bucket())
        return [
            Lying(one["Key"], one["Size"], f"{one['LastModified'].timestamp()} {one.get('ETag', '')}")
            for page in pages
            for one in page.get("Contents", [])
        ]


@dataclass(frozen=True)
class Fetched:
    """An object to be read, and what it is served as."""

    pieces: Iterator[bytes]
    mime_type: str
    disposition: str


@step
def fetched(key: str) -> Fetched:
    """Begin to read an object; raise ``UploadGone`` when it isn't there."""
    with asking():
        answer = client().get_object(Bucket=_bucket(), Key=key)
    pieces = answer["Body"].iter_chunks(1 << 20)
    return Fetched(pieces, answer.get("ContentType", ""), answer.get("ContentDisposition", ""))


@step
def encryption(key: str) -> str:
    """How S3 says that it encrypted an object; empty: it says nothing."""
    with asking():
        return client().head_object(Bucket=_bucket(), Key=key).get("ServerSideEncryption", "")


@step
def put(key: str, body: bytes, mime_type: str) -> None:
    """Store a small object whole."""
    with asking():
        client().put_object(Bucket=_bucket(), Key=key, Body=body, ContentType=mime_type)


@step
def download(key: str, path: Path) -> str:
    """Write an object to a file, a piece at a time, and give its SHA-256; raise ``UploadGone`` when it isn't there."""
    digest = hashlib.sha256()
    with asking(), path.open("wb") as file:
        body = client().get_object(Bucket=_bucket(), Key=key)["Body"]
        for piece in body.iter_chunks(1 << 20):
            digest.update(piece)
            file.write(piece)
    return digest.hexdigest()


@step
def chunks(key: str) -> Iterator[bytes]:
    """Read an object a piece at a time; raise ``UploadGone`` when it isn't there."""
    with asking():
        body = client().get_object(Bucket=_bucket(), Key=key)["Body"]
    with explaining():  # whoever reads may take their time
        yield from body.iter_chunks(1 << 18)


@step
def some_of(key: str, start: int, length: int) -> bytes:
    """Read some bytes from the middle of an object; raise ``UploadGone`` when it isn't there."""
    with asking():
        wanted = f"bytes={start}-{start + length - 1}"
        return client().get_object(Bucket=_bucket(), Key=key, Range=wanted)["Body"].read(length)


@step
def put_part(key: str, upload_id: str, number: int, body: bytes) -> Part:
    """Send one part of an upload; raise ``UploadGone`` when it was given up."""
    with asking():
        sent = client().upload_part(Bucket=_bucket(), Key=key, UploadId=upload_id, PartNumber=number, Body=body)
    return Part(number, len(body), sent["ETag"])


@step
def put_file(key: str, path: Path, mime_type: str, disposition: str = "") -> None:
    """Store a file of any size, a piece at a time."""
    from boto3.exceptions import S3UploadFailedError

    served: Any = {"ContentType": mime_type} | ({"ContentDisposition": disposition} if disposition else {})
    try:
        with asking():
            client().upload_file(str(path), _bucket(), key, ExtraArgs=served)
    except S3UploadFailedError as error:
        raise Unavailable() from error


@step
def ping() -> None:
    """Raise ``Unavailable`` unless S3 and our bucket answer."""
    try:
        with asking():
            client().head_bucket(Bucket=_bucket())
    except UploadGone as error:
        raise Unavailable() from error


def part_url(key: str, upload_id: str, part: Part, origin: str) -> str:
    """Sign a PUT of one part of just so many bytes, for as long as ``URL_LIFETIME_S``."""
    values = {"Bucket": _bucket(), "Key": key, "UploadId": upload_id, "PartNumber": part.number}
    values["ContentLength"] = part.bytes
    return _sign("upload_part", values, origin, URL_LIFETIME_S)


def play_url(key: str, origin: str, lifetime_s: int = PLAY_LIFETIME_S) -> str:
    """Sign a GET of an object, for as long as ``PLAY_LIFETIME_S`` unless told; at the CDN, where there is one."""
    if cdn.wanted():
        return cdn.signed(key, lifetime_s)
    return _sign("get_object", {"Bucket": _bucket(), "Key": key}, origin, lifetime_s)


def file_url(key: str, origin: str, file_name: str, lifetime_s: int) -> str:
    """Sign a GET that saves an object as a file of this name."""
    values = {"Bucket": _bucket(), "Key": key, "ResponseContentDisposition": f'attachment; filename="{file_name}"'}
    return _sign("get_object", values, origin, lifetime_s)


def _sign(method: Any, values: dict[str, Any], origin: str, lifetime_s: int) -> str:
    """Sign for the server that will check it, then say how a browser gets there.

    A public address that is a host of its own is signed for; one with a path (and our own ``/_s3``) passes requests
    on to ``S3_ENDPOINT_URL``, under which they are checked.
    """
    public = get_settings().s3_public_url or f"{origin}{OWN_PATH}"
    straight = bool(get_settings().s3_public_url) and not urlsplit(public).path
    signer = client(public) if straight else client()
    url = signer.generate_presigned_url(method, Params=values, ExpiresIn=lifetime_s)
    if straight:
        return url
    _, _, path, query, _ = urlsplit(url)
    return public + urlunsplit(("", "", path, query, ""))


def _bucket() -> str:
    return get_settings().s3_bucket
