"""Migrations from now on let the release before go on working: they add, and hold no table for long."""

from importlib.util import module_from_spec, spec_from_file_location

import pytest

from tests.stack import ROOT

FIRST = "0072"
"""From this number on; those before were made when all was stopped (0071 makes an index while it holds its table)."""

spec = spec_from_file_location("expanding", ROOT / "tools" / "expanding.py")
expanding = module_from_spec(spec)
spec.loader.exec_module(expanding)


def written(deed: str, head: str = "") -> list[str]:
    """What is wrong with a migration that does this; its docstring and its way back count for nothing."""
    upgrade = "\n    ".join(["def upgrade():", *deed.splitlines()])
    return expanding.faults(
        f'"""DROP TABLE pieces."""\n{head}\n{upgrade}\n\ndef downgrade():\n    op.drop_table("a")\n'
    )


def test_every_new_migration_leaves_the_release_before_at_work():
    new = [file for file in sorted((ROOT / "alembic" / "versions").glob("*.py")) if file.name[:4] >= FIRST]
    assert {file.name: found for file in new if (found := expanding.faults(file.read_text(encoding="utf-8")))} == {}


@pytest.mark.parametrize(
    "deed",
    [
        'op.drop_column("pieces", "title")',
        'op.drop_table("pieces")',
        'op.rename_table("pieces", "works")',
        'op.alter_column("pieces", "title", new_column_name="name")',
        'op.alter_column("pieces", "title", type_=sa.Text())',
        'op.alter_column("pieces", "title", nullable=False)',
        'op.add_column("pieces", sa.Column("key", sa.String(), nullable=False))',
        'op.execute("ALTER TABLE pieces DROP COLUMN title")',
        'op.execute("ALTER TABLE pieces ALTER COLUMN title SET NOT NULL")',
    ],
)
def test_what_an_older_process_needs_is_taken_away_only_when_it_is_said_why(deed):
    (said,) = written(deed)
    assert said.startswith("takes away")
    assert written(deed, 'CONTRACTS = "nothing reads it since 1.4"') == []


@pytest.mark.parametrize(
    "deed",
    [
        'op.create_index("ix", "pieces", ["title"])',
        'op.create_check_constraint("ck", "pieces", "title > \'\'")',
        'op.create_foreign_key("fk", "pieces", "users", ["user_id"], ["id"])',
        'op.create_unique_constraint("uq", "pieces", ["title"])',
        'op.execute("CREATE UNIQUE INDEX ix ON pieces (title)")',
        'op.execute("ALTER TABLE pieces ADD CONSTRAINT ck CHECK (true)")',
    ],
)
def test_what_holds_a_table_for_as_long_as_it_is_is_not_done_at_once(deed):
    (said,) = written(deed, 'CONTRACTS = "whatever"')
    assert said.startswith("holds")


@pytest.mark.parametrize(
    "deed",
    [
        'op.create_table("fresh", sa.Column("id", sa.Uuid(), nullable=False))\nop.create_index("ix", "fresh", ["id"])',
        'op.add_column("pieces", sa.Column("cuts", sa.Integer(), server_default="0", nullable=False))',
        'op.add_column("pieces", sa.Column("key", sa.String(), nullable=True))',
        'op.alter_column("pieces", "title", nullable=True)',
        'op.execute("ALTER TABLE pieces ADD CONSTRAINT ck CHECK (true) NOT VALID")',
        'op.execute("ALTER TABLE pieces VALIDATE CONSTRAINT ck")',
        "with op.get_context().autocommit_block():\n"
        '    op.create_index("ix", "pieces", ["title"], postgresql_concurrently=True)',
    ],
)
def test_what_adds_is_fine(deed):
    assert written(deed) == []
