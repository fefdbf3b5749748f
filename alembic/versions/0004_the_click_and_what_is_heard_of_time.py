"""A recording may bring the metronome's log; an analysis has onsets and repeats."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("recordings", sa.Column("click", postgresql.JSONB(), nullable=True))
    for name, empty in (("onsets", "{}"), ("repeats", "[]")):
        op.add_column("analyses", sa.Column(name, postgresql.JSONB(), nullable=False, server_default=empty))


def downgrade() -> None:
    for name in ("repeats", "onsets"):
        op.drop_column("analyses", name)
    op.drop_column("recordings", "click")
