"""Two kept recordings are laid side by side: a comparison is a row, its job does the work."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0038"
down_revision = "0037"
branch_labels = None
depends_on = None

BEFORE = ("recording_id", "export_id", "import_id")


def upgrade() -> None:
    moment = postgresql.TIMESTAMP(timezone=True)
    op.create_table(
        "comparisons",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("a_id", sa.Uuid(), nullable=False),
        sa.Column("b_id", sa.Uuid(), nullable=False),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("failure", sa.String(), nullable=True),
        sa.Column("found", postgresql.JSONB(none_as_null=True), nullable=True),
        sa.Column("created_at", moment, nullable=False),
        sa.Column("updated_at", moment, nullable=False),
        sa.CheckConstraint("a_id <> b_id", name=op.f("ck_comparisons_two_recordings")),
        sa.CheckConstraint(
            "status IN ('queued', 'processing', 'ready', 'failed')", name=op.f("ck_comparisons_status")
        ),
        sa.CheckConstraint("char_length(failure) <= 40", name=op.f("ck_comparisons_failure_length")),
        sa.CheckConstraint(
            "(status = 'failed') = (failure IS NOT NULL)", name=op.f("ck_comparisons_failed_has_reason")
        ),
        sa.CheckConstraint("(status = 'ready') = (found IS NOT NULL)", name=op.f("ck_comparisons_ready_was_found")),
        sa.ForeignKeyConstraint(
            ["user_id"], ["users.id"], name=op.f("fk_comparisons_user_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["a_id", "user_id"],
            ["recordings.id", "recordings.user_id"],
            name=op.f("fk_comparisons_a_id_user_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["b_id", "user_id"],
            ["recordings.id", "recordings.user_id"],
            name=op.f("fk_comparisons_b_id_user_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_comparisons")),
        sa.UniqueConstraint("id", "user_id", name=op.f("uq_comparisons_id_user_id")),
        sa.UniqueConstraint("a_id", "b_id", "user_id", name=op.f("uq_comparisons_a_id_b_id_user_id")),
    )
    op.create_index("ix_comparisons_user_id", "comparisons", ["user_id", "created_at"])
    op.create_index("ix_comparisons_b_id", "comparisons", ["b_id"])
    op.add_column("jobs", sa.Column("comparison_id", sa.Uuid(), nullable=True))
    op.create_foreign_key(
        op.f("fk_jobs_comparison_id_user_id"),
        "jobs",
        "comparisons",
        ["comparison_id", "user_id"],
        ["id", "user_id"],
        ondelete="CASCADE",
    )
    op.create_unique_constraint(
        op.f("uq_jobs_comparison_id_kind_user_id"), "jobs", ["comparison_id", "kind", "user_id"]
    )
    _about((*BEFORE, "comparison_id"))


def downgrade() -> None:
    op.execute("DELETE FROM jobs WHERE comparison_id IS NOT NULL")
    _about(BEFORE)
    op.drop_column("jobs", "comparison_id")
    op.drop_table("comparisons")


def _about(columns: tuple[str, ...]) -> None:
    op.drop_constraint(op.f("ck_jobs_about_one_thing"), "jobs", type_="check")
    op.create_check_constraint(
        op.f("ck_jobs_about_one_thing"), "jobs", f"num_nonnulls({', '.join(columns)}) = 1"
    )
