"""Migrations say what the models say, and can be taken back."""

import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor

import psycopg
import pytest
from psycopg import errors, sql

from practice_app.embedded import postgres
from tests.conftest import TEMPLATE, alembic
from tests.stack import ROOT

LOCK = 0x776F6F64  # of alembic/env.py, which can't be imported: it migrates


def made(stack, worker_number, *template):
    """Make a database: addresses for the app and for the owner."""
    name = f"migrations_{worker_number}"
    with psycopg.connect(stack.database(stack.superuser_url, "postgres"), autocommit=True) as db:
        db.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")
        postgres.ensure_database(db, name, *template)
    return stack.database(stack.app_url, name), stack.database(stack.owner_url, name)


@pytest.fixture
def empty(stack, worker_number):
    """A database with nothing in it."""
    return made(stack, worker_number)


@pytest.fixture
def migrated(stack, db_urls, worker_number):
    """A database that has gone through all migrations, as every test's has."""
    return made(stack, worker_number, TEMPLATE)


@pytest.fixture
def somebody_elses(stack, worker_number):
    """A database as it comes: open to everybody, and not the owner's own; with the address of who owns it."""
    name = f"managed_{worker_number}"
    with psycopg.connect(stack.database(stack.superuser_url, "postgres"), autocommit=True) as db:
        db.execute(f"DROP DATABASE IF EXISTS {name}")
        db.execute(f"CREATE DATABASE {name}")
    urls = [stack.database(url, name) for url in (stack.app_url, stack.owner_url, stack.superuser_url)]
    with psycopg.connect(urls[2], autocommit=True) as db:
        db.execute("GRANT CREATE ON SCHEMA public TO PUBLIC")
        db.execute("CREATE EXTENSION btree_gist")  # as who owns it has to, where we may not
        yield name, *urls
    with psycopg.connect(stack.database(stack.superuser_url, "postgres"), autocommit=True) as db:
        db.execute(f"DROP DATABASE {name} WITH (FORCE)")


def tables(url):
    with psycopg.connect(url) as db:
        found = db.execute(
            "SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p')"
        )
        return {name for (name,) in found} - {"alembic_version"}


def test_the_models_and_the_migrations_say_the_same(migrated):
    alembic(*migrated, "check")


def test_every_migration_can_be_taken_back_and_done_again(migrated):
    _, owner = migrated
    before = tables(owner)
    assert len(before) > 5

    alembic(*migrated, "downgrade", "base")
    assert tables(owner) == set()

    alembic(*migrated, "upgrade", "head")
    assert tables(owner) == before


def test_who_waits_for_another_migration_holds_nothing_that_it_waits_for(migrated):
    _, owner = migrated
    with ThreadPoolExecutor(1) as beside, psycopg.connect(owner, autocommit=True) as db:
        db.execute("SELECT pg_advisory_lock(%s)", [LOCK])
        waiting = beside.submit(alembic, *migrated, "upgrade", "head")
        asks = "SELECT count(*) FROM pg_stat_activity WHERE query LIKE 'SELECT pg_try_advisory_lock%%' AND pid <> %s"
        while not db.execute(asks, [db.info.backend_pid]).fetchone()[0]:
            assert not waiting.done(), "it migrated beside another"
            time.sleep(0.01)
        db.execute("CREATE INDEX CONCURRENTLY meanwhile ON pieces (title)")
        db.execute("DROP INDEX CONCURRENTLY meanwhile")
        db.execute("SELECT pg_advisory_unlock(%s)", [LOCK])
        waiting.result()


def test_a_table_that_is_read_for_long_is_let_go_of_so_that_others_get_through(migrated):
    """Without a limit each who comes later waits behind the migration, and it behind the one that reads."""
    _, owner = migrated
    alembic(*migrated, "downgrade", "0071")
    asks = "SELECT count(*) FROM pg_locks WHERE relation = 'jobs'::regclass AND NOT granted AND pid <> %s"
    with (
        ThreadPoolExecutor(1) as beside,
        psycopg.connect(owner) as reads,
        psycopg.connect(owner, autocommit=True) as db,
    ):
        reads.execute("SELECT count(*) FROM jobs")
        going = beside.submit(alembic, *migrated, "upgrade", "head")
        while not db.execute(asks, [db.info.backend_pid]).fetchone()[0]:
            assert not going.done(), "it did not want the table"
            time.sleep(0.01)
        db.execute("SET statement_timeout = '60s'")
        assert db.execute("SELECT count(*) FROM jobs").fetchone() == (0,), "it comes before the migration"
        assert not going.done()
        reads.rollback()
        going.result()
        assert db.execute("SELECT count(*) FROM jobs WHERE cuts > 0 AND request_id > ''").fetchone() == (0,)


def test_a_profile_that_kept_a_raw_tag_is_put_right(empty):
    _, owner = empty
    alembic(*empty, "upgrade", "0012")
    kept = {
        "KO": "ko",
        "ko-KR": "ko",
        "ZH-TW": "zh-Hant",
        "zh_HK": "zh-Hant",
        "EN-us": "en",
        "tlh": "en",
        "": "en",
        "ko": "ko",
    }
    with psycopg.connect(owner) as db:
        for number, tag in enumerate(kept):
            db.execute(
                "INSERT INTO users (id, email_encrypted, email_index, display_name, role, timezone, locale,"
                " created_at, updated_at)"
                " VALUES (gen_random_uuid(), %s, %s, %s, 'student', 'UTC', %s, now(), now())",
                (b"x", str(number).encode(), tag or "nothing", tag),
            )
    alembic(*empty, "upgrade", "head")
    with psycopg.connect(owner) as db:
        found = db.execute("SELECT display_name, locale FROM users").fetchall()
    assert dict(found) == {tag or "nothing": language for tag, language in kept.items()}


def may(url, statement):
    """Whether the web role may do this."""
    with psycopg.connect(url) as db:
        db.execute("SET ROLE woodshed_web")
        try:
            db.execute(statement)
        except errors.InsufficientPrivilege:
            return False
        finally:
            db.rollback()
    return True


MAKING = ("CREATE TEMP TABLE mine (id uuid)", "CREATE TABLE public.mine (id uuid)")


def test_a_database_that_comes_open_to_everybody_is_closed(somebody_elses):
    name, app, owner, superuser = somebody_elses
    with psycopg.connect(superuser, autocommit=True) as db:
        db.execute(sql.SQL("ALTER DATABASE {} OWNER TO woodshed_owner").format(sql.Identifier(name)))
    alembic(app, owner, "upgrade", "head")
    assert [may(app, statement) for statement in MAKING] == [False, False]


def test_a_door_that_the_owner_may_not_close_is_named(somebody_elses):
    _, app, owner, _ = somebody_elses
    said = alembic(app, owner, "upgrade", "head")
    assert "REVOKE TEMPORARY ON DATABASE managed_" in said
    assert "REVOKE CREATE ON SCHEMA public FROM PUBLIC" in said
    assert len(tables(owner)) > 5


CORRECTED = """
    INSERT INTO users (id, email_encrypted, email_index, display_name, role, timezone, locale, instruments, created_at,
                       updated_at)
    VALUES ('01980000-0000-7000-8000-000000000001', '', 'ann', 'Ann', 'student', 'UTC', 'en', '{}', now(), now());
    INSERT INTO practice_sessions (id, user_id, started_at, ended_at, timezone, local_day, intervals, clock_s, played_s,
                                   instrument, focus, mode, note, source, client_updated_at, content_hash, created_at,
                                   updated_at)
    SELECT id::uuid, '01980000-0000-7000-8000-000000000001', now(), now(), 'UTC', current_date, '[]', 1800, played_s,
           '', '{}', 'normal', '', 'timer', now(), '', now(), now()
      FROM (VALUES ('01980000-0000-7000-8000-00000000000a', 720), ('01980000-0000-7000-8000-00000000000b', 720),
                   ('01980000-0000-7000-8000-00000000000c', NULL)) AS made (id, played_s);
    INSERT INTO recordings (id, session_id, user_id, kind, mime_type, object_key, status, keep, offset_s, attempts,
                            created_at, updated_at)
    SELECT s.id, s.id, s.user_id, 'audio', 'audio/webm', s.id::text, 'ready', false, 100, 0, now(), now()
      FROM practice_sessions s WHERE s.played_s IS NOT NULL;
    INSERT INTO analyses (id, recording_id, session_id, user_id, version, clock_s, played_s, metrics, curves, spans,
                          parameters, created_at)
    SELECT r.id, r.id, r.session_id, r.user_id, '1', 1000, 720, '[]', '[]',
           '[{"kind": "playing", "start_s": 0, "end_s": 720}, {"kind": "speech", "start_s": 720, "end_s": 900}]', '{}',
           now()
      FROM recordings r;
    INSERT INTO corrections (id, session_id, user_id, kind, start_s, end_s, created_at)
    SELECT gen_random_uuid(), ('01980000-0000-7000-8000-00000000000' || which)::uuid,
           '01980000-0000-7000-8000-000000000001', kind, start_s, end_s, now() + n * interval '1 second'
      FROM (VALUES (1, 'a', 'not_playing', 100, 220), (2, 'a', 'playing', 190, 220), (3, 'c', 'playing', 0, 60))
        AS said (n, which, kind, start_s, end_s);
"""


def test_what_was_corrected_before_counts_after_the_migration(empty):
    _, owner = empty
    alembic(*empty, "upgrade", "0007")
    with psycopg.connect(owner) as db:
        db.execute(CORRECTED)
    alembic(*empty, "upgrade", "head")
    with psycopg.connect(owner) as db:
        found = db.execute("SELECT right(id::text, 1), corrected_s FROM practice_sessions ORDER BY id").fetchall()
    assert found == [("a", 630.0), ("b", None), ("c", None)]


DOUBLED = """
    INSERT INTO users (id, email_encrypted, email_index, display_name, role, timezone, locale, instruments, created_at,
                       updated_at)
    SELECT ('01980000-0000-7000-8000-00000000000' || n)::uuid, '', n::text::bytea, E'Ann\\u00e9e', 'student', 'UTC',
           'en', ARRAY[E'cafe\\u0301', 'viola'], now(), now() FROM generate_series(1, 2) AS n;
    INSERT INTO tags (id, user_id, name, color, created_at)
    SELECT ('01980000-0000-7000-8000-0000000000' || id)::uuid, ('01980000-0000-7000-8000-00000000000' || owner)::uuid,
           name, '#2f6b4f', now() + id::int * interval '1 second'
      FROM (VALUES ('11', 1, E'caf\\u00e9'), ('12', 1, E'Cafe\\u0301'), ('13', 1, 'exam'), ('21', 2, E'cafe\\u0301'))
        AS made (id, owner, name);
    INSERT INTO practice_sessions (id, user_id, started_at, ended_at, timezone, local_day, intervals, clock_s,
                                   instrument, focus, mode, note, source, client_updated_at, content_hash, created_at,
                                   updated_at)
    SELECT ('01980000-0000-7000-8000-00000000000' || n)::uuid, '01980000-0000-7000-8000-000000000001', now(), now(),
           'UTC', current_date, '[]', 1800, '', ARRAY['b', E'e\\u0301', 'a'], 'normal', E'e\\u0301', 'timer', now(), '',
           now(), now() FROM generate_series(1, 2) AS n;
    INSERT INTO session_tags (session_id, user_id, tag_id)
    SELECT ('01980000-0000-7000-8000-00000000000' || session)::uuid, '01980000-0000-7000-8000-000000000001',
           ('01980000-0000-7000-8000-0000000000' || tag)::uuid
      FROM (VALUES (1, '11'), (1, '12'), (2, '12'), (2, '13')) AS made (session, tag);
"""


def test_tags_that_only_looked_like_two_are_one_after_the_migration(empty):
    _, owner = empty
    alembic(*empty, "upgrade", "0010")
    with psycopg.connect(owner) as db:
        db.execute(DOUBLED)
    alembic(*empty, "upgrade", "head")
    with psycopg.connect(owner) as db:
        named = "SELECT right(id::text, 2), name FROM tags WHERE deleted_at IS NULL ORDER BY id"
        tagged = "SELECT right(session_id::text, 1), right(tag_id::text, 2) FROM session_tags ORDER BY 1, 2"
        assert db.execute(named).fetchall() == [("11", "caf\u00e9"), ("13", "exam"), ("21", "caf\u00e9")]
        assert db.execute(tagged).fetchall() == [("1", "11"), ("2", "11"), ("2", "13")]
        assert db.execute("SELECT DISTINCT focus, note FROM practice_sessions").fetchall() == [(["b", "é", "a"], "é")]
        assert db.execute("SELECT DISTINCT instruments FROM users").fetchall() == [(["café", "viola"],)]


def test_words_that_were_written_in_our_languages_are_keys_after_the_migration(empty):
    _, owner = empty
    alembic(*empty, "upgrade", "0011")
    with psycopg.connect(owner) as db:
        db.execute(CORRECTED)
        db.execute("UPDATE users SET instruments = '{Violin,피아노,violin,가야금,二胡,Theremin}'")
        db.execute("UPDATE practice_sessions SET instrument = ' 바이올린', focus = '{Intonation,bow arm,음정,音色}'")
    alembic(*empty, "upgrade", "head")
    with psycopg.connect(owner) as db:
        (instruments,) = db.execute("SELECT instruments FROM users").fetchone()
        told = db.execute("SELECT DISTINCT instrument, focus FROM practice_sessions").fetchall()
    assert instruments == ["violin", "piano", "gayageum", "erhu", "Theremin"]
    assert told == [("violin", ["intonation", "bow arm", "tone"])]


def test_what_tells_whether_a_server_is_ready_can_read_the_migrations_alone():
    told = subprocess.run(
        [sys.executable, "-c", "from practice_app.services.shared import health; print(*health.needed_migrations())"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (len(told.stdout.split()), told.stderr) == (1, "")
