"""Posts and comments of somebody new that wait until a person has looked; and what an author has on the board."""

import sqlalchemy as sa
from alembic import op

revision = "0071"
down_revision = "0070"
branch_labels = None
depends_on = None

ON_THE_BOARD = "published_at IS NOT NULL AND hidden_at IS NULL AND deleted_at IS NULL AND group_id IS NULL"


def upgrade() -> None:
    for table in ("forum_posts", "forum_comments"):
        op.add_column(table, sa.Column("held_at", sa.TIMESTAMP(timezone=True), nullable=True))
    op.create_index(
        "ix_forum_posts_by",
        "forum_posts",
        ["author_id", sa.text("published_at DESC"), sa.text("id DESC")],
        postgresql_where=sa.text(ON_THE_BOARD),
    )


def downgrade() -> None:
    op.drop_index("ix_forum_posts_by", "forum_posts")
    for table in ("forum_comments", "forum_posts"):
        op.drop_column(table, "held_at")
