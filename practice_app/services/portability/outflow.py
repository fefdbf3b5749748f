"""A file in S3 that only grows: each part is sent when it is full, so that no more than one is ever in memory."""

import io
from collections.abc import Callable
from typing import Any

from practice_app.services.shared import storage
from practice_app.services.shared.parts import Part

PART_BYTES = 16 * 1024 * 1024
"""S3 takes 10,000 parts: 160 GB."""


class Outflow(io.RawIOBase):
    """What a ZIP is written into; it can't be sought in, which `zipfile` knows how to do without."""

    def __init__(self, key: str, upload_id: str, check: Callable[[], None]) -> None:
        super().__init__()
        self._key, self._upload_id, self._check = key, upload_id, check
        self._waiting, self._parts = bytearray(), list[Part]()
        self.bytes = 0

    def writable(self) -> bool:
        """It is."""
        return True

    def write(self, data: Any, /) -> int:
        """Take some more; ``check`` raises between two parts when the file is wanted no more."""
        written = len(memoryview(data).cast("B"))
        self._waiting += data
        self.bytes += written
        while len(self._waiting) >= PART_BYTES:
            self._send(PART_BYTES)
        return written

    def finish(self) -> int:
        """Send what is left, make one object of it, and tell how many bytes it has."""
        if self._waiting or not self._parts:
            self._send(len(self._waiting))
        storage.finish(self._key, self._upload_id, self._parts)
        return self.bytes

    def _send(self, size: int) -> None:
        self._check()
        part = bytes(self._waiting[:size])
        del self._waiting[:size]
        self._parts.append(storage.put_part(self._key, self._upload_id, len(self._parts) + 1, part))
