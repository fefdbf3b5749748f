"""A player may contest what was heard; that stands beside it. A device says whether it changed the volume itself."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("recordings", sa.Column("auto_gain", sa.Boolean(), nullable=True))
    op.create_table(
        "corrections",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("session_id", sa.Uuid(), nullable=False),
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("start_s", sa.Float(), nullable=False),
        sa.Column("end_s", sa.Float(), nullable=False),
        sa.Column("created_at", sa.TIMESTAMP(timezone=True), nullable=False),
        sa.CheckConstraint("kind IN ('playing', 'not_playing')", name=op.f("ck_corrections_kind")),
        sa.CheckConstraint("start_s >= 0 AND end_s > start_s", name=op.f("ck_corrections_in_order")),
        sa.ForeignKeyConstraint(
            ["session_id"],
            ["practice_sessions.id"],
            name=op.f("fk_corrections_session_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["user_id"], ["users.id"], name=op.f("fk_corrections_user_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_corrections")),
    )
    for column in ("session_id", "user_id"):
        op.create_index(op.f(f"ix_corrections_{column}"), "corrections", [column])
    own = "user_id = app_user_id()"
    op.execute("ALTER TABLE corrections ENABLE ROW LEVEL SECURITY")
    op.execute("GRANT SELECT, INSERT, UPDATE, DELETE ON corrections TO woodshed_web")
    op.execute("GRANT SELECT, INSERT, UPDATE, DELETE ON corrections TO woodshed_system")
    op.execute(f"CREATE POLICY own ON corrections TO woodshed_web USING ({own}) WITH CHECK ({own})")
    op.execute("CREATE POLICY system ON corrections TO woodshed_system USING (true) WITH CHECK (true)")


def downgrade() -> None:
    op.drop_table("corrections")
    op.drop_column("recordings", "auto_gain")
