"""What people mean to practise in a week, and on which weekdays they rest."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import ARRAY

revision = "0039"
down_revision = "0038"
branch_labels = None
depends_on = None


def column(name: str, kind: object, default: str | None = None) -> sa.Column:
    return sa.Column(name, kind, nullable=False, server_default=sa.text(default) if default else None)


def owner(table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(["user_id"], ["users.id"], name=op.f(f"fk_{table}_user_id"), ondelete="CASCADE")


def check(table: str, name: str, condition: str) -> sa.CheckConstraint:
    return sa.CheckConstraint(condition, name=op.f(f"ck_{table}_{name}"))


def upgrade() -> None:
    op.create_table(
        "goals",
        column("id", sa.Uuid()),
        column("user_id", sa.Uuid()),
        column("instrument", sa.String()),
        column("minutes_per_week", sa.Integer()),
        column("rest_days", ARRAY(sa.SmallInteger()), "'{}'"),
        column("created_at", sa.TIMESTAMP(timezone=True)),
        column("updated_at", sa.TIMESTAMP(timezone=True)),
        check("goals", "instrument_length", "char_length(instrument) <= 60"),
        check("goals", "minutes_per_week", "minutes_per_week BETWEEN 1 AND 10080"),
        check("goals", "rest_days", "rest_days <@ ARRAY[0, 1, 2, 3, 4, 5, 6]::smallint[]"),
        owner("goals"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_goals")),
        sa.UniqueConstraint("user_id", "instrument", name=op.f("uq_goals_user_id_instrument")),
    )
    op.create_table(
        "rest_days",
        column("id", sa.Uuid()),
        column("user_id", sa.Uuid()),
        column("weekday", sa.SmallInteger()),
        column("said_on", sa.Date()),
        sa.Column("until", sa.Date(), nullable=True),
        check("rest_days", "weekday", "weekday BETWEEN 0 AND 6"),
        check("rest_days", "until", "until > said_on"),
        owner("rest_days"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_rest_days")),
    )
    op.create_index(op.f("ix_rest_days_user_id"), "rest_days", ["user_id"])
    op.create_index(
        "uq_rest_days_user_id_weekday", "rest_days", ["user_id", "weekday"], unique=True,
        postgresql_where=sa.text("until IS NULL"),
    )


def downgrade() -> None:
    op.drop_table("rest_days")
    op.drop_table("goals")
