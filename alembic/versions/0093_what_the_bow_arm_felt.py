"""What the phone on the bow arm felt beside a recording, and what that tells of the strokes."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0093"
down_revision = "0092"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("recordings", sa.Column("motion_key", sa.String(), nullable=True))
    op.add_column("recordings", sa.Column("motion_bytes", sa.Integer(), nullable=True))
    op.add_column("analyses", sa.Column("arm", postgresql.JSONB(), nullable=False, server_default="{}"))


def downgrade() -> None:
    op.drop_column("analyses", "arm")
    op.drop_column("recordings", "motion_bytes")
    op.drop_column("recordings", "motion_key")
