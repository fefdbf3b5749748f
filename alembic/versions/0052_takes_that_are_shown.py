"""The takes that somebody shows to their teachers are found without the others."""

import sqlalchemy as sa
from alembic import op

revision = "0052"
down_revision = "0051"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_index(
        "ix_recordings_shared", "recordings", ["user_id", "shared_at"], postgresql_where=sa.text("shared")
    )


def downgrade() -> None:
    op.drop_index("ix_recordings_shared", "recordings")
