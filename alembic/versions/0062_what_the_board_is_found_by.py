"""What the board is found by: words of each text, how often each is known, and how words may be misspelt."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0062"
down_revision = "0061"
branch_labels = None
depends_on = None

COUNT = """
    CREATE FUNCTION search_texts_counted() RETURNS trigger LANGUAGE plpgsql
    SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$ BEGIN
        IF TG_OP <> 'INSERT' THEN
            INSERT INTO search_counts (terms, by) VALUES (tsvector_to_array(OLD.words), -1);
        END IF;
        IF TG_OP <> 'DELETE' THEN
            INSERT INTO search_counts (terms, by) VALUES (tsvector_to_array(NEW.words), 1);
        END IF;
        RETURN NULL;
    END $$
"""


def upgrade() -> None:
    op.create_table(
        "search_texts",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("post_id", sa.Uuid(), nullable=False),
        sa.Column("comment_id", sa.Uuid(), nullable=True),
        sa.Column("at", sa.TIMESTAMP(timezone=True), nullable=False),
        sa.Column("words", postgresql.TSVECTOR(), nullable=False),
        sa.ForeignKeyConstraint(
            ["post_id"], ["forum_posts.id"], name=op.f("fk_search_texts_post_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["comment_id"], ["forum_comments.id"], name=op.f("fk_search_texts_comment_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_search_texts")),
        sa.UniqueConstraint("comment_id", name=op.f("uq_search_texts_comment_id")),
    )
    op.create_index(
        "ix_search_texts_words",
        "search_texts",
        ["words"],
        postgresql_using="gin",
        postgresql_with={"fastupdate": "off"},
    )
    op.create_index("ix_search_texts_at", "search_texts", [sa.text("at DESC")])
    op.create_index("ix_search_texts_post", "search_texts", ["post_id"])
    op.create_table(
        "search_terms",
        sa.Column("term", sa.String(collation="C"), nullable=False),
        sa.Column("texts", sa.Integer(), nullable=False),
        sa.Column("spelled", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("term", name=op.f("pk_search_terms")),
    )
    op.create_table(
        "search_spellings",
        sa.Column("variant", sa.String(collation="C"), nullable=False),
        sa.Column("word", sa.String(collation="C"), nullable=False),
        sa.ForeignKeyConstraint(
            ["word"], ["search_terms.term"], name=op.f("fk_search_spellings_word"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("variant", "word", name=op.f("pk_search_spellings")),
    )
    op.create_index("ix_search_spellings_word", "search_spellings", ["word"])
    op.create_table(
        "search_counts",
        sa.Column("id", sa.Integer(), sa.Identity(), nullable=False),
        sa.Column("terms", postgresql.ARRAY(sa.String()), nullable=False),
        sa.Column("by", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_search_counts")),
    )
    op.execute(COUNT)
    op.execute("REVOKE EXECUTE ON FUNCTION search_texts_counted() FROM PUBLIC")
    op.execute(
        "CREATE TRIGGER search_texts_counted AFTER INSERT OR UPDATE OF words OR DELETE ON search_texts"
        " FOR EACH ROW EXECUTE FUNCTION search_texts_counted()"
    )


def downgrade() -> None:
    for table in ("search_counts", "search_spellings", "search_terms", "search_texts"):
        op.drop_table(table)
    op.execute("DROP FUNCTION search_texts_counted()")
