"""What every test may ask for: real services, started once per run and shared by all workers.

- `stack`: PostgreSQL, Redis and S3 of this run (a few seconds, once).
- `db_urls`: a migrated database of this worker's own, with the environment and the settings pointing at it.
- `clean_database`: the same, empty again for this test (rows that migrations put in stay).
- `rest`: the REST application over that database.
- `redis_url`, `s3_bucket`: this worker's own Redis database and bucket.
- `running_app`: a real Woodshed with web process, worker and scheduler, shared by all; for browser tests.
- `chromium_path`: the browser to drive.
"""

import gc
import io
import logging
import os
import shutil
import sys
import tempfile
import time
from collections.abc import Generator, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import boto3
import psycopg
import pytest
from alembic.config import CommandLine, Config
from argon2 import PasswordHasher
from psycopg import sql

from practice_app.embedded import postgres
from tests.browser import find_chromium
from tests.running import RunningApp, shared_app
from tests.stack import ROOT, Stack, locked, shared_stack

TEMPLATE = "woodshed_template"
QUICK = PasswordHasher(time_cost=1, memory_cost=1024, parallelism=1)
"""Hashes that take next to no time: how many there are, and of what, is what counts."""


@dataclass(frozen=True)
class DbUrls:
    """The addresses of one database: for the app, for migrations, and for the all-seeing eye of a test."""

    app: str
    owner: str
    superuser: str


def pytest_configure(config: pytest.Config) -> None:
    """Choose the folder of this run's services; workers are told by the environment."""
    if not hasattr(config, "workerinput"):
        folder = Path(tempfile.mkdtemp(prefix="woodshed-tests-"))
        folder.chmod(0o711)  # as root, PostgreSQL runs as somebody else, who must get in
        os.environ["WOODSHED_TEST_RUN"] = str(folder)
        os.environ["WOODSHED_TEST_PID"] = str(os.getpid())


def pytest_unconfigure(config: pytest.Config) -> None:
    """End this run's services: their keepers see the note and clean up behind themselves."""
    if not hasattr(config, "workerinput"):
        folder = Path(os.environ["WOODSHED_TEST_RUN"])
        (folder / "over").touch()
        deadline = time.monotonic() + 60
        while any((folder / kept).exists() for kept in ("stack", "app")) and time.monotonic() < deadline:
            time.sleep(0.1)
        shutil.rmtree(folder, ignore_errors=True)


@pytest.hookimpl(wrapper=True)
def pytest_collection() -> Generator[None, object, object]:
    """What is imported and collected stays to the end: nobody looks through it for garbage, a quarter of collecting."""
    gc.disable()
    try:
        return (yield)
    finally:
        gc.collect()
        gc.freeze()
        gc.set_threshold(10_000)
        gc.enable()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Browser tests come last: until then their server has nothing to disturb, and no browser's loop runs.

    The longest of them come first, so that no worker is left with one when the others have ended.
    """
    for item in items:
        if item.path.parent.name == "e2e":
            item.add_marker("browser")
    items.sort(key=_turn)


def _turn(item: pytest.Item) -> tuple[bool, bool]:
    return item.get_closest_marker("browser") is not None, item.get_closest_marker("long") is None


@pytest.fixture(scope="session")
def run_folder() -> Path:
    """A folder that all workers of this run share."""
    return Path(os.environ["WOODSHED_TEST_RUN"])


@pytest.fixture(scope="session")
def stack(run_folder: Path) -> Stack:
    """PostgreSQL, Redis and S3, shared by all workers of this run."""
    return shared_stack(run_folder / "stack", int(os.environ["WOODSHED_TEST_PID"]))


@pytest.fixture(scope="session")
def running_app(run_folder: Path) -> RunningApp:
    """A real Woodshed (`make run`), shared by all workers: use people and pieces of your own."""
    return shared_app(run_folder / "app", int(os.environ["WOODSHED_TEST_PID"]))


@pytest.fixture(scope="session")
def chromium_path() -> str | None:
    """The Chromium of this machine for Playwright's `executable_path`; None: Playwright's own."""
    return find_chromium()


@pytest.fixture(scope="session")
def worker_number() -> int:
    """0 for the first worker (or the only one), 1 for the second, …"""
    return int(os.environ.get("PYTEST_XDIST_WORKER", "gw0").removeprefix("gw"))


@pytest.fixture(scope="session")
def redis_url(stack: Stack, worker_number: int) -> str:
    """A Redis database of this worker's own."""
    return f"{stack.redis_url.rsplit('/', 1)[0]}/{worker_number + 1}"


@pytest.fixture(scope="session")
def s3_bucket(stack: Stack, worker_number: int) -> str:
    """A bucket of this worker's own, made by S3: a folder that comes later by itself is not seen for minutes."""
    bucket = f"worker{worker_number}"
    client = boto3.client(
        "s3",
        endpoint_url=stack.s3_endpoint_url,
        aws_access_key_id=stack.s3_access_key_id,
        aws_secret_access_key=stack.s3_secret_access_key,
        region_name="us-east-1",
    )
    client.create_bucket(Bucket=bucket)
    return bucket


@pytest.fixture(scope="session")
def db_urls(stack: Stack, run_folder: Path, worker_number: int, redis_url: str, s3_bucket: str) -> Iterator[DbUrls]:
    """A migrated database of this worker's own; the environment and the settings point at it."""
    name = f"woodshed_{worker_number}"
    with locked(run_folder / "template.lock"):
        _clone(stack, _migrated_template(stack, run_folder), name)
    urls = DbUrls(*(stack.database(url, name) for url in (stack.app_url, stack.owner_url, stack.superuser_url)))
    with pytest.MonkeyPatch.context() as patch:
        for key, value in _environment(stack, urls, redis_url, s3_bucket, run_folder / "home").items():
            patch.setenv(key, value)
        patch.setattr("practice_app.services.accounts.passwords._hasher", QUICK)
        _forget_settings()
        yield urls
    _forget_settings()


@pytest.fixture(scope="session")
def rest(db_urls: DbUrls) -> Any:
    """The REST application over this worker's database, made once: it keeps nothing of whoever asked."""
    from practice_app.api.app import create_api

    return create_api()


class Eraser:
    """Empties a database of what tests put in; what migrations did stays.

    One connection as long as it lasts, one question which tables hold anything, and rows deleted without looking after
    those that name them (all go): a tenth of the time that opening, asking each table and TRUNCATE take.
    """

    def __init__(self, url: str) -> None:
        self._url = url
        self._open()
        seeded = _filled(self._db, _tables(self._db))
        self._tables = [name for name in _tables(self._db) if name not in seeded]

    def _open(self) -> None:
        self._db = psycopg.connect(self._url, autocommit=True)
        self._db.execute("SET session_replication_role = replica")

    def erase(self) -> None:
        """Empty it, also when a test has cut all connections."""
        try:
            self._erase()
        except psycopg.OperationalError:
            self._open()
            self._erase()

    def _erase(self) -> None:
        for name in _filled(self._db, self._tables):
            self._db.execute(sql.SQL("DELETE FROM {}").format(sql.Identifier(name)))

    def close(self) -> None:
        """Let the connection go."""
        self._db.close()


@pytest.fixture(scope="session")
def _eraser(db_urls: DbUrls) -> Iterator[Eraser]:
    """What empties this worker's database."""
    eraser = Eraser(db_urls.superuser)
    yield eraser
    eraser.close()


@pytest.fixture
def clean_database(db_urls: DbUrls, _eraser: Eraser) -> DbUrls:
    """This worker's database, with nothing of earlier tests in it."""
    _eraser.erase()
    return db_urls


def _environment(stack: Stack, urls: DbUrls, redis_url: str, s3_bucket: str, home: Path) -> dict[str, str]:
    return {
        "WOODSHED_HOME": str(home),
        "DATABASE_URL": urls.app,
        "DATABASE_OWNER_URL": urls.owner,
        "REDIS_URL": redis_url,
        "S3_ENDPOINT_URL": stack.s3_endpoint_url,
        "S3_BUCKET": s3_bucket,
        "S3_REGION": "us-east-1",
        "S3_ACCESS_KEY_ID": stack.s3_access_key_id,
        "S3_SECRET_ACCESS_KEY": stack.s3_secret_access_key,
        "SECRET_KEY": stack.secret_key,
        "WOODSHED_STRICT": "1",
    }


def _migrated_template(stack: Stack, run_folder: Path) -> str:
    """A database with all migrations in it, made by the first worker that asks."""
    done = run_folder / "template-is-migrated"
    if not done.exists():
        with psycopg.connect(stack.database(stack.superuser_url, "postgres"), autocommit=True) as db:
            postgres.ensure_database(db, TEMPLATE)
        urls = (stack.database(url, TEMPLATE) for url in (stack.app_url, stack.owner_url))
        alembic(*urls, "upgrade", "head")
        done.touch()
    return TEMPLATE


def alembic(app_url: str, owner_url: str, *command: str) -> str:
    """Run Alembic on that database, in this process, which has loaded what it needs; answers what it warned of."""
    said = io.StringIO()
    heard = logging.StreamHandler(said)
    heard.setLevel(logging.WARNING)
    shell = CommandLine(prog="alembic")
    wish = shell.parser.parse_args(command)
    config = Config(ROOT / "alembic.ini", cmd_opts=wish)
    config.attributes |= {"url": _by_psycopg(owner_url), "app_url": _by_psycopg(app_url)}
    logging.getLogger().addHandler(heard)
    try:
        shell.run_cmd(config, wish)
    finally:
        logging.getLogger().removeHandler(heard)
    return said.getvalue()


def _by_psycopg(url: str) -> str:
    return url.replace("://", "+psycopg://", 1)


def _clone(stack: Stack, template: str, name: str) -> None:
    with psycopg.connect(stack.database(stack.superuser_url, "postgres"), autocommit=True) as db:
        postgres.ensure_database(db, name, template)


def _tables(db: psycopg.Connection) -> list[str]:
    rows = db.execute(
        "SELECT c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace"
        " WHERE n.nspname = 'public' AND c.relkind IN ('r', 'p') AND NOT c.relispartition"
        " AND c.relname <> 'alembic_version'"
    )
    return [row[0] for row in rows]


def _filled(db: psycopg.Connection, tables: list[str]) -> list[str]:
    """Those of the tables that have rows."""
    ask = sql.SQL("SELECT {} WHERE EXISTS (SELECT 1 FROM {})")
    asked = [ask.format(sql.Literal(name), sql.Identifier(name)) for name in tables]
    return [row[0] for row in db.execute(sql.SQL(" UNION ALL ").join(asked))]


def _forget_settings() -> None:
    settings = sys.modules.get("practice_app.settings")
    if settings is not None:
        settings.get_settings.cache_clear()
