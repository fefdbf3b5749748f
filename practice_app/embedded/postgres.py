"""An embedded PostgreSQL: a cluster of our own in the data folder, never as root."""

import os
import pwd
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psycopg
from psycopg import sql

from practice_app.embedded import postgres_place
from practice_app.embedded.home import Home, Secrets
from practice_app.embedded.program import Program, free_port

OWNER = "woodshed_owner"
APP = "woodshed_app"
DATABASE = "woodshed"
# The same order of letters and the same rules on every system: no help from its own locales.
_LOCALE = ("--encoding=UTF8", "--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8")


@dataclass(frozen=True)
class EmbeddedPostgres:
    """A PostgreSQL that is ready to be started, and where it will be."""

    program: Program
    port: int
    secrets: Secrets
    note: str | None = None
    """What the user should know about where its data is."""

    def url(self, role: str = APP, database: str = DATABASE) -> str:
        """The address of a database for one of our roles."""
        password = {
            "postgres": self.secrets.postgres_password,
            OWNER: self.secrets.owner_password,
            APP: self.secrets.app_password,
        }[role]
        return f"postgresql://{role}:{password}@127.0.0.1:{self.port}/{database}"

    def ping(self) -> None:
        """Raise unless it answers."""
        psycopg.connect(self.url("postgres", "postgres"), connect_timeout=2).close()

    def settle(self) -> None:
        """Make the roles and the database that are missing; give the roles their passwords."""
        with psycopg.connect(self.url("postgres", "postgres"), autocommit=True) as db:
            _ensure_role(db, OWNER, self.secrets.owner_password, "CREATEROLE")
            _ensure_role(db, APP, self.secrets.app_password, "NOCREATEROLE")
            ensure_database(db, DATABASE)


def prepare(home: Home, port: int | None = None, *, careless: bool = False) -> EmbeddedPostgres:
    """Put the binaries and the cluster where their user can reach them; say how to start it.

    `careless` is for tests: it is faster, and a power cut would spoil it.
    """
    home.prepare()
    place = postgres_place.find(home)
    made = home.secrets()
    if not place.cluster.exists():
        _make_cluster(place, made.postgres_password)
    port = port or free_port()
    options = {
        "listen_addresses": "127.0.0.1",
        "port": str(port),
        "unix_socket_directories": "",
        "timezone": "UTC",
        "log_timezone": "UTC",
        "max_connections": "200",
    }
    if careless:
        options |= {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}
    else:
        options["shared_buffers"] = f"{_buffers_mb()}MB"
    program = Program(
        "postgresql",
        (*_clean_environment(), str(place.binary("postgres")), "-D", str(place.cluster), *_flags(options)),
        user=place.user,
        stop_signal=signal.SIGINT,  # "fast": ends the sessions, keeps the data
        stop_whole_group=False,  # its children must hear it from the postmaster only
        stop_seconds=30,
    )
    return EmbeddedPostgres(program, port, made, place.note)


def ensure_database(db: psycopg.Connection, name: str, template: str | None = None) -> None:
    """Create this database for the owner unless it is there."""
    if db.execute("SELECT 1 FROM pg_database WHERE datname = %s", (name,)).fetchone():
        return
    create = sql.SQL("CREATE DATABASE {} OWNER {}").format(sql.Identifier(name), sql.Identifier(OWNER))
    if template:
        create += sql.SQL(" TEMPLATE {}").format(sql.Identifier(template))
    db.execute(create)
    db.execute(sql.SQL("REVOKE ALL ON DATABASE {} FROM PUBLIC").format(sql.Identifier(name)))
    db.execute(sql.SQL("GRANT CONNECT ON DATABASE {} TO {}").format(sql.Identifier(name), sql.Identifier(APP)))


def _ensure_role(db: psycopg.Connection, name: str, password: str, creates_roles: str) -> None:
    """Create or correct a role that may sign in and inherits nothing by itself."""
    known = db.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", (name,)).fetchone()
    verb = sql.SQL("ALTER" if known else "CREATE")
    db.execute(
        sql.SQL("{} ROLE {} LOGIN NOINHERIT NOSUPERUSER NOBYPASSRLS NOCREATEDB {} PASSWORD {}").format(
            verb, sql.Identifier(name), sql.SQL(creates_roles), sql.Literal(password)
        )
    )


def _make_cluster(place: postgres_place.Place, password: str) -> None:
    """Run initdb as the cluster's user; a run cut short is thrown away and done again."""
    unfinished = place.folder / "unfinished"
    shutil.rmtree(unfinished, ignore_errors=True)
    initdb = (*_clean_environment(), str(place.binary("initdb")), "-D", str(unfinished), *_LOCALE)
    with _password_file(place, password) as file:
        made = subprocess.run(
            [*initdb, "--username=postgres", "--auth=scram-sha-256", f"--pwfile={file}", "--data-checksums"],
            user=place.user,
            extra_groups=[] if place.user else None,
            cwd="/",
            capture_output=True,
            text=True,
            check=False,
        )
    if made.returncode:
        raise RuntimeError(f"PostgreSQL could not prepare {place.folder}: {made.stderr.strip()}")
    unfinished.rename(place.cluster)


@contextmanager
def _password_file(place: postgres_place.Place, password: str) -> Iterator[Path]:
    """A password that only the cluster's user can read, for as long as initdb needs it."""
    handle, name = tempfile.mkstemp(prefix="woodshed-", dir="/tmp")
    try:
        with os.fdopen(handle, "w") as out:
            out.write(password)
        if place.user:
            os.chown(name, pwd.getpwnam(place.user).pw_uid, -1)
        yield Path(name)
    finally:
        Path(name).unlink(missing_ok=True)


def _clean_environment() -> tuple[str, ...]:
    """PostgreSQL needs nothing of our environment, and as another user should not see it."""
    return ("/usr/bin/env", "-i", "PATH=/usr/bin:/bin", "LC_ALL=C")


def _buffers_mb() -> int:
    """Tell how much of its files PostgreSQL keeps in memory of its own: an eighth of the machine's, 128 MB to 1 GB.

    With the 128 MB that it takes by itself writing a session grows with what others wrote: each of the pages it touches
    has to be fetched, and another given away (docs/performance.md). It is taken only as far as there are data.
    """
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    return min(1024, max(128, memory // 8 // 2**20))


def _flags(options: dict[str, str]) -> list[str]:
    """Options as arguments of the server."""
    return [part for name, value in options.items() for part in ("-c", f"{name}={value}")]
