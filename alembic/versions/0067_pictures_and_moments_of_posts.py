"""Pictures that people put into what they write on the board, and seconds of their own practice."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0067"
down_revision = "0066"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "forum_pictures",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("object_key", sa.String(), nullable=False),
        sa.Column("width", sa.Integer(), nullable=False),
        sa.Column("height", sa.Integer(), nullable=False),
        sa.Column("bytes", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.TIMESTAMP(timezone=True), nullable=False),
        sa.CheckConstraint("bytes > 0 AND width > 0 AND height > 0", name=op.f("ck_forum_pictures_size")),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name=op.f("fk_forum_pictures_user_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_forum_pictures")),
        sa.UniqueConstraint("object_key", name=op.f("uq_forum_pictures_object_key")),
    )
    op.create_index("ix_forum_pictures_user_id", "forum_pictures", ["user_id"])
    op.create_table(
        "forum_moments",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("session_id", sa.Uuid(), nullable=False),
        sa.Column("start_s", sa.Float(), nullable=False),
        sa.Column("end_s", sa.Float(), nullable=False),
        sa.Column("played_s", sa.Float(), nullable=True),
        sa.Column("spans", postgresql.JSONB(), server_default="[]", nullable=False),
        sa.Column("created_at", sa.TIMESTAMP(timezone=True), nullable=False),
        sa.Column("revoked_at", sa.TIMESTAMP(timezone=True), nullable=True),
        sa.CheckConstraint(
            "start_s >= 0 AND end_s > start_s AND end_s - start_s <= 600", name=op.f("ck_forum_moments_in_order")
        ),
        sa.ForeignKeyConstraint(
            ["session_id", "user_id"],
            ["practice_sessions.id", "practice_sessions.user_id"],
            name=op.f("fk_forum_moments_session_id_user_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name=op.f("fk_forum_moments_user_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_forum_moments")),
    )
    op.create_index("ix_forum_moments_user_id", "forum_moments", ["user_id"])
    op.create_index("ix_forum_moments_session_id", "forum_moments", ["session_id"])


def downgrade() -> None:
    for name in ("forum_moments", "forum_pictures"):
        op.drop_table(name)
