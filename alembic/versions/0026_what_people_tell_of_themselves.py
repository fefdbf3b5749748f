"""What people tell of themselves, to whom it is shown, and where their picture lies."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import ARRAY, JSONB

revision = "0026"
down_revision = "0025"
branch_labels = None
depends_on = None

LEVELS = "IN ('me', 'teachers', 'groups', 'everyone')"


def column(name: str, kind: object, default: str | None = None) -> sa.Column:
    return sa.Column(name, kind, nullable=False, server_default=sa.text(default) if default else None)


def owner(table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(["user_id"], ["users.id"], name=op.f(f"fk_{table}_user_id"), ondelete="CASCADE")


def check(name: str, condition: str) -> sa.CheckConstraint:
    return sa.CheckConstraint(condition, name=op.f(f"ck_profiles_{name}"))


def upgrade() -> None:
    op.create_table(
        "pictures",
        column("id", sa.Uuid()),
        column("user_id", sa.Uuid()),
        *(column(name, sa.String()) for name in ("name", "small_key", "middle_key", "large_key")),
        column("bytes", sa.Integer()),
        column("created_at", sa.TIMESTAMP(timezone=True)),
        owner("pictures"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_pictures")),
        sa.UniqueConstraint("name", name=op.f("uq_pictures_name")),
    )
    op.create_index(op.f("ix_pictures_user_id"), "pictures", ["user_id"])
    op.create_table(
        "profiles",
        column("user_id", sa.Uuid()),
        sa.Column("kind", sa.String(), nullable=True),
        sa.Column("level", sa.String(), nullable=True),
        column("instrument_levels", JSONB(), "'{}'"),
        column("instrument_since", JSONB(), "'{}'"),
        column("specialties", ARRAY(sa.Text()), "'{}'"),
        sa.Column("years_playing", sa.Integer(), nullable=True),
        column("bio", sa.String()),
        column("hashtags", ARRAY(sa.Text()), "'{}'"),
        column("reminders", JSONB(), "'[]'"),
        *(column(f"seen_{part}", sa.String()) for part in ("profile", "statistics", "sessions")),
        sa.Column("picture", sa.String(), nullable=True),
        column("updated_at", sa.TIMESTAMP(timezone=True)),
        check("kind", "kind IN ('student', 'hobby', 'professional', 'teacher')"),
        check("level_length", "char_length(level) <= 40"),
        check("bio_length", "char_length(bio) <= 1000"),
        check("years_playing", "years_playing BETWEEN 0 AND 100"),
        *(check(f"seen_{part}", f"seen_{part} {LEVELS}") for part in ("profile", "statistics", "sessions")),
        owner("profiles"),
        sa.PrimaryKeyConstraint("user_id", name=op.f("pk_profiles")),
    )
    op.create_index(
        "uq_profiles_picture", "profiles", ["picture"], unique=True, postgresql_where=sa.text("picture IS NOT NULL")
    )


def downgrade() -> None:
    op.drop_table("profiles")
    op.drop_table("pictures")
