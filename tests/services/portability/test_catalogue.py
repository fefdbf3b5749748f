"""No table of a person's is forgotten: it leaves with them, or it is said why it doesn't. And no secret leaves."""

import json

import psycopg
import pytest

from practice_app.models import metadata
from practice_app.services.portability import catalogue
from practice_app.services.shared.portable import secrets_of
from tests.services.belongings import OWNED, everything_of

NAMED = [table for held in catalogue.HELD for table in held.tables] + list(catalogue.LEFT_OUT)
NOBODYS = {
    "works": "the catalogue that everybody shares; which of them a piece of somebody's is stands in pieces.json",
    "forum_tags": "the words of everybody together; those of somebody's posts stand in posts.json",
    "search_terms": "words of everybody together, counted; what somebody wrote stands in posts.json",
    "search_spellings": "how these words may be misspelt",
    "search_counts": "words of everybody that are yet to be counted, for seconds",
    "link_cards": "what pages call themselves that posts link to, by their addresses",
    "moderation_log": "what moderators did, without anybody's name",
    "farewells": "of people who are gone, and nobody can tell whose it was",
}


def of_people(url):
    """Every table of the database that hangs on a person by its keys, however far."""
    with psycopg.connect(url) as db:
        keys = db.execute(
            "SELECT DISTINCT conrelid::regclass::text, confrelid::regclass::text FROM pg_constraint"
            " JOIN pg_class c ON c.oid = conrelid"
            " WHERE contype = 'f' AND NOT c.relispartition"
        ).fetchall()
    found = {"users"}
    while more := {child for child, parent in keys if parent in found} - found:
        found |= more
    return found


def test_every_table_that_hangs_on_a_person_leaves_with_them_or_says_why_not(db_urls):
    tables = of_people(db_urls.superuser)
    assert len(tables) > 15
    assert tables - set(NAMED) == set(), "name it in the portable.py of its capability: docs/export.md"
    assert set(NAMED) - tables == set()
    assert len(NAMED) == len(set(NAMED))
    assert set(metadata.tables) - tables == set(NOBODYS)


def test_what_is_secret_stays_by_its_name_in_every_table_there_will_be():
    named = {name for table in metadata.tables for name in secrets_of(table)}
    assert {"password_hash", "pin_hash", "cookie_hash", "email_encrypted", "email_index", "token_sealed"} <= named
    assert {"object_key", "upload_id", "public_key", "credential_id", "claim_token"} <= named
    assert not {"hashtags", "created_at", "id", "piece_id", "display_name"} & named


@pytest.fixture(scope="module")
def two(db_urls, _eraser):
    """Two people with something of everything, who are only read."""
    _eraser.erase()
    yield everything_of("Ann", 0), everything_of("Bob", 1)
    _eraser.erase()


@pytest.mark.parametrize("held", catalogue.HELD, ids=lambda held: held.file)
def test_ones_own_rows_leave_and_nobody_elses(two, monkeypatch, held):
    monkeypatch.setattr("practice_app.services.accounts.profiles.addresses.opened", lambda _: "ann@example.com")
    (ann, _), (bob, _) = two
    rows = [json.loads(row) for batch in held.batches(ann) for row in batch]
    if set(held.tables) & set(OWNED):
        assert len(rows) == (2 if held.file in ("recordings.json", "devices.json") else 1) or held.file in (
            "guardians.json",
            "awards.json",
            "notifications.json",
        )
    assert str(bob) not in json.dumps(rows)
    for row in rows:
        assert not {*held.without, *secrets_of(*held.tables)} & row.keys()
