"""Of which day a student was told that their homework comes due; what is open is found by its day."""

import sqlalchemy as sa
from alembic import op

revision = "0057"
down_revision = "0056"
branch_labels = None
depends_on = None
TABLE = "assignments"


def upgrade() -> None:
    op.add_column(TABLE, sa.Column("reminded_for", sa.Date(), nullable=True))
    still_open = sa.text("closed_at IS NULL AND handed_in_at IS NULL")
    op.create_index("ix_assignments_due_on", TABLE, ["due_on"], postgresql_where=still_open)


def downgrade() -> None:
    op.drop_column(TABLE, "reminded_for")
    op.drop_index("ix_assignments_due_on", TABLE)
