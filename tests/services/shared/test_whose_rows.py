"""What a row names is its own owner's, says the database: no row of Bob's can hang on one of Ann's."""

import json

import psycopg
import pytest
from psycopg import errors
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from practice_app.database import system_transaction, transaction
from tests.services.belongings import NAMES, OWNED, everything_of, fresh, instead_of, parent_of

BY_POLICY = {("session_tags", "tag_id")}
"""What may be another's: a teacher's tag. The policy asks whether the writer is shown it."""


@pytest.fixture(scope="module")
def two(db_urls, _eraser):
    """Two people for all tests that are refused whatever they try; what changes anything makes its own."""
    _eraser.erase()
    yield everything_of("Ann", 0), everything_of("Bob", 1)
    _eraser.erase()


def refusal(who, statement, values):
    """Which error the database answers as the web role of somebody, or as the system role (who: None)."""
    with pytest.raises(DBAPIError) as refused, system_transaction() if who is None else transaction(who) as db:
        db.execute(text(statement), values)
    return type(refused.value.orig)


def test_everybody_has_a_row_in_every_table(two):
    (ann, _), _ = two
    with system_transaction() as db:
        counts = {
            name: db.scalar(text(f"SELECT count(*) FROM {name} WHERE user_id = :ann"), {"ann": ann}) for name in OWNED
        }
    assert 0 not in counts.values(), f"tests/services/belongings.py makes none of {counts}"


@pytest.mark.parametrize(("table", "column"), NAMES)
def test_a_row_of_ones_own_cannot_name_a_strangers(two, table, column):
    (_, hers), (bob, _) = two
    stranger = hers[parent_of(table, column)]
    apart = "".join(f", {name} = NULL" for name in instead_of(table, column))
    written = f"UPDATE {table} SET {column} = :stranger{apart} WHERE user_id = :bob"
    added = (
        f"INSERT INTO {table} SELECT (jsonb_populate_record({table}, CAST(:other AS jsonb))).*"
        f" FROM {table} WHERE user_id = :bob LIMIT 1"
    )
    changes = json.dumps(fresh(table) | instead_of(table, column) | {column: str(stranger)})
    for statement in (written, added):
        values = {"stranger": stranger, "bob": bob} if statement == written else {"other": changes, "bob": bob}
        if (table, column) not in BY_POLICY:
            assert refusal(None, statement, values) is errors.ForeignKeyViolation
        assert refusal(bob, statement, values) in (errors.ForeignKeyViolation, errors.InsufficientPrivilege)


@pytest.mark.parametrize(("table", "column"), NAMES)
def test_a_strangers_id_is_refused_like_one_that_does_not_exist(two, table, column):
    (_, hers), (bob, _) = two
    apart = "".join(f", {name} = NULL" for name in instead_of(table, column))
    written = f"UPDATE {table} SET {column} = :other{apart} WHERE user_id = :bob"
    nobodys = "00000000-0000-7000-8000-000000000000"
    answers = {
        refusal(bob, written, {"other": other, "bob": bob}) for other in (hers[parent_of(table, column)], nobodys)
    }
    assert len(answers) == 1


def test_what_is_practised_goes_without_what_names_it_losing_its_owner(two):
    """Where a piece or a section goes for good, an item forgets it and stays its owner's."""
    cal, his = everything_of("Cal", 2)
    with transaction(cal) as db:
        db.execute(text("DELETE FROM pieces WHERE id = :id"), {"id": his["pieces"]})
    with transaction(cal) as db:
        assert db.execute(text("SELECT user_id, piece_id, section_id FROM session_items")).all() == [(cal, None, None)]


NOT_ONES_OWN_TO_SAY = (
    *("roles", "teacher_verified_at", "second_factor", "email_index"),
    *("email_encrypted", "id", "created_at", "deleted_at"),
)


@pytest.mark.parametrize("column", NOT_ONES_OWN_TO_SAY)
def test_nobody_makes_themselves_somebody_else(two, column):
    _, (bob, _) = two
    assert refusal(bob, f"UPDATE users SET {column} = {column}", {}) is errors.InsufficientPrivilege


OF_AN_EXTENSION = "EXISTS (SELECT 1 FROM pg_depend d WHERE d.objid = p.oid AND d.deptype = 'e')"
"""What btree_gist brings takes PostgreSQL's own inner values, which nobody can hand it."""
EXECUTABLE = {
    "app_user_id()",
    "app_my_groups()",
    "app_teaches(uuid)",
    "app_is_taught_by(uuid)",
    "app_lesson_people()",
    "app_lesson_clashes(uuid,timestamp with time zone[],timestamp with time zone[],uuid[])",
    "app_may_be_public(text)",
    "app_apart()",
    "app_group_by_code(bytea)",
    "app_group_cards(uuid)",
    "app_group_challenges(uuid)",
    "app_group_counted(uuid,date[],integer[],integer[],integer[])",
    "app_group_days(uuid,date,date)",
    "app_group_instruments(uuid,date[],integer[],integer[],integer[])",
    "app_group_member_days(uuid,date,date)",
    "app_group_practice(uuid,date[],integer[],integer[],integer[])",
    "app_group_works(uuid,date[],integer[],integer[],integer[])",
    "app_groups_found(text[],integer)",
    "app_may_join(uuid)",
    "app_forum_events(uuid)",
    "app_homework_take(uuid,uuid)",
    "app_forum_films(uuid[])",
    "app_public_films(uuid[])",
    "app_forum_moments(uuid[])",
    "app_forum_moment_sound(uuid)",
    "app_public_posts(bigint,timestamp with time zone,uuid)",
    "app_public_post(uuid)",
    "app_public_comments(uuid,bigint)",
    "app_public_picture(uuid)",
    "app_public_moments(uuid[])",
    "app_public_moment_sound(uuid)",
    "app_forum_people(uuid[])",
    "app_forum_gathered(uuid)",
    "app_forum_picture(uuid)",
    "app_forum_tags(text,bigint)",
    "app_link_cards(text[])",
    "app_stays(uuid)",
    "app_search_counts(text[],text)",
    "app_search_few(text)",
    "app_search_few(text,text)",
    "app_search_newest(text)",
    "app_search_since(text,text,double precision)",
    "app_search_spelled(text[])",
    "app_students(uuid)",
    "app_my_students()",
    "app_homework_done(uuid)",
    "app_students_practice(uuid,bigint,double precision)",
    "app_takes_waiting(uuid)",
    "app_tags_of_teachers(uuid[])",
    "app_tags_offered()",
    "app_tags_shown()",
    "app_profile_sessions(uuid)",
    "app_profile_statistics(uuid)",
    "app_profile_title(uuid)",
    "app_way_to_person(uuid)",
    "app_way_to_piece(uuid)",
    "app_way_to_recording(uuid)",
    "app_way_to_section(uuid)",
    "app_way_to_session(uuid)",
    "app_reported(text)",
    "app_may_speak()",
    "app_partners(uuid)",
    "app_partner_contact(uuid)",
    "app_apart_from(uuid)",
}
"""Functions of ours that the web role may call."""


def test_the_web_role_may_call_only_what_it_needs(db_urls):
    with psycopg.connect(db_urls.superuser) as db:
        found = db.execute(
            "SELECT p.oid::regprocedure::text FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace"
            " WHERE n.nspname NOT IN ('pg_catalog', 'information_schema')"
            f" AND has_function_privilege('woodshed_web', p.oid, 'EXECUTE') AND NOT {OF_AN_EXTENSION}"
        ).fetchall()
    assert {name for (name,) in found} == EXECUTABLE


def test_a_function_that_a_migration_adds_is_nobodys_to_call_until_it_is_given(db_urls):
    with psycopg.connect(db_urls.owner) as db:
        db.execute("CREATE FUNCTION count_everything() RETURNS bigint LANGUAGE sql SECURITY DEFINER RETURN 1")
        for role in ("woodshed_web", "woodshed_system", "woodshed_app"):
            assert db.execute(
                f"SELECT has_function_privilege('{role}', 'count_everything()', 'EXECUTE')"
            ).fetchone() == (False,)
        db.rollback()


def test_functions_of_ours_look_nothing_up_by_the_callers_search_path(db_urls):
    """Bound when they were made (a standard SQL body), or with a search path of their own."""
    with psycopg.connect(db_urls.superuser) as db:
        found = db.execute(
            "SELECT p.oid::regprocedure::text FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace"
            f" WHERE n.nspname = 'public' AND p.prosqlbody IS NULL AND NOT {OF_AN_EXTENSION}"
            " AND NOT coalesce(array_to_string(p.proconfig, ',') LIKE '%search_path=%', false)"
        ).fetchall()
    assert found == []


@pytest.mark.parametrize(
    "statement",
    [
        "CREATE TEMP TABLE practice_sessions (id uuid)",
        "CREATE FUNCTION pg_temp.app_user_id() RETURNS uuid LANGUAGE sql RETURN gen_random_uuid()",
        "CREATE FUNCTION public.mine() RETURNS uuid LANGUAGE sql RETURN gen_random_uuid()",
        "CREATE TABLE public.mine (id uuid)",
        "CREATE SCHEMA mine",
    ],
)
def test_the_web_role_makes_nothing_in_the_database(two, statement):
    _, (bob, _) = two
    assert refusal(bob, statement, {}) is errors.InsufficientPrivilege
    assert refusal(None, statement, {}) is errors.InsufficientPrivilege
