"""The tempi of many people's last weeks are found without their other figures: what a teacher's list asks for."""

import sqlalchemy as sa
from alembic import op

revision = "0048"
down_revision = "0047"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_index(
        "ix_practice_metrics_tempo", "practice_metrics", ["user_id", "local_day"], postgresql_where=sa.text("key = 2")
    )


def downgrade() -> None:
    op.drop_index("ix_practice_metrics_tempo", "practice_metrics")
