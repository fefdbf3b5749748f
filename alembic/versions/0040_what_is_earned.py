"""What of each session counts, what was earned by it, challenges; and a quiet mode without any of that."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0040"
down_revision = "0039"
branch_labels = None
depends_on = None

MOMENT = sa.TIMESTAMP(timezone=True)
NO, NONE = sa.text("false"), sa.text("'{}'")
FLAGS = ("heard", "kept", "filmed", "performed", "noted", "rated", "planned")


def upgrade() -> None:
    op.add_column("users", sa.Column("quiet", sa.Boolean(), server_default=NO, nullable=False))
    _merits()
    _awards()
    _challenges()


def _merits() -> None:
    words, ids = postgresql.ARRAY(sa.Text()), postgresql.ARRAY(sa.Uuid())
    op.create_table(
        "merits",
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("session_id", sa.Uuid(), nullable=False),
        sa.Column("ended_at", MOMENT, nullable=False),
        sa.Column("local_day", sa.Date(), nullable=False),
        sa.Column("counted_s", sa.Float(), nullable=False),
        sa.Column("weight", sa.Integer(), nullable=False),
        sa.Column("tempo_bpm", sa.Float(), nullable=True),
        sa.Column("steady", sa.Boolean(), nullable=True),
        sa.Column("heard_of", sa.String(), nullable=True),
        sa.Column("hour", sa.Integer(), nullable=False),
        sa.Column("repetitions", sa.Integer(), nullable=False),
        sa.Column("instrument", sa.String(), nullable=False),
        sa.Column("focus", words, server_default=NONE, nullable=False),
        *(sa.Column(name, ids, server_default=NONE, nullable=False) for name in ("pieces", "sections", "reached")),
        *(sa.Column(name, sa.Boolean(), nullable=False) for name in FLAGS),
        sa.CheckConstraint("weight BETWEEN 1 AND 3", name=op.f("ck_merits_weight")),
        _owner("merits"),
        sa.ForeignKeyConstraint(
            ["session_id", "user_id"],
            ["practice_sessions.id", "practice_sessions.user_id"],
            name=op.f("fk_merits_session_id_user_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("user_id", "session_id", name=op.f("pk_merits")),
    )
    op.create_index("ix_merits_user_id", "merits", ["user_id", "local_day"])


def _awards() -> None:
    op.create_table(
        "awards",
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("tier", sa.Integer(), nullable=False),
        sa.Column("earned_at", MOMENT, nullable=False),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.Column("revoked_at", MOMENT, nullable=True),
        sa.Column("notified_at", MOMENT, nullable=True),
        sa.Column("worn", sa.Boolean(), server_default=NO, nullable=False),
        sa.CheckConstraint("char_length(key) <= 40", name=op.f("ck_awards_key_length")),
        _owner("awards"),
        sa.PrimaryKeyConstraint("user_id", "key", "tier", name=op.f("pk_awards")),
    )
    op.create_index("uq_awards_worn", "awards", ["user_id"], unique=True, postgresql_where=sa.text("worn"))


def _challenges() -> None:
    op.create_table(
        "challenges",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("measure", sa.String(), nullable=False),
        sa.Column("target", sa.Integer(), nullable=False),
        sa.Column("first_day", sa.Date(), nullable=False),
        sa.Column("last_day", sa.Date(), nullable=False),
        sa.Column("piece_id", sa.Uuid(), nullable=True),
        sa.Column("ours", sa.Boolean(), server_default=NO, nullable=False),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.Column("deleted_at", MOMENT, nullable=True),
        sa.CheckConstraint("measure IN ('minutes', 'days', 'repetitions')", name=op.f("ck_challenges_measure")),
        sa.CheckConstraint("char_length(title) <= 120", name=op.f("ck_challenges_title_length")),
        sa.CheckConstraint("target BETWEEN 1 AND 1000000", name=op.f("ck_challenges_target")),
        sa.CheckConstraint("last_day >= first_day AND last_day - first_day <= 366", name=op.f("ck_challenges_days")),
        _owner("challenges"),
        sa.ForeignKeyConstraint(
            ["piece_id", "user_id"],
            ["pieces.id", "pieces.user_id"],
            name=op.f("fk_challenges_piece_id_user_id"),
            ondelete="SET NULL (piece_id)",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_challenges")),
    )
    op.create_index("ix_challenges_user_id", "challenges", ["user_id", "last_day"])
    op.create_index("ix_challenges_piece_id", "challenges", ["piece_id"])


def _owner(table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(["user_id"], ["users.id"], name=op.f(f"fk_{table}_user_id"), ondelete="CASCADE")


def downgrade() -> None:
    for table in ("challenges", "awards", "merits"):
        op.drop_table(table)
    op.drop_column("users", "quiet")
