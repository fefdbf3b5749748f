"""Links of every kind, asked with a forgotten WHERE: each shows what it is of, and no row or column besides."""

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from practice_app.database import link_transaction, transaction
from practice_app.models import metadata
from practice_app.services.shared import secrets
from tests.permission import matrix
from tests.permission.cast import Cast, link_token

KEYS = {"analyses": "recording_id", "session_items": "session_id", "practice_days": "user_id"}
TOLD = {
    "practice_sessions": "id user_id local_day clock_s played_s corrected_s instrument focus mode target_bpm source"
    " deleted_at",
    "session_items": "session_id user_id position piece_id section_id seconds repetitions",
    "pieces": "id user_id title composer",
    "sections": "id user_id piece_id title",
    "recordings": "id session_id user_id offset_s status failure duration_s created_at",
    "analyses": "id recording_id session_id user_id version clock_s played_s metrics curves spans created_at",
    "practice_days": "user_id local_day counted_s played_s clock_s less_s more_s sessions weights x_sums y_sums"
    " confidences",
}
"""Of tables of which links tell something: the columns that they tell."""


def seen(kind, table):
    """The keys of the rows that a link of this kind shows; none where it may not even ask."""
    key = KEYS.get(table, "id")
    try:
        with link_transaction(secrets.hash_token(link_token(kind))) as db:
            return set(db.scalars(text(f"SELECT {key} FROM {table}")))
    except DBAPIError as refused:
        if "permission denied" in str(refused):
            return set()
        raise


@pytest.mark.parametrize("kind", matrix.LINKS)
def test_a_link_shows_what_it_is_of_and_no_other_row(cast: Cast, kind):
    tables = [name for name, table in metadata.tables.items() if KEYS.get(name, "id") in table.columns]
    found = {table: rows for table in tables if (rows := seen(kind, table))}
    assert found == {table: {cast.ids[name] for name in names} for table, names in matrix.LINKS[kind].items()}


@pytest.mark.parametrize("table", TOLD)
def test_no_link_tells_more_of_a_row_than_its_page(cast: Cast, table):
    columns = {column.name for column in metadata.tables[table].columns}
    told = set(TOLD[table].split())
    assert told <= columns
    for column in columns:
        kind = "dashboard" if table == "practice_days" else "session"
        asked = link_transaction(secrets.hash_token(link_token(kind)))
        if column in told:
            with asked as db:
                assert db.execute(text(f"SELECT {column} FROM {table}")).all()
        else:
            with pytest.raises(DBAPIError, match="permission denied"), asked as db:
                db.execute(text(f"SELECT {column} FROM {table}"))


@pytest.mark.parametrize("kind", matrix.LINKS)
def test_a_link_writes_nothing(cast: Cast, kind):
    for statement in ("UPDATE share SET views = 0", "DELETE FROM practice_sessions", "SELECT token_hash FROM share"):
        asked = link_transaction(secrets.hash_token(link_token(kind)))
        with pytest.raises(DBAPIError, match="permission denied"), asked as db:
            db.execute(text(statement))


def test_nobody_counts_up_or_makes_a_link_that_was_opened(cast: Cast):
    for statement in (
        "UPDATE share SET views = 9",
        "UPDATE share SET session_id = NULL",
        "INSERT INTO share (id, user_id, kind, token_hash, created_at, views)"
        " VALUES (gen_random_uuid(), app_user_id(), 'profile', 'y', now(), 9)",
    ):
        with pytest.raises(DBAPIError, match="permission denied"), transaction(cast.ann) as db:
            db.execute(text(statement))
