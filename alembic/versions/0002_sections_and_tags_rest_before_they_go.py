"""Deleted sections and tags stay as marks, so that a device that was offline can still name them."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    for table in ("sections", "tags"):
        op.add_column(table, sa.Column("deleted_at", postgresql.TIMESTAMP(timezone=True), nullable=True))
    op.drop_index("uq_tags_user_id_name", table_name="tags")
    op.create_index(
        "uq_tags_user_id_name",
        "tags",
        ["user_id", sa.literal_column("lower(name)")],
        unique=True,
        postgresql_where=sa.text("deleted_at IS NULL"),
    )


def downgrade() -> None:
    op.execute("DELETE FROM tags WHERE deleted_at IS NOT NULL")
    op.execute("DELETE FROM sections WHERE deleted_at IS NOT NULL")
    op.drop_index("uq_tags_user_id_name", table_name="tags")
    op.create_index("uq_tags_user_id_name", "tags", ["user_id", sa.literal_column("lower(name)")], unique=True)
    for table in ("sections", "tags"):
        op.drop_column(table, "deleted_at")
