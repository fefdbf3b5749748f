"""What practice adds up to: figures by month, and a row for each person's day."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0032"
down_revision = "0031"
branch_labels = None
depends_on = None

MOMENT = sa.TIMESTAMP(timezone=True)
REALS = postgresql.ARRAY(sa.REAL())
DOUBLES = postgresql.ARRAY(postgresql.DOUBLE_PRECISION())


def upgrade() -> None:
    _metrics()
    _days()
    _items()
    op.create_table(
        "rolled_up",
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("made_at", MOMENT, nullable=False),
        _owner("rolled_up"),
        sa.PrimaryKeyConstraint("user_id", name=op.f("pk_rolled_up")),
    )


def downgrade() -> None:
    for table in ("rolled_up", "practice_day_items", "practice_days", "practice_metrics"):
        op.drop_table(table)


def _owner(table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(["user_id"], ["users.id"], name=op.f(f"fk_{table}_user_id"), ondelete="CASCADE")


def _metrics() -> None:
    op.create_table(
        "practice_metrics",
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("session_id", sa.Uuid(), nullable=False),
        sa.Column("piece_id", sa.Uuid(), nullable=True),
        sa.Column("section_id", sa.Uuid(), nullable=True),
        sa.Column("local_day", sa.Date(), nullable=False),
        sa.Column("value", sa.REAL(), nullable=False),
        sa.Column("confidence", sa.REAL(), nullable=False),
        sa.Column("weight", sa.REAL(), nullable=False),
        sa.Column("key", sa.SmallInteger(), nullable=False),
        _owner("practice_metrics"),
        postgresql_partition_by="RANGE (local_day)",
    )
    op.create_index(op.f("ix_practice_metrics_user_id_local_day"), "practice_metrics", ["user_id", "local_day"])
    op.execute("CREATE TABLE practice_metrics_default PARTITION OF practice_metrics DEFAULT")
    op.execute("ALTER TABLE practice_metrics_default ENABLE ROW LEVEL SECURITY")


def _days() -> None:
    op.create_table(
        "practice_days",
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("local_day", sa.Date(), nullable=False),
        sa.Column("counted_s", sa.Float(), nullable=False),
        sa.Column("clock_s", sa.Float(), nullable=False),
        sa.Column("played_s", sa.Float(), nullable=True),
        sa.Column("sessions", sa.Integer(), nullable=False),
        sa.Column("corrected", sa.Integer(), nullable=False),
        sa.Column("first_zone", sa.String(), nullable=False),
        sa.Column("last_zone", sa.String(), nullable=False),
        sa.Column("started_at", MOMENT, nullable=False),
        sa.Column("ended_at", MOMENT, nullable=False),
        sa.Column("parts", postgresql.JSONB(), server_default="{}", nullable=False),
        sa.Column("weights", REALS, server_default="{}", nullable=False),
        sa.Column("x_sums", DOUBLES, server_default="{}", nullable=False),
        sa.Column("y_sums", DOUBLES, server_default="{}", nullable=False),
        sa.Column("confidences", REALS, server_default="{}", nullable=False),
        _owner("practice_days"),
        sa.PrimaryKeyConstraint("user_id", "local_day", name=op.f("pk_practice_days")),
    )


def _items() -> None:
    op.create_table(
        "practice_day_items",
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("local_day", sa.Date(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("piece_id", sa.Uuid(), nullable=False),
        sa.Column("section_id", sa.Uuid(), nullable=True),
        sa.Column("counted_s", sa.Float(), nullable=False),
        sa.Column("clock_s", sa.Float(), nullable=False),
        sa.Column("repetitions", sa.Integer(), nullable=False),
        sa.Column("sessions", sa.Integer(), nullable=False),
        _owner("practice_day_items"),
        sa.ForeignKeyConstraint(
            ["piece_id", "user_id"],
            ["pieces.id", "pieces.user_id"],
            name=op.f("fk_practice_day_items_piece_id_user_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["section_id", "user_id"],
            ["sections.id", "sections.user_id"],
            name=op.f("fk_practice_day_items_section_id_user_id"),
            ondelete="SET NULL (section_id)",
        ),
        sa.PrimaryKeyConstraint("user_id", "local_day", "position", name=op.f("pk_practice_day_items")),
    )
    op.create_index(op.f("ix_practice_day_items_piece_id"), "practice_day_items", ["piece_id", "local_day"])
    op.create_index(op.f("ix_practice_day_items_section_id"), "practice_day_items", ["section_id"])
