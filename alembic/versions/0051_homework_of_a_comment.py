"""Homework names the comment of which it was made, which is between the same two people."""

import sqlalchemy as sa
from alembic import op

revision = "0051"
down_revision = "0050"
branch_labels = None
depends_on = None
TABLE = "assignments"


def upgrade() -> None:
    op.add_column(TABLE, sa.Column("feedback_id", sa.Uuid(), nullable=True))
    op.create_foreign_key(
        op.f("fk_assignments_feedback_id_given_by_user_id"),
        TABLE,
        "feedback",
        ["feedback_id", "given_by", "user_id"],
        ["id", "teacher_id", "student_id"],
        ondelete="SET NULL (feedback_id)",
    )
    named = sa.text("feedback_id IS NOT NULL")
    op.create_index("ix_assignments_feedback_id", TABLE, ["feedback_id"], postgresql_where=named)


def downgrade() -> None:
    op.drop_column(TABLE, "feedback_id")
