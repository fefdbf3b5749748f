"""The one file: everything of a person in a ZIP, written front to back and never held as a whole.

What is in it is said in ``docs/export.md``; `VERSION` goes up when something that was there means something else.
Media are written as deflate without compressing: programs that read a ZIP front to back need an entry's end marked.
"""

import json
import zipfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from io import RawIOBase
from typing import IO, Any, cast
from uuid import UUID

from practice_app.database import transaction
from practice_app.services import forum, pieces, practice, profiles, recordings, teaching
from practice_app.services.forum import KeptFilm
from practice_app.services.pieces import SheetFile
from practice_app.services.portability import catalogue, reading_page, sheet
from practice_app.services.recordings import Said
from practice_app.services.shared import storage
from practice_app.services.shared.portable import Held
from practice_app.services.shared.steps import step
from practice_app.services.shared.storage import UploadGone

FORMAT, VERSION = "woodshed-export", 1
MANIFEST = "export.json"
PICTURE = "picture.jpg"
SHEETS = "sheets"
HOMEWORK = "homework"
VOICES = "voices"
FILMS = "films"
SESSION_COSTS = 20_000
"""Writing a session down, everything of it, takes as long as so many bytes of media."""


@dataclass
class Progress:
    """How much of the whole is done; ``tell`` is told after each bit, and raises when it is wanted no more."""

    total: float
    tell: Callable[[float], None]
    done: float = 0

    def add(self, amount: float) -> None:
        """Count some more."""
        self.done += amount
        self.tell(min(1.0, self.done / max(self.total, 1)))


@dataclass
class Contents:
    """What was written: how many rows in each file, and which media S3 did not have."""

    rows: dict[str, int] = field(default_factory=dict)
    missing: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Wanted:
    """Whose export it is, made when and where."""

    who: UUID
    made_at: datetime
    origin: str
    locale: str = "en"


@step
def write(wanted: Wanted, into: RawIOBase, tell: Callable[[float], None]) -> Contents:
    """Write everything of a person into a file that only grows."""
    contents, progress = Contents(), Progress(_size(wanted.who), tell)
    with zipfile.ZipFile(cast(IO[bytes], into), "w", zipfile.ZIP_DEFLATED, compresslevel=6) as archive:
        for held in catalogue.HELD:
            contents.rows[held.file] = _write_rows(archive, wanted, held, progress)
        _write_sheet(archive, wanted, progress)
        reading_page.write(wanted, lambda name: _entry(archive, wanted, name), progress.add)
        for media in recordings.media(wanted.who):
            for medium in media:
                _write_stored(archive, wanted, medium.key, medium.path, contents)
                if medium.motion_key:
                    _write_stored(archive, wanted, medium.motion_key, recordings.motion_path(medium.path), contents)
                progress.add(medium.bytes)
        for notes in pieces.sheet_files(wanted.who):
            _write_stored(archive, wanted, notes.key, _sheet_path(notes), contents)
        for beside in teaching.homework_files(wanted.who):
            path = f"{HOMEWORK}/{beside.id}.{_ending(beside.mime_type)}"
            _write_stored(archive, wanted, beside.key, path, contents)
        for said in _voices(wanted.who):
            _write_stored(archive, wanted, said.key, f"{VOICES}/{said.id}.m4a", contents)
        for film in _films(wanted.who):
            _write_stored(archive, wanted, film.key, f"{FILMS}/{film.id}.mp4", contents)
            progress.add(film.bytes)
        _write_picture(archive, wanted, contents)
        _write_manifest(archive, wanted, contents)
    return contents


def _size(who: UUID) -> float:
    with transaction(who) as db:
        sessions = practice.count(db, who)
    kept = sum(m.bytes for media in recordings.media(who) for m in media)
    return sessions * SESSION_COSTS + kept + sum(film.bytes for film in _films(who))


@contextmanager
def _entry(archive: zipfile.ZipFile, wanted: Wanted, name: str, level: int = 6) -> Iterator[IO[bytes]]:
    info = zipfile.ZipInfo(name, wanted.made_at.timetuple()[:6])
    info.compress_type, info.external_attr = zipfile.ZIP_DEFLATED, 0o644 << 16
    info._compresslevel = level  # type: ignore[attr-defined] # before Python 3.13 it has no other name
    with archive.open(info, "w", force_zip64=True) as entry:
        yield entry


def _write_rows(archive: zipfile.ZipFile, wanted: Wanted, held: Held, progress: Progress) -> int:
    """A JSON list with a row on each line; what there is one of stands alone."""
    count, alone = 0, held.tables == ("users",)
    with _entry(archive, wanted, held.file) as entry:
        for batch in held.batches(wanted.who):
            for row in batch:
                entry.write(("" if alone else ",\n" if count else "[\n").encode() + row.encode())
                count += 1
            progress.add(len(batch) * SESSION_COSTS / 8 if "sessions" in held.file else 0)
        if not alone:
            entry.write(b"\n]\n" if count else b"[]\n")
    return count


def _write_sheet(archive: zipfile.ZipFile, wanted: Wanted, progress: Progress) -> None:
    with transaction(wanted.who) as db:
        composers = pieces.composers(db, wanted.who)
    with _entry(archive, wanted, "sessions.csv") as entry:
        for text, sessions in sheet.written(wanted.who, composers):
            entry.write(text.encode())
            progress.add(sessions * SESSION_COSTS / 8)


def _voices(who: UUID) -> list[Said]:
    with transaction(who) as db:
        return recordings.said_by(db, who)


def _films(who: UUID) -> list[KeptFilm]:
    with transaction(who) as db:
        return forum.films_of(db, who)


def _sheet_path(notes: SheetFile) -> str:
    return f"{SHEETS}/{notes.piece_id}.{_ending(notes.mime_type)}"


def _ending(mime_type: str) -> str:
    return "pdf" if mime_type == "application/pdf" else "jpg"


def _write_stored(archive: zipfile.ZipFile, wanted: Wanted, key: str, path: str, contents: Contents) -> None:
    """A recording or a sheet as it is kept; one that S3 doesn't have is told of, and keeps nothing else back."""
    try:
        pieces_of_it = _begun(storage.chunks(key))
    except UploadGone:
        contents.missing.append(path)
        return
    with _entry(archive, wanted, path, level=0) as entry:
        for some in pieces_of_it:
            entry.write(some)
    folder = path.partition("/")[0]
    contents.rows[folder] = contents.rows.get(folder, 0) + 1


def _write_picture(archive: zipfile.ZipFile, wanted: Wanted, contents: Contents) -> None:
    """The picture of oneself in its largest size, where there is one."""
    key = profiles.picture_key(wanted.who)
    try:
        drawn = b"".join(storage.chunks(key)) if key else b""
    except UploadGone:
        contents.missing.append(PICTURE)
        return
    if drawn:
        with _entry(archive, wanted, PICTURE, level=0) as entry:
            entry.write(drawn)


def _begun(some: Iterable[bytes]) -> Iterator[bytes]:
    """Begin to read, so that it is known whether there is anything."""
    rest = iter(some)
    first = next(rest, b"")

    def whole() -> Iterator[bytes]:
        yield first
        yield from rest

    return whole()


def _write_manifest(archive: zipfile.ZipFile, wanted: Wanted, contents: Contents) -> None:
    told: dict[str, Any] = {
        "format": FORMAT,
        "version": VERSION,
        "made_at": wanted.made_at.isoformat(),
        "origin": wanted.origin,
        "rows": contents.rows,
        "missing": contents.missing,
        "left_out": catalogue.LEFT_OUT,
    }
    with _entry(archive, wanted, MANIFEST) as entry:
        entry.write(json.dumps(told, indent=1, ensure_ascii=False).encode())
