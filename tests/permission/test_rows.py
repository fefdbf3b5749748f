"""Every table, asked with a forgotten WHERE as each of PostgreSQL's roles by everybody."""

from contextlib import contextmanager
from datetime import UTC, datetime

import pytest
from psycopg.errors import InsufficientPrivilege
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from practice_app.database import DbRole, become, link_transaction, system_transaction, transaction
from practice_app.models import metadata
from practice_app.services.shared import secrets
from tests.permission import matrix
from tests.permission.cast import LINK_TOKEN, NEW, OLD, PEOPLE, SINCE, Cast
from tests.permission.matrix import differences


def test_every_table_has_its_line():
    assert set(matrix.READ_ONLY) | matrix.EVERYBODYS == set(metadata.tables)


@pytest.mark.parametrize("table", sorted(matrix.EVERYBODYS))
def test_what_is_everybodys_is_read_by_who_is_signed_in_and_written_by_nobody(cast: Cast, table):
    for name in ("owner", "stranger"):
        with transaction(cast.people[name]) as db:
            assert db.scalar(text(f"SELECT count(*) FROM {table}")) > 0
        for written in (f"DELETE FROM {table}", f"UPDATE {table} SET id = id", f"INSERT INTO {table} DEFAULT VALUES"):
            with pytest.raises(DBAPIError) as refused, transaction(cast.people[name]) as db:
                db.execute(text(written))
            assert isinstance(refused.value.orig, InsufficientPrivilege)


KEYS = {
    "users": "id",
    "teacher_notes": "student_id",
    "teacher_student": "student_id",
    "guardian": "child_id",
    "group_member": "member_id",
    "group_invites": "made_by",
    "group_announcements": "author_id",
}
KEYS |= dict.fromkeys(("feedback", "feedback_replies"), "student_id")
KEYS |= dict.fromkeys(("forum_posts", "forum_comments", "forum_edits", "forum_post_tags"), "author_id")
KEYS |= {
    "forum_votes": "voter_id",
    "forum_reversals": "voter_id",
    "forum_views": "reader_id",
    "forum_follows": "follower_id",
}
KEYS |= {"partner_requests": "asked_id", "reports": "about_id", "reports_made": "reporter_id"}
KEYS["machine_looks"] = "about_id"
KEYS |= dict.fromkeys(("measures", "appeals", "silences"), "person_id")
KEYS |= {"lesson_series": "student_id", "lessons": "student_id", "lesson_person": "person_id"}


@pytest.mark.parametrize("table", matrix.READ_ONLY)
def test_as_the_web_role_one_sees_ones_own(cast: Cast, table):
    got = [name for name in PEOPLE if _rows(table, name, cast, DbRole.WEB)]
    own = set() if table in matrix.HIDDEN else matrix.ALONE
    assert not differences(own | matrix.PARTIES.get(table, set()), got)


@pytest.mark.parametrize("role", [DbRole.READER, DbRole.MEMBER, DbRole.LINK, DbRole.VISITOR])
@pytest.mark.parametrize("table", matrix.READ_ONLY)
def test_as_a_reading_role_one_sees_what_the_relation_shows(cast: Cast, table, role):
    got = [name for name in PEOPLE if _rows(table, name, cast, role)]
    meant = matrix.READ_ONLY[table].get(role.removeprefix("woodshed_"), set())
    assert not differences(meant if role is not DbRole.LINK else set(PEOPLE) if meant else set(), got)


def _rows(table, name, cast: Cast, role):
    """Whether somebody sees rows that are Ann's, who says as the subject that it is Ann they mean."""
    key = KEYS.get(table, "blocker_id" if table == "block" else "user_id")
    query = f"SELECT count({key}) FROM {table} WHERE {key} = :ann"
    if table.startswith("search_"):  # nobody's to look at, whatever stands in it
        query = f"SELECT count(*) FROM {table} WHERE CAST(:ann AS uuid) IS NOT NULL"
    if table == "link_cards":
        query = f"SELECT count(url) FROM {table} WHERE CAST(:ann AS uuid) IS NOT NULL"
    if table in ("groups", "group_works", "group_challenges", "farewells", "moderation_log"):
        query = f"SELECT count(id) FROM {table} WHERE CAST(:ann AS uuid) IS NOT NULL"
    try:
        with _as(role, cast.people[name], cast.ann) as db:
            return db.scalar(text(query), {"ann": cast.ann}) > 0
    except DBAPIError as refused:
        if isinstance(refused.orig, InsufficientPrivilege):
            return False
        raise


@contextmanager
def _as(role, who, subject):
    if role is DbRole.LINK:
        with link_transaction(secrets.hash_token(LINK_TOKEN)) as db:
            yield db
    else:
        with transaction(who) as db:
            if role is not DbRole.WEB:
                become(db, role, subject)
            yield db


@pytest.mark.parametrize("role", [DbRole.READER, DbRole.MEMBER, DbRole.LINK, DbRole.VISITOR])
def test_a_reading_role_shows_no_secrets(cast: Cast, role):
    secret = [("users", "password_hash"), ("users", "email_encrypted"), ("recordings", "object_key")]
    secret += [("profiles", "reminders"), ("pictures", "name")]
    secret += [("recordings", "rendition_key"), ("renditions", "object_key")] + (
        [] if role is DbRole.READER else [("practice_sessions", "note")]
    )
    for table, column in secret:
        asked = _as(role, cast.people["teacher"], cast.ann)
        with pytest.raises(DBAPIError, match="permission denied"), asked as db:
            db.execute(text(f"SELECT {column} FROM {table}"))


def test_a_link_shows_one_session_until_it_is_revoked(cast: Cast):
    count = text("SELECT count(id) FROM practice_sessions")
    wrong, right = secrets.hash_token("another"), secrets.hash_token(LINK_TOKEN)
    for token, seen in ((wrong, 0), (right, 1)):
        with link_transaction(token) as db:
            assert db.scalar(count) == seen
    for column in ("revoked_at", "expires_at"):
        with transaction(cast.ann) as db:
            db.execute(text(f"UPDATE share SET {column} = now() - interval '1 minute'"))
        with link_transaction(right) as db:
            assert db.scalar(count) == 0
        with transaction(cast.ann) as db:
            db.execute(text(f"UPDATE share SET {column} = NULL"))


SINCE_THEN = {
    "practice_sessions": ("id", {"session_id"}, {"old_session_id"}),
    "session_items": ("piece_id", {"piece_id"}, {"old_piece_id"}),
    "session_tags": ("tag_id", {"tag_id"}, {"old_tag_id"}),
    "pieces": ("id", {"piece_id"}, {"old_piece_id", "unplayed_piece_id", "deleted_piece_id"}),
    "sections": ("id", {"section_id"}, {"old_section_id"}),
    "tags": ("id", {"tag_id"}, {"old_tag_id"}),
    "recordings": ("id", {"recording_id", "unshared_recording_id"}, {"old_recording_id"}),
    "practice_day_items": ("piece_id", {"piece_id"}, {"old_piece_id"}),
    "practice_metrics": ("session_id", {"session_id"}, {"old_session_id"}),
}
"""By table what a teacher reads of the time together, and what besides who was shown what came before."""
NO_TEACHERS = ("ex_teacher", "other_teacher", "blocked_teacher", "stranger", "moderator")


@pytest.mark.parametrize("table", SINCE_THEN)
def test_a_teacher_reads_the_time_that_was_agreed_on(cast: Cast, table):
    column, together, before = SINCE_THEN[table]
    shown = {cast.ids[name] for name in together}
    assert _read(cast, "teacher", table, column) == shown
    for name in ("teacher_with_history", "guardian"):
        assert _read(cast, name, table, column) == shown | {cast.ids[one] for one in before}
    assert not [name for name in NO_TEACHERS if _read(cast, name, table, column)]


def test_the_first_day_together_is_told_when_nothing_of_it_came_before(cast: Cast):
    lately = datetime.now(UTC).date()
    assert _read(cast, "guardian", "practice_days", "local_day") == {OLD.date(), NEW.date(), lately}
    for since in (SINCE, NEW.replace(hour=16), NEW.replace(hour=18)):  # she practised at five
        _begin(cast, since)
        told = {lately} if since > NEW else {NEW.date(), lately}
        assert _read(cast, "teacher", "practice_days", "local_day") == told
        assert bool(_read(cast, "teacher", "practice_day_items", "piece_id")) == (since < NEW)
    _begin(cast, SINCE)


def test_only_she_shows_a_teacher_what_came_before(cast: Cast):
    asked = text("UPDATE teacher_student SET history = true WHERE student_id = :ann AND NOT history RETURNING id")
    with pytest.raises(DBAPIError, match="row-level security"), transaction(cast.people["teacher"]) as db:
        db.execute(asked, {"ann": cast.ann})
    for column in ("since", "student_id", "teacher_id"):
        moved = text(f"UPDATE teacher_student SET {column} = {column}")
        with pytest.raises(DBAPIError, match="permission denied"), transaction(cast.ann) as db:
            db.execute(moved)
    with transaction(cast.ann) as db:
        assert db.execute(asked, {"ann": cast.ann}).all()
        db.rollback()


def _read(cast: Cast, name, table, column):
    with _as(DbRole.READER, cast.people[name], cast.ann) as db:
        return set(db.scalars(text(f"SELECT {column} FROM {table}")))


def _begin(cast: Cast, since):
    with system_transaction() as db:
        first = text("UPDATE teacher_student SET since = :since WHERE teacher_id = :teacher")
        db.execute(first, {"since": since, "teacher": cast.people["teacher"]})


def test_postgresql_itself_tells_only_the_two_where_a_teachers_example_lies(cast: Cast):
    asked = text("SELECT count(*) FROM app_homework_take(:homework, :wanted)")
    for old, meant in (("", {"owner", "teacher"}), ("old_", set())):
        ids = {"homework": cast.ids[f"{old}assignment_id"], "wanted": cast.ids[f"{old}example_id"]}
        told = set()
        for name in PEOPLE:
            with transaction(cast.people[name]) as db:
                told |= {name} if db.scalar(asked, ids) else set()
        assert told == meant
