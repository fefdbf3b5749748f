"""What `alembic/policies.py` says is what the database says, however the database came by its tables."""

import os
import sys

import psycopg
import pytest
from sqlalchemy import create_engine, make_url
from sqlalchemy.pool import NullPool

from practice_app.database import DbRole
from practice_app.models import metadata
from tests.conftest import DbUrls, alembic
from tests.stack import ROOT

sys.path.insert(0, str(ROOT / "alembic"))
import applying
import policies

pytestmark = pytest.mark.xdist_group("policies")
"""One database for all of them."""
NAME = f"policies_{os.getpid()}"
"""Every process that tries some of them has one of its own."""


@pytest.fixture(scope="module")
def urls(db_urls, stack):
    """A copy of the migrated database, to do with as one likes."""
    with psycopg.connect(stack.database(stack.superuser_url, "postgres"), autocommit=True) as db:
        db.execute(f"DROP DATABASE IF EXISTS {NAME} WITH (FORCE)")
        db.execute(f"CREATE DATABASE {NAME} OWNER woodshed_owner TEMPLATE woodshed_template")
    yield DbUrls(*(stack.database(url, NAME) for url in (stack.app_url, stack.owner_url, stack.superuser_url)))
    with psycopg.connect(stack.database(stack.superuser_url, "postgres"), autocommit=True) as db:
        db.execute(f"DROP DATABASE {NAME} WITH (FORCE)")


def applied(urls):
    """Apply what is said, as every start does; tells whether anything was otherwise."""
    engine = create_engine(make_url(urls.owner).set(drivername="postgresql+psycopg"), poolclass=NullPool)
    with engine.begin() as connection:
        return applying.apply(connection)


def picture(urls):
    """All that the database says of who may what."""
    with psycopg.connect(urls.owner) as db:
        return [
            db.execute(question).fetchall()
            for question in (
                "SELECT tablename, policyname, roles, cmd, qual, with_check FROM pg_policies ORDER BY 1, 2",
                "SELECT relname, relrowsecurity, relacl FROM pg_class WHERE relnamespace = 'public'::regnamespace"
                " AND relkind = 'r' ORDER BY 1",
                "SELECT attrelid::regclass::text, attname, attacl FROM pg_attribute WHERE attacl <> '{}' ORDER BY 1, 2",
                "SELECT proname, prosrc, prosecdef, proconfig, proacl FROM pg_proc"
                " WHERE pronamespace = 'public'::regnamespace AND NOT EXISTS (SELECT 1 FROM pg_depend d"
                " WHERE d.objid = pg_proc.oid AND d.deptype = 'e') ORDER BY 1",
                "SELECT obj_description('alembic_version'::regclass, 'pg_class')",
            )
        ]


def test_every_table_has_its_line():
    assert set(policies.TABLES) == set(metadata.tables)


def test_the_reading_roles_read_and_nothing_else():
    said = policies.statements()
    reading = [line for line in said if any(f"TO {role}" in line for role in policies.READING)]
    assert reading
    assert all(line.startswith(("GRANT SELECT", "GRANT EXECUTE", "CREATE POLICY")) for line in reading)
    assert all(" FOR SELECT " in line for line in reading if line.startswith("CREATE POLICY"))


def test_no_role_is_a_member_of_another(urls):
    """One that inherited the web role's rights would see both people's rows."""
    with psycopg.connect(urls.superuser) as db:
        roles = [str(role) for role in DbRole]
        found = "SELECT roleid::regrole::text FROM pg_auth_members WHERE member::regrole::text = ANY (%s)"
        assert db.execute(found, [roles]).fetchall() == []
        inherited = "SELECT roleid::regrole::text FROM pg_auth_members WHERE roleid::regrole::text = ANY (%s)"
        assert db.execute(f"{inherited} AND inherit_option", [roles]).fetchall() == []


@pytest.mark.parametrize(
    "changed",
    [
        "DROP POLICY reader ON practice_sessions",
        "REVOKE SELECT ON practice_sessions FROM woodshed_reader",
        "ALTER TABLE recordings DISABLE ROW LEVEL SECURITY",
        "ALTER FUNCTION app_reads_from(uuid) SECURITY INVOKER",
        "GRANT SELECT (password_hash) ON users TO woodshed_reader",
        "COMMENT ON TABLE alembic_version IS NULL",
    ],
)
def test_what_a_hand_or_a_dump_left_otherwise_is_put_right_at_the_next_start(urls, changed):
    before = picture(urls)
    with psycopg.connect(urls.owner) as db:
        db.execute(changed)
    assert applied(urls)
    assert picture(urls) == before


def test_where_nothing_is_otherwise_nothing_is_done(urls):
    assert not applied(urls)


def test_somebody_who_holds_a_table_is_waited_for(urls, monkeypatch):
    monkeypatch.setattr(applying, "PATIENCE", "50ms")
    engine = create_engine(make_url(urls.owner).set(drivername="postgresql+psycopg"), poolclass=NullPool)
    tried = []

    def let_go(connection):
        tried.append(connection)
        if len(tried) == 3:
            held.rollback()
        return really(connection)

    really = applying.apply
    monkeypatch.setattr(applying, "apply", let_go)
    with psycopg.connect(urls.superuser) as held, engine.connect() as connection:
        held.execute("DROP POLICY reader ON tags")
        held.commit()
        held.execute("SELECT * FROM practice_sessions")
        assert applying.bring_about(connection)
    assert len(tried) == 3


def test_going_back_one_step_leaves_what_is_plainly_ones_own_and_closes_the_rest(urls):
    """Whose rows two people share is told by functions, which go; an owner's own rows ask none."""
    alembic(urls.app, urls.owner, "downgrade", "-1")
    policed, _, _, functions, _ = picture(urls)
    own = {table: (rows, written) for table, name, _, _, rows, written in policed if name == "own"}
    assert own["tags"] == own["pieces"] == ("(user_id = app_user_id())", "(user_id = app_user_id())")
    assert "teacher_student" not in own
    assert [name for name, *_ in functions if name.startswith("app_")] == ["app_user_id"]


def test_going_back_takes_the_reading_roles_rights_and_leaves_the_owners(urls):
    alembic(urls.app, urls.owner, "downgrade", "0013")
    policed, _, _, functions, _ = picture(urls)
    assert {name for _, name, *_ in policed} == {"own", "system"}
    assert [name for name, *_ in functions] == ["app_user_id"]
