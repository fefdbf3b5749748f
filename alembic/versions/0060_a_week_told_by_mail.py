"""When the week of their students is told next, for whoever wants it."""

import sqlalchemy as sa
from alembic import op

revision = "0060"
down_revision = "0059"
branch_labels = None
depends_on = None
TABLE, INDEX = "notification_choices", "ix_notification_choices_week_next"


def upgrade() -> None:
    op.add_column(TABLE, sa.Column("week_next", sa.TIMESTAMP(timezone=True), nullable=True))
    op.create_index(INDEX, TABLE, ["week_next"], postgresql_where=sa.text("week_next IS NOT NULL"))


def downgrade() -> None:
    op.drop_index(INDEX, TABLE)
    op.drop_column(TABLE, "week_next")
