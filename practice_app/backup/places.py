"""Where copies lie: a folder, or a bucket. What is written there appears whole under its name, or not at all."""

import os
import secrets
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, Protocol

from practice_app.settings import get_settings

if TYPE_CHECKING:
    from mypy_boto3_s3 import S3Client

UNFINISHED = ".unfinished"


class Draft(Protocol):
    """Something that is being written; what isn't kept is gone when its `with` is over."""

    file: IO[bytes]

    def keep(self, name: str) -> None:
        """Let it be there under this name."""


class Place(Protocol):
    """A folder or a bucket, as far as copies need it."""

    def names(self, beginning: str) -> list[str]:
        """List what is there whose name begins so."""

    def draft(self) -> Any:
        """Begin something: a context manager that gives a `Draft`."""

    def reading(self, name: str) -> Any:
        """Open something: a context manager that gives a file; raise ``FileNotFoundError`` when it isn't there."""

    def remove(self, name: str) -> None:
        """Let something go; it may be gone already."""


class Folder:
    """A folder of this machine, or of a disk that is mounted on it; nobody else may look into it."""

    def __init__(self, path: Path) -> None:
        self._path = path
        path.mkdir(mode=0o700, parents=True, exist_ok=True)

    def names(self, beginning: str) -> list[str]:
        """List what is there whose name begins so."""
        start = self._path / beginning
        top = start if start.is_dir() else start.parent
        found = (Path(folder) / name for folder, _, files in os.walk(top) for name in files)
        names = (str(file.relative_to(self._path)) for file in found)
        return [name for name in names if name.startswith(beginning) and not name.startswith(UNFINISHED)]

    @contextmanager
    def draft(self) -> Iterator["_File"]:
        """Begin something beside its place, so that a rename brings it there."""
        (self._path / UNFINISHED).mkdir(mode=0o700, exist_ok=True)
        path = self._path / UNFINISHED / secrets.token_hex(8)
        try:
            with path.open("wb") as file:
                yield _File(file, path, self._path)
        finally:
            path.unlink(missing_ok=True)

    @contextmanager
    def reading(self, name: str) -> Iterator[IO[bytes]]:
        """Open something."""
        with (self._path / name).open("rb") as file:
            yield file

    def remove(self, name: str) -> None:
        """Let something go, and the folders that are empty without it."""
        path = self._path / name
        path.unlink(missing_ok=True)
        with suppress(OSError):
            while path.parent != self._path:
                path = path.parent
                path.rmdir()

    def tidy(self) -> None:
        """Let go of what was begun and never kept; only while nobody else writes here."""
        shutil.rmtree(self._path / UNFINISHED, ignore_errors=True)


class _File:
    def __init__(self, file: IO[bytes], path: Path, root: Path) -> None:
        self.file, self._path, self._root = file, path, root

    def keep(self, name: str) -> None:
        """Let it be there under this name, on the disk itself and not only in its cache."""
        self.file.flush()
        os.fsync(self.file.fileno())
        target = self._root / name
        target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        self._path.replace(target)


class Bucket:
    """A bucket of an S3 server, or the part of one whose names begin alike."""

    def __init__(self, bucket: str, beginning: str) -> None:
        self._bucket, self._beginning = bucket, f"{beginning}/" if beginning else ""
        self._client = _client()

    def names(self, beginning: str) -> list[str]:
        """List what is there whose name begins so."""
        pages = self._client.get_paginator("list_objects_v2").paginate(
            Bucket=self._bucket, Prefix=self._beginning + beginning
        )
        found = (one["Key"] for page in pages for one in page.get("Contents", []))
        return [key.removeprefix(self._beginning) for key in found]

    @contextmanager
    def draft(self) -> Iterator["_Object"]:
        """Begin something on this machine; it is sent whole."""
        with tempfile.NamedTemporaryFile(prefix="woodshed-copy-") as file:
            yield _Object(file, self._client, self._bucket, self._beginning)

    @contextmanager
    def reading(self, name: str) -> Iterator[IO[bytes]]:
        """Open something."""
        from botocore.exceptions import ClientError

        try:
            body: Any = self._client.get_object(Bucket=self._bucket, Key=self._beginning + name)["Body"]
        except ClientError as error:
            if error.response.get("Error", {}).get("Code") in {"NoSuchKey", "404"}:
                raise FileNotFoundError(name) from error
            raise
        with body:
            yield body

    def remove(self, name: str) -> None:
        """Let something go."""
        self._client.delete_object(Bucket=self._bucket, Key=self._beginning + name)

    def tidy(self) -> None:
        """What was begun lies on the machine that began it, and went with that."""


class _Object:
    def __init__(self, file: Any, client: "S3Client", bucket: str, beginning: str) -> None:
        self.file, self._client, self._bucket, self._beginning = file, client, bucket, beginning

    def keep(self, name: str) -> None:
        """Let it be there under this name."""
        self.file.flush()
        self._client.upload_file(self.file.name, self._bucket, self._beginning + name)


def place(where: str) -> Folder | Bucket:
    """Find the place that a setting names: a folder, or ``s3://bucket/beginning``."""
    if not where.startswith("s3://"):
        return Folder(Path(where).expanduser().absolute())
    bucket, _, beginning = where.removeprefix("s3://").partition("/")
    return Bucket(bucket, beginning.strip("/"))


def _client() -> "S3Client":
    import boto3
    from botocore.config import Config

    told = get_settings()
    return boto3.client(
        "s3",
        endpoint_url=told.backup_s3_endpoint_url or None,
        region_name=told.backup_s3_region,
        aws_access_key_id=told.backup_s3_access_key_id or None,
        aws_secret_access_key=told.backup_s3_secret_access_key.get_secret_value() or None,
        config=Config(
            s3={"addressing_style": "path"},
            retries={"max_attempts": 5, "mode": "standard"},
            request_checksum_calculation="when_required",
            response_checksum_validation="when_required",
        ),
    )
