"""Put a copy back into an empty house: the tables of its release, its rows, its objects; then on to this release.

Nobody is to look at it before it is whole: with servers of one's own the web processes are stopped meanwhile.
"""

import os
import tempfile
import zlib
from collections.abc import Callable, Iterator
from typing import IO

from psycopg import Connection

from practice_app.backup import copies, erasures, objects, tables
from practice_app.backup.copies import Copy, Store
from practice_app.backup.locking import CopyError
from practice_app.backup.making import GZIP, KEYS, rows_of
from practice_app.embedded import Home
from practice_app.run.migration import migrate
from practice_app.services import accounts
from practice_app.services.shared import health, storage
from practice_app.settings import get_settings

NOTES = "erased/"
"""Whoever was erased here meanwhile stays noted here."""
_PIECE = 1 << 20


def restore(
    where: str = "", name: str = "", *, replace: bool = False, say: Callable[[str], None] = lambda _: None
) -> tuple[Copy, accounts.Gone]:
    """Put a copy back, the newest when none is named; tell which it was, and who of it was erased again.

    Where somebody has an account already, or something lies in S3, it is refused unless ``replace`` is said.
    """
    store = copies.store(where)
    copy = store.read(name)
    _check_known(copy)
    if not replace:
        _check_empty()
    take_on(copy)
    say(f"Rows of {copy.made_at:%d %B %Y %H:%M} UTC …")
    put_rows_back(store, copy)
    say("Objects …")
    objects.put_all_back(store, copy)
    for key in objects.others(copy, NOTES) if replace else ():
        storage.delete(key)
    return copy, erasures.erase_again(store.place)


def _check_known(copy: Copy) -> None:
    if not set(copy.revision.split(",")) <= health.known_migrations():
        raise CopyError("This copy was made by a newer release of Woodshed: restore it with that, or a newer one.")


def _check_empty() -> None:
    with tables.as_owner() as db:
        nobody = tables.is_empty(db)
    if not nobody:
        raise CopyError("Somebody has an account here. What is here is lost if you go on: say --replace.")
    if [one for one in storage.inventory() if not one.key.startswith((NOTES, objects.PROBES))]:
        raise CopyError("Something lies in S3 here. What is here is lost if you go on: say --replace.")


def take_on(copy: Copy) -> None:
    """Use the copy's keys from now on, and let the data folder do so; refuse where the environment says others."""
    home = Home(get_settings().home)
    given = {name: os.environ.get(name, "") for name in KEYS}
    made_here = (home.path / "secrets.json").exists() and given["SECRET_KEY"] == home.secrets().secret_key
    for name, value in copy.secrets.items():
        if given[name] != value and not (name == "SECRET_KEY" and made_here):
            raise CopyError(f"{name} is not what it was; `woodshed backup-secrets FILE` writes that down to be set.")
    if made_here:
        home.keep_secret_key(copy.secrets["SECRET_KEY"])
    os.environ["SECRET_KEY"] = copy.secrets["SECRET_KEY"]
    get_settings.cache_clear()


def put_rows_back(store: Store, copy: Copy) -> None:
    """Bring the tables to the copy's release, put its rows in, and go on to this release."""
    with tables.as_owner() as db:
        if tables.revision(db) != copy.revision:
            tables.clear(db)
            _migrate(copy.revision)
        with db.transaction():
            names = tables.in_order(db)
            tables.empty(db, names)
            with tables.quietly(db, names):
                for name in names:
                    _fill(store, copy, db, name)
            tables.count_on(db)
            _check_rows(copy, db)
        db.execute("ANALYZE")
    if not set(copy.revision.split(",")) >= health.needed_migrations():
        _migrate("head")


def _migrate(revision: str) -> None:
    migrate(dict(os.environ) | {"WOODSHED_HOME": str(get_settings().home)}, revision)


def _check_rows(copy: Copy, db: Connection) -> None:
    """Nothing is kept of what isn't what it was."""
    if differ := [name for name, was in copy.tables.items() if tables.summed(db, name, was.columns) != was]:
        raise CopyError(f"These tables are not what they were: {', '.join(differ)}.")


def _fill(store: Store, copy: Copy, db: Connection, name: str) -> None:
    table = copy.tables[name]
    if not table.rows:
        return
    with tempfile.TemporaryFile(prefix="woodshed-copy-") as rows:
        with store.place.reading(rows_of(copy.name, name)) as locked:
            store.lock.open(locked, rows)
        rows.seek(0)
        tables.fill(db, name, table.columns, _unsqueezed(rows))


def _unsqueezed(file: IO[bytes]) -> Iterator[bytes]:
    press = zlib.decompressobj(wbits=GZIP)
    while piece := file.read(_PIECE):
        yield press.decompress(piece)
    yield press.flush()
