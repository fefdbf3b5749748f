"""What is said aloud about a take; and which comments and answers whoever they are for has seen."""

import sqlalchemy as sa
from alembic import op

revision = "0055"
down_revision = "0054"
branch_labels = None
depends_on = None

BEFORE = ("recording_id", "export_id", "import_id", "comparison_id")
NAMING = {"feedback": "teacher_id", "feedback_replies": "author_id"}


def upgrade() -> None:
    make_voices()
    for table, speaker in NAMING.items():
        name_voice(table, speaker)
        op.add_column(table, sa.Column("seen_at", sa.TIMESTAMP(timezone=True), nullable=True))
        op.execute(f"UPDATE {table} SET seen_at = now()")
    op.add_column("jobs", sa.Column("voice_id", sa.Uuid(), nullable=True))
    op.create_foreign_key(
        op.f("fk_jobs_voice_id_user_id"), "jobs", "voices", ["voice_id", "user_id"], ["id", "user_id"], ondelete="CASCADE"
    )
    op.create_unique_constraint(op.f("uq_jobs_voice_id_kind_user_id"), "jobs", ["voice_id", "kind", "user_id"])
    about((*BEFORE, "voice_id"))


def make_voices() -> None:
    moment = sa.TIMESTAMP(timezone=True)
    op.create_table(
        "voices",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("mime_type", sa.String(), nullable=False),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("failure", sa.String(), nullable=True),
        sa.Column("object_key", sa.String(), nullable=False),
        sa.Column("upload_id", sa.String(), nullable=True),
        sa.Column("rendition_key", sa.String(), nullable=True),
        sa.Column("bytes", sa.Integer(), nullable=False),
        sa.Column("duration_s", sa.Float(), nullable=True),
        sa.Column("came_gone_at", moment, nullable=True),
        sa.Column("created_at", moment, nullable=False),
        sa.Column("updated_at", moment, nullable=False),
        sa.CheckConstraint(
            "status IN ('uploading', 'queued', 'processing', 'ready', 'failed')", name=op.f("ck_voices_status")
        ),
        sa.CheckConstraint("char_length(failure) <= 40", name=op.f("ck_voices_failure_length")),
        sa.CheckConstraint("bytes > 0", name=op.f("ck_voices_bytes")),
        sa.CheckConstraint("(status = 'failed') = (failure IS NOT NULL)", name=op.f("ck_voices_failed_has_reason")),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name=op.f("fk_voices_user_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_voices")),
        sa.UniqueConstraint("id", "user_id", name=op.f("uq_voices_id_user_id")),
        sa.UniqueConstraint("object_key", name=op.f("uq_voices_object_key")),
    )
    op.create_index("ix_voices_user_id", "voices", ["user_id"])
    op.create_index("ix_voices_created_at", "voices", ["created_at"])
    op.create_index("ix_voices_left", "voices", ["updated_at"], postgresql_where=sa.text("came_gone_at IS NULL"))


def name_voice(table: str, speaker: str) -> None:
    op.add_column(table, sa.Column("voice_id", sa.Uuid(), nullable=True))
    op.create_foreign_key(
        op.f(f"fk_{table}_voice_id_{speaker}"),
        table,
        "voices",
        ["voice_id", speaker],
        ["id", "user_id"],
        ondelete="SET NULL (voice_id)",
    )
    spoken = sa.text("voice_id IS NOT NULL")
    op.create_index(f"ix_{table}_voice_id", table, ["voice_id"], postgresql_where=spoken)


def about(columns: tuple[str, ...]) -> None:
    op.drop_constraint(op.f("ck_jobs_about_one_thing"), "jobs", type_="check")
    op.create_check_constraint(op.f("ck_jobs_about_one_thing"), "jobs", f"num_nonnulls({', '.join(columns)}) = 1")


def downgrade() -> None:
    op.execute("DELETE FROM jobs WHERE voice_id IS NOT NULL")
    about(BEFORE)
    op.drop_column("jobs", "voice_id")
    for table in NAMING:
        op.drop_column(table, "voice_id")
        op.drop_column(table, "seen_at")
    op.drop_table("voices")
