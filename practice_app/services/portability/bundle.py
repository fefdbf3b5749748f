"""An export as it comes back, perhaps made by somebody who means harm: read in place, a line at a time.

Nothing is unpacked: a name in it is looked up, never written to. What is read at once is bounded, however much the
archive says it unpacks to.
"""

import io
import json
import re
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from practice_app.errors import Invalid
from practice_app.locales import msg
from practice_app.services.portability.archive import FORMAT, MANIFEST, VERSION
from practice_app.services.shared import storage

LONGEST_LINE, MOST_LINES, LARGEST_LIST = 2_000_000, 60_000, 500_000_000
LARGEST_READ = 64 * 1024 * 1024
"""What a directory of the archive may take: some hundred thousand files."""
WINDOW = 1 << 20
_MEDIUM = re.compile(r"media/[\w.-]{1,120}", re.ASCII)
DAMAGED = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, UnicodeDecodeError)
NO_EXPORT = msg("This is no export of a Woodshed.")
NEWER = msg("This export was made by a newer Woodshed than this one.")
TOO_LARGE = msg("“{cell}” in it is larger than an export's can be.")


class InS3(io.RawIOBase):
    """An object as a file that can be sought in; a window of it is held."""

    def __init__(self, key: str, size: int) -> None:
        super().__init__()
        self._key, self._size, self._at = key, size, 0
        self._window, self._from = b"", 0

    def readable(self) -> bool:
        """It is."""
        return True

    def seekable(self) -> bool:
        """It is."""
        return True

    def tell(self) -> int:
        """Where we are."""
        return self._at

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        """Go somewhere."""
        base = {io.SEEK_SET: 0, io.SEEK_CUR: self._at, io.SEEK_END: self._size}[whence]
        self._at = max(0, base + offset)
        return self._at

    def read(self, size: int | None = -1) -> bytes:
        """Read from here; raise ``BadZipFile`` when that is more than anything in an honest archive."""
        left = max(0, self._size - self._at)
        wanted = left if size is None or size < 0 else min(size, left)
        if wanted > LARGEST_READ:
            raise zipfile.BadZipFile("too large a directory")
        if not self._from <= self._at <= self._at + wanted <= self._from + len(self._window):
            self._from = self._at
            self._window = storage.some_of(self._key, self._at, min(max(wanted, WINDOW), left)) if left else b""
        start = self._at - self._from
        found = self._window[start : start + wanted]
        self._at += len(found)
        return found


@dataclass(frozen=True)
class Line:
    """A row of one of its lists, and the line where it stands."""

    number: int
    row: dict[str, Any]


class Bundle:
    """An export that was opened."""

    def __init__(self, file: io.RawIOBase) -> None:
        try:
            self._archive = zipfile.ZipFile(file)
            manifest = json.loads(self._archive.read(self._info(MANIFEST, 10_000_000)))
            told, version = manifest["format"], int(manifest["version"])
        except (KeyError, ValueError, TypeError, *DAMAGED):
            raise Invalid("file", NO_EXPORT) from None
        if told != FORMAT or version < 1:
            raise Invalid("file", NO_EXPORT)
        if version > VERSION:
            raise Invalid("file", NEWER)

    def rows(self, name: str) -> Iterator[Line]:
        """The rows of a list; what stands in it after something that can't be read is left out."""
        try:
            info = self._info(name, LARGEST_LIST)
        except KeyError:
            return
        with self._archive.open(info) as entry:
            for number in range(1, MOST_LINES):
                text = entry.readline(LONGEST_LINE)
                if not text or len(text) == LONGEST_LINE:
                    return
                row = _row(text)
                if row is not None:
                    yield Line(number, row)

    def medium(self, name: Any, largest: int) -> tuple[int, Iterator[bytes]] | None:
        """A recording: how many bytes it has, and these; ``None`` when it isn't in there, or is no recording."""
        if not isinstance(name, str) or not _MEDIUM.fullmatch(name):
            return None
        try:
            info = self._info(name, largest)
        except (KeyError, Invalid):
            return None
        return info.file_size, self._chunks(info)

    def _chunks(self, info: zipfile.ZipInfo) -> Iterator[bytes]:
        """Its bytes; raises one of ``DAMAGED`` where they aren't whole."""
        with self._archive.open(info) as entry:
            left = info.file_size
            while some := entry.read(min(WINDOW, left + 1)):
                left -= len(some)
                if left < 0:
                    raise zipfile.BadZipFile("more than was said")
                yield some
            if left:
                raise zipfile.BadZipFile("less than was said")

    def _info(self, name: str, largest: int) -> zipfile.ZipInfo:
        info = self._archive.getinfo(name)
        if info.file_size > largest:
            raise Invalid("file", TOO_LARGE, cell=name)
        return info


def _row(text: bytes) -> dict[str, Any] | None:
    """A line of a list, as an export writes it; ``None`` for its brackets and what is none."""
    try:
        row = json.loads(text.strip().rstrip(b",").decode())
    except (ValueError, RecursionError):
        return None
    return row if isinstance(row, dict) else None
