"""A recording knows how long it really is, where it is listened to, and how often its upload was begun."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("recordings", sa.Column("length_s", sa.Double(), nullable=True))
    op.add_column("recordings", sa.Column("claimed_by", sa.String(), nullable=True))
    op.add_column("recordings", sa.Column("begun_at", sa.TIMESTAMP(timezone=True), nullable=True))
    op.add_column("recordings", sa.Column("begins", sa.Integer(), nullable=False, server_default="0"))
    op.execute("UPDATE recordings SET length_s = duration_s WHERE status = 'ready'")
    op.execute("UPDATE recordings SET begun_at = created_at, begins = 1")
    op.create_index(
        "ix_recordings_served",
        "recordings",
        ["user_id", "claimed_at"],
        postgresql_where=sa.text("claimed_at IS NOT NULL"),
    )


def downgrade() -> None:
    op.drop_index("ix_recordings_served", "recordings")
    for name in ("begins", "begun_at", "claimed_by", "length_s"):
        op.drop_column("recordings", name)
