"""How much of a day's clock time was listened to, so that what was played can be told beside it."""

import sqlalchemy as sa
from alembic import op

revision = "0041"
down_revision = "0040"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("practice_days", sa.Column("heard_clock_s", sa.Float(), server_default="0", nullable=False))


def downgrade() -> None:
    op.drop_column("practice_days", "heard_clock_s")
