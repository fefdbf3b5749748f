"""Objects of S3, into a copy and back: each content once, whatever it is called and however often it is copied."""

import hashlib
import tempfile
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

from practice_app.backup.copies import Copy, Object, Store
from practice_app.backup.locking import CopyError
from practice_app.services.shared import storage
from practice_app.services.shared.storage import Lying, UploadGone

AT_ONCE = 4
PROBES = "check/"
HALF_SENT = "/.rclone_"
"""What the embedded server has of uploads that go on."""


class Hashed:
    """Pieces that pass by, and the SHA-256 of all of them afterwards; a file to write to as well."""

    def __init__(self, pieces: Iterable[bytes] = (), into: Any = None) -> None:
        self._pieces, self._into = pieces, into
        self.bytes, self._digest = 0, hashlib.sha256()

    def __iter__(self) -> Iterator[bytes]:
        for piece in self._pieces:
            self._count(piece)
            yield piece

    def write(self, piece: bytes) -> int:
        """Count a piece and write it on."""
        self._count(piece)
        return len(piece) if self._into is None else int(self._into.write(piece))

    def flush(self) -> None:
        """Write on what is held."""
        if self._into is not None:
            self._into.flush()

    @property
    def sha256(self) -> str:
        """Of all that has passed."""
        return self._digest.hexdigest()

    def _count(self, piece: bytes) -> None:
        self.bytes += len(piece)
        self._digest.update(piece)


def copy_all(store: Store, before: Copy | None) -> list[Object]:
    """Copy what isn't there yet; what goes away meanwhile is in no row any more, and left out."""
    known = {(one.key, one.bytes, one.stamp): one for one in (before.objects if before else ())}
    there = set(store.place.names("objects/"))

    def brought(lying: Lying) -> Object | None:
        same = known.get((lying.key, lying.bytes, lying.stamp))
        return same if same and store.lock.name(same.sha256) in there else _copied(store, lying, there)

    lying = [one for one in storage.inventory() if not one.key.startswith(PROBES) and HALF_SENT not in one.key]
    with ThreadPoolExecutor(AT_ONCE) as pool:
        return [one for one in pool.map(brought, lying) if one]


def _copied(store: Store, lying: Lying, there: set[str]) -> Object | None:
    try:
        fetched = storage.fetched(lying.key)
    except UploadGone:
        return None
    passing = Hashed(fetched.pieces)
    with store.place.draft() as draft:
        store.lock.lock(passing, draft.file)
        name = store.lock.name(passing.sha256)
        if name not in there:
            draft.keep(name)
    return Object(lying.key, passing.bytes, lying.stamp, passing.sha256, fetched.mime_type, fetched.disposition)


def put_all_back(store: Store, copy: Copy) -> None:
    """Put every object back where it was; raise ``CopyError`` for one that isn't what it was."""
    with ThreadPoolExecutor(AT_ONCE) as pool:
        for _ in pool.map(lambda one: _put_back(store, one), copy.objects):
            pass


def _put_back(store: Store, one: Object) -> None:
    with tempfile.NamedTemporaryFile(prefix="woodshed-copy-") as file:
        passing = Hashed(into=file)
        try:
            with store.place.reading(store.lock.name(one.sha256)) as locked:
                store.lock.open(locked, passing)
        except FileNotFoundError as error:
            raise CopyError(f"The copy lacks an object that it lists ({one.key}).") from error
        if (passing.sha256, passing.bytes) != (one.sha256, one.bytes):
            raise CopyError(f"An object in the copy is not what it was ({one.key}).")
        file.flush()
        storage.put_file(one.key, Path(file.name), one.mime_type, one.disposition)


def differing(copy: Copy) -> list[str]:
    """Read everything in S3 once more, and name what isn't as the copy says."""
    with ThreadPoolExecutor(AT_ONCE) as pool:
        same = pool.map(_is_there, copy.objects)
        return [one.key for one, is_there in zip(copy.objects, same, strict=True) if not is_there]


def _is_there(one: Object) -> bool:
    passing = Hashed()
    try:
        for piece in storage.fetched(one.key).pieces:
            passing.write(piece)
    except UploadGone:
        return False
    return passing.sha256 == one.sha256


def others(copy: Copy, kept: str) -> list[str]:
    """List what lies in S3 and isn't in the copy, except what begins with ``kept``."""
    named = {one.key for one in copy.objects}
    return [one.key for one in storage.inventory() if one.key not in named and not one.key.startswith(kept)]
