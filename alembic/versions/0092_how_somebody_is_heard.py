"""From when on corrections count for how readily somebody is heard, by instrument."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0092"
down_revision = "0088"
branch_labels = None
depends_on = None


def upgrade() -> None:
    column = sa.Column("unlearned", postgresql.JSONB(), nullable=False, server_default="{}")
    op.add_column("users", column)


def downgrade() -> None:
    op.drop_column("users", "unlearned")
