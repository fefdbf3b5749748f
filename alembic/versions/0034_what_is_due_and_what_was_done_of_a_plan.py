"""What is due comes back by how it went: a word on each part of a session, what was done of a plan, and a switch."""

import sqlalchemy as sa
from alembic import op

revision = "0034"
down_revision = "0033"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("users", sa.Column("reviews", sa.Boolean(), server_default="true", nullable=False))
    op.add_column("practice_sessions", sa.Column("plan_steps", sa.Integer(), nullable=True))
    op.add_column("practice_sessions", sa.Column("plan_done", sa.Integer(), nullable=True))
    op.create_check_constraint(
        op.f("ck_practice_sessions_plan_whole"), "practice_sessions", "(plan_steps IS NULL) = (plan_done IS NULL)"
    )
    op.create_check_constraint(
        op.f("ck_practice_sessions_plan_done"), "practice_sessions", "plan_done BETWEEN 0 AND plan_steps"
    )
    op.add_column("session_items", sa.Column("rating", sa.Integer(), nullable=True))
    op.create_check_constraint(op.f("ck_session_items_rating"), "session_items", "rating BETWEEN 1 AND 5")


def downgrade() -> None:
    op.drop_column("session_items", "rating")
    for name in ("plan_steps", "plan_done"):
        op.drop_column("practice_sessions", name)
    op.drop_column("users", "reviews")
