"""What a person has, deleted ones too, is counted without a look at everybody's: before each session that is saved."""

from alembic import op

revision = "0042"
down_revision = "0041"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_index("ix_practice_sessions_user_id_created_at", "practice_sessions", ["user_id", "created_at"])
    for table in ("pieces", "sections", "tags"):
        op.create_index(f"ix_{table}_user_id", table, ["user_id"])


def downgrade() -> None:
    for table in ("tags", "sections", "pieces"):
        op.drop_index(f"ix_{table}_user_id", table)
    op.drop_index("ix_practice_sessions_user_id_created_at", "practice_sessions")
