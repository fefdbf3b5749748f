"""Days of many people are added up from an index alone."""

from alembic import op

revision = "0066"
down_revision = "0065"
branch_labels = None
depends_on = None

NAME, TABLE = "ix_practice_days_told", "practice_days"


def upgrade() -> None:
    told = ["counted_s", "clock_s", "played_s", "sessions"]
    op.create_index(NAME, TABLE, ["user_id", "local_day"], postgresql_include=told)


def downgrade() -> None:
    op.drop_index(NAME, TABLE)
