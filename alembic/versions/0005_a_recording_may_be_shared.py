"""A kept recording may be shown to the student's teachers."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("recordings", sa.Column("shared", sa.Boolean(), nullable=False, server_default=sa.false()))
    op.create_check_constraint(op.f("ck_recordings_shared_is_kept"), "recordings", "keep OR NOT shared")


def downgrade() -> None:
    op.drop_constraint(op.f("ck_recordings_shared_is_kept"), "recordings", type_="check")
    op.drop_column("recordings", "shared")
