"""What is shown of one's own practice sounds: its seconds are cut out of the recording."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0069"
down_revision = "0068"
branch_labels = None
depends_on = None

BEFORE = ("recording_id", "export_id", "import_id", "comparison_id", "voice_id")


def upgrade() -> None:
    op.create_unique_constraint(op.f("uq_forum_moments_id_user_id"), "forum_moments", ["id", "user_id"])
    for column in (
        sa.Column("levels", postgresql.JSONB(), server_default="{}", nullable=False),
        sa.Column("recording_id", sa.Uuid(), nullable=True),
        sa.Column("object_key", sa.String(), nullable=True),
        sa.Column("sounds_at", sa.TIMESTAMP(timezone=True), nullable=True),
    ):
        op.add_column("forum_moments", column)
    op.create_unique_constraint(op.f("uq_forum_moments_object_key"), "forum_moments", ["object_key"])
    op.create_foreign_key(
        op.f("fk_forum_moments_recording_id_user_id"),
        "forum_moments",
        "recordings",
        ["recording_id", "user_id"],
        ["id", "user_id"],
        ondelete="SET NULL (recording_id)",
    )
    sounding = sa.text("object_key IS NOT NULL")
    op.create_index("ix_forum_moments_sound", "forum_moments", ["created_at"], postgresql_where=sounding)
    op.add_column("jobs", sa.Column("moment_id", sa.Uuid(), nullable=True))
    named = (op.f("fk_jobs_moment_id_user_id"), "jobs", "forum_moments")
    op.create_foreign_key(*named, ["moment_id", "user_id"], ["id", "user_id"], ondelete="CASCADE")
    op.create_unique_constraint(op.f("uq_jobs_moment_id_kind_user_id"), "jobs", ["moment_id", "kind", "user_id"])
    about((*BEFORE, "moment_id"))


def about(columns: tuple[str, ...]) -> None:
    op.drop_constraint(op.f("ck_jobs_about_one_thing"), "jobs", type_="check")
    op.create_check_constraint(op.f("ck_jobs_about_one_thing"), "jobs", f"num_nonnulls({', '.join(columns)}) = 1")


def downgrade() -> None:
    op.execute("DELETE FROM jobs WHERE moment_id IS NOT NULL")
    about(BEFORE)
    op.drop_column("jobs", "moment_id")
    for column in ("levels", "recording_id", "object_key", "sounds_at"):
        op.drop_column("forum_moments", column)
    op.drop_constraint(op.f("uq_forum_moments_id_user_id"), "forum_moments", type_="unique")
