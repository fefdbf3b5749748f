"""Texts of the board are found by their words and their week at once; made while others search and write."""

from alembic import op

revision = "0094"
down_revision = "0093"
branch_labels = None
depends_on = None

FOUND = """
    CREATE INDEX CONCURRENTLY ix_search_texts_words_week ON search_texts
     USING gin (words, (ARRAY[date_trunc('week', at AT TIME ZONE 'UTC')::date])) WITH (fastupdate = off)
"""


def upgrade() -> None:
    with op.get_context().autocommit_block():
        op.execute("SET lock_timeout = DEFAULT")
        op.execute("DROP INDEX CONCURRENTLY IF EXISTS ix_search_texts_words_week")
        op.execute(FOUND)
        op.execute("DROP INDEX CONCURRENTLY IF EXISTS ix_search_texts_words")


def downgrade() -> None:
    op.execute("CREATE INDEX ix_search_texts_words ON search_texts USING gin (words) WITH (fastupdate = off)")
    op.drop_index("ix_search_texts_words_week", "search_texts")
