"""Finds the tags that mean one; made while others go on writing."""

import sqlalchemy as sa
from alembic import op

revision = "0085"
down_revision = "0084"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.get_context().autocommit_block():
        op.create_index(
            "ix_forum_tags_joined_to",
            "forum_tags",
            ["joined_to"],
            postgresql_where=sa.text("joined_to IS NOT NULL"),
            postgresql_concurrently=True,
            if_not_exists=True,
        )


def downgrade() -> None:
    op.drop_index("ix_forum_tags_joined_to", "forum_tags")
