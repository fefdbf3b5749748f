"""What goes for every question to S3: how many ask at a time, and what its answers mean in our words."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from botocore.exceptions import BotoCoreError, ClientError

from practice_app.errors import Conflict, Unavailable
from practice_app.locales import msg
from practice_app.services.shared.parts import PartsRefused

AT_ONCE, ROOM_S = 16, 1.0
"""So many of one process ask at a time, others wait for a moment. An S3 server that hangs holds each for up to forty
seconds, and a web process has forty threads: who reads their journal must not wait behind those who send."""
_ROOM = threading.BoundedSemaphore(AT_ONCE)
GONE = {"NoSuchUpload", "NoSuchKey", "404", "NotFound"}


@dataclass
class UploadGone(Conflict):
    """S3 no longer knows this upload; starting the recording again begins a fresh one."""

    code = "upload_gone"
    detail: str = msg("This upload has been forgotten. Start the recording's upload again.")


@contextmanager
def asking() -> Iterator[None]:
    """Ask S3 unless it has no answer for many others; tell what it says in our words."""
    if not _ROOM.acquire(timeout=ROOM_S):
        raise Unavailable()
    try:
        with explaining():
            yield
    finally:
        _ROOM.release()


@contextmanager
def explaining() -> Iterator[None]:
    """Tell what S3 says in our words: gone, refused, or not there to be asked."""
    try:
        yield
    except ClientError as error:
        code = str(error.response.get("Error", {}).get("Code", ""))
        if code in GONE:
            raise UploadGone() from error
        if code in {"EntityTooSmall", "InvalidPart", "InvalidPartOrder", "MalformedXML"}:
            raise PartsRefused() from error
        raise Unavailable() from error
    except BotoCoreError as error:
        raise Unavailable() from error
