"""Through a pooler that gives connections by the transaction (pgbouncer, of Debian): everybody sees what is theirs."""

import os
import pwd
import socket
import subprocess
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from importlib.util import module_from_spec, spec_from_file_location
from types import SimpleNamespace

import psycopg
import pytest
from psycopg import conninfo
from pydantic import ValidationError
from sqlalchemy import text

from practice_app import database
from practice_app.backup import tables
from practice_app.commands import connections
from practice_app.database import system_transaction, transaction
from practice_app.errors import Unavailable
from practice_app.settings import Settings, explain, get_settings
from tests.services.people import person, session
from tests.stack import ROOT

SERVERS = 3
"""Connections that pgbouncer keeps, for many more of ours."""


def by_name(name):
    spec = spec_from_file_location(name, ROOT / "tools" / f"{name}.py")
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def pooler(clean_database, tmp_path, monkeypatch):
    """One in front of this worker's database, by which the settings lead there."""
    monkeypatch.syspath_prepend(ROOT / "tools")
    found = by_name("pgbouncer").brought()
    if found is None:
        pytest.skip("there is no pgbouncer, and none can be had")
    command, environ = found
    told = conninfo.conninfo_to_dict(clean_database.app)
    port = _free()
    folder = _folder(tmp_path)
    (folder / "users").write_text(f'"{told["user"]}" "{told["password"]}"\n')
    (folder / "ini").write_text(f"""
[databases]
* = host={told["host"]} port={told["port"]}
[pgbouncer]
listen_addr = 127.0.0.1
listen_port = {port}
unix_socket_dir =
auth_type = scram-sha-256
auth_file = {folder / "users"}
pool_mode = transaction
default_pool_size = {SERVERS}
""")
    as_somebody = ["-u", "nobody"] if os.geteuid() == 0 else []
    running = subprocess.Popen(
        [*command, *as_somebody, str(folder / "ini")], env=os.environ | environ, stderr=subprocess.DEVNULL
    )
    _await(port)
    monkeypatch.setenv("DATABASE_DIRECT_URL", clean_database.app)
    monkeypatch.setenv("DATABASE_URL", clean_database.app.replace(f":{told['port']}/", f":{port}/"))
    monkeypatch.setenv("DATABASE_POOLER", "transaction")
    _anew()
    yield SimpleNamespace(port=port, url=os.environ["DATABASE_URL"])
    monkeypatch.undo()
    _anew()
    running.terminate()
    running.wait(10)


def _folder(tmp_path):
    """Where pgbouncer, which as root is nobody, reads its settings."""
    if os.geteuid() == 0:
        for place in (tmp_path, *tmp_path.parents[:2]):
            place.chmod(0o755)
        os.chown(tmp_path, pwd.getpwnam("nobody").pw_uid, -1)
    return tmp_path


def _anew():
    database.engine().dispose()
    database.engine.cache_clear()
    get_settings.cache_clear()


def _free():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def _await(port):
    for _ in range(100):
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    raise AssertionError("pgbouncer did not come")


WHO = text(
    "SELECT current_setting('app.user_id') AS who, current_user AS role, current_setting('timezone') AS zone,"
    " current_setting('jit') AS jit, count(*) AS rows, min(started_at) AS at FROM practice_sessions"
)


def test_many_at_once_each_see_their_own_and_nobody_elses(pooler):
    at = datetime(2026, 3, 2, 12, tzinfo=UTC)
    people = [person(f"P{number}") for number in range(8)]
    for number, one in enumerate(people):
        for day in range(number + 1):
            session(one, at.replace(day=1 + day))
    together = threading.Barrier(16)

    def asks(number):
        together.wait()
        for turn in range(25):
            of = (number + turn) % len(people)
            with transaction(people[of]) as db:
                row = db.execute(WHO).one()
                assert (row.who, row.role, row.zone, row.jit) == (str(people[of]), "woodshed_web", "UTC", "off")
                assert (row.rows, row.at) == (of + 1, at.replace(day=1))
                assert db.scalar(text(f"SELECT {turn} + :n"), {"n": of}) == turn + of
                with database.ahead(db) as asked:
                    ahead = [asked("SELECT count(*) + %(n)s FROM practice_sessions", {"n": n}) for n in range(3)]
                    assert [one.fetchall()[0][0] - of for one in ahead] == [1, 2, 3]
        return True

    with ThreadPoolExecutor(16) as pool:
        assert all(pool.map(asks, range(16)))
    with psycopg.connect(pooler.url) as db:
        for _ in range(SERVERS * 2):
            assert db.execute("SELECT current_setting('role'), current_setting('app.user_id', true)").fetchone() in (
                ("none", None),
                ("none", ""),
            )
            db.commit()


def test_what_belongs_to_nobody_passes_too(pooler):
    session(person("Ann"), datetime(2026, 3, 2, 12, tzinfo=UTC))
    with system_transaction() as db:
        assert db.scalar(text("SELECT count(*) FROM practice_sessions")) == 1
    assert "PostgreSQL 18" in next(connections.database()).sentence


def test_who_does_not_say_that_there_is_one_is_not_let_in(pooler, monkeypatch):
    monkeypatch.setattr(get_settings(), "database_pooler", "")
    database.engine.cache_clear()
    with pytest.raises(Unavailable), system_transaction():
        pass


def test_a_safety_copy_reads_past_it(pooler):
    with tables.alone() as first, tables.alone() as second:
        assert (first, second) == (True, False)


def test_a_pooler_with_no_way_past_it_is_a_sentence_at_start(db_urls, monkeypatch):
    monkeypatch.setenv("DATABASE_POOLER", "transaction")
    with pytest.raises(ValidationError) as refused:
        Settings()
    assert "DATABASE_DIRECT_URL" in explain(refused.value)
