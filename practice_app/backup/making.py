"""Make a copy: rows of one moment, then what lies in S3, then the list that makes it one; then old ones go."""

import logging
import time
import zlib
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, timedelta

from psycopg import Connection

from practice_app.backup import copies, erasures, objects, tables
from practice_app.backup.copies import Copy, Object, Store
from practice_app.backup.locking import CopyError
from practice_app.backup.places import place
from practice_app.backup.tables import Table
from practice_app.services.shared.backups import Outcome, hear_of, note
from practice_app.settings import get_settings

log = logging.getLogger(__name__)
KEYS = ("SECRET_KEY", "FIELD_KEYS", "INDEX_KEYS", "VAPID_PRIVATE_KEY")
"""Without these nobody can sign in, and no address be read: they are in each copy, encrypted like all of it."""
GZIP = 31
DAY = timedelta(hours=23, minutes=50)
"""A little less than a day, so that looking each quarter of an hour makes one each day at the same time."""


class Busy(CopyError):
    """A copy is being made already."""


def make(where: str = "") -> Copy:
    """Make a copy; of one where the settings want them it is noted how it went, for the administrators' page."""
    began = time.monotonic()
    try:
        with tables.alone() as mine:
            if not mine:
                raise Busy("A copy is being made already.")
            copy = _made(copies.store(where, new=True))
    except Busy:
        raise
    except Exception as error:
        if _is_ours(where):
            note(Outcome.failed(str(error) if isinstance(error, CopyError) else type(error).__name__))
        raise
    seconds = time.monotonic() - began
    if _is_ours(where):
        note(Outcome(copy.made_at.timestamp(), seconds, copy.rows, len(copy.objects), copy.bytes))
    log.info("a copy is made: %d rows, %d objects, %.0f s", copy.rows, len(copy.objects), seconds)
    return copy


def make_if_due(every: timedelta = DAY) -> Copy | None:
    """Make a copy where the settings want them, unless there is one of the last day."""
    if not (where := get_settings().backup_to):
        return None
    newest = copies.newest_at(place(where))
    if newest is None or datetime.now(UTC) - newest > every:
        return make()
    hear_of(newest.timestamp())
    return None


def _is_ours(where: str) -> bool:
    return where in {"", get_settings().backup_to}


def _made(store: Store) -> Copy:
    store.place.tidy()
    name, before = copies.new_name(), store.names()
    with tables.one_moment() as db:
        revision = tables.revision(db)
        rows = {table: _copied(store, name, db, table, columns) for table, columns in tables.listed(db).items()}
    brought = _objects(store, before)
    copy = Copy(name, revision, rows, brought, _keys())
    store.write(copy)
    erasures.note_all(store.place)
    store.keep(get_settings().backup_keep)
    return copy


def _copied(store: Store, name: str, db: Connection, table: str, columns: list[str]) -> Table:
    counted = tables.Sum()
    with store.place.draft() as draft:
        store.lock.lock(_squeezed(tables.rows(db, table, columns, counted)), draft.file)
        if counted.rows:
            draft.keep(rows_of(name, table))
    return counted.of(columns)


def rows_of(name: str, table: str) -> str:
    """Name where a table's rows lie."""
    return f"copies/{name}/rows/{table}.age"


def _objects(store: Store, before: list[str]) -> list[Object]:
    return objects.copy_all(store, store.read(before[-1]) if before else None)


def _squeezed(pieces: Iterable[bytes]) -> Iterator[bytes]:
    press = zlib.compressobj(1, wbits=GZIP)
    for piece in pieces:
        if some := press.compress(piece):
            yield some
    yield press.flush()


def _keys() -> dict[str, str]:
    told = get_settings()
    values = (told.secret_key, told.field_keys, told.index_keys, told.vapid_private_key)
    return {name: value.get_secret_value() for name, value in zip(KEYS, values, strict=True)}
