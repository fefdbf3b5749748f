"""`docs/privacy.md` names every table, and every way in which something is stored elsewhere."""

import re

from practice_app.models import metadata
from practice_app.services.accounts.belonging import belongings
from tests.stack import ROOT

PAGE = (ROOT / "docs" / "privacy.md").read_text(encoding="utf-8")
_, _, REST = PAGE.partition("## In the database")
TABLES, _, MEDIA = REST.partition("## In the bucket")
ROWS = {
    name
    for line in TABLES.splitlines()
    if line.startswith("| `")
    for name in re.findall(r"`(\w+)`", line.split("|")[1])
}


def test_every_table_is_named_with_what_is_in_it_and_for_how_long():
    assert set(metadata.tables) - ROWS == set(), "docs/privacy.md doesn't say what is in these"
    assert {name for name in ROWS if name not in metadata.tables} == set(), "these are gone"


def test_every_table_that_names_objects_in_s3_is_among_the_media():
    assert [each.table.name for each in belongings() if each.objects and each.table.name not in MEDIA] == []
