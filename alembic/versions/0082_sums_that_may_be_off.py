"""By how much days and months may be off, where what was heard isn't sure; filled when they are next made."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0082"
down_revision = "0075"
branch_labels = None
depends_on = None

DOUBLES = postgresql.ARRAY(postgresql.DOUBLE_PRECISION())
NAMES = ("less_s", "more_s")


def upgrade() -> None:
    for name in NAMES:
        op.add_column("practice_days", sa.Column(name, sa.Float(), server_default="0", nullable=False))
        op.add_column("practice_months", sa.Column(name, DOUBLES, server_default="{}", nullable=False))


def downgrade() -> None:
    for name in NAMES:
        op.drop_column("practice_months", name)
        op.drop_column("practice_days", name)
