"""Jobs are rows of one table; those of recordings move there, each as it stands.

Nothing may change recordings meanwhile. What only workers wrote in `recordings` (who has it, since when, how often) is
read by web processes of the release before for as long as they run beside this one, so the columns stay until the next
release (`env.py` knows them) and are written by nobody: a worker of the release before that claims there is refused.
"""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None

OPEN = "status IN ('queued', 'processing')"
CHECKS = {
    "status": "status IN ('queued', 'processing', 'done', 'failed', 'cancelled')",
    "kind_length": "char_length(kind) <= 40",
    "failure_length": "char_length(failure) <= 40",
    "about_one_thing": "num_nonnulls(recording_id) = 1",
    "progress": "progress BETWEEN 0 AND 1",
    "failed_has_reason": "(status = 'failed') = (failure IS NOT NULL)",
    "processing_is_claimed": "(status = 'processing') = (claim_token IS NOT NULL)",
}
INDEXES = {
    "ix_jobs_user_id": (["user_id"], None),
    "ix_jobs_open": (["kind", "updated_at"], OPEN),
    "ix_jobs_processing": (["claimed_by"], "status = 'processing'"),
    "ix_jobs_claimed": (["kind", "claimed_at"], "claimed_at IS NOT NULL"),
    "ix_jobs_ended": (["updated_at"], f"NOT ({OPEN})"),
}

# Open ones go on; of the others those that turns remember, and what anybody may still ask about.
MOVED = f"""
    INSERT INTO jobs (id, user_id, kind, recording_id, status, failure, attempts, work_s, progress, claim_token,
                      claimed_by, claimed_at, heartbeat_at, created_at, updated_at)
    SELECT gen_random_uuid(), user_id, 'analysis', id,
           CASE status WHEN 'ready' THEN 'done' WHEN 'uploading' THEN 'cancelled' WHEN 'deleted' THEN 'cancelled'
                ELSE status END,
           failure, attempts, length_s * CASE kind WHEN 'video' THEN 5 ELSE 1 END, CASE status WHEN 'ready' THEN 1 END,
           claim_token, claimed_by, claimed_at, heartbeat_at, created_at, updated_at
      FROM recordings WHERE {OPEN} OR claimed_at > now() - interval '30 days'
"""
MOVED_BACK = """
    UPDATE recordings r SET attempts = j.attempts, claim_token = j.claim_token, claimed_by = j.claimed_by,
           claimed_at = j.claimed_at, heartbeat_at = j.heartbeat_at
      FROM jobs j WHERE j.recording_id = r.id AND j.kind = 'analysis'
       AND (r.status = 'processing') = (j.status = 'processing')
"""


def upgrade() -> None:
    op.execute("LOCK TABLE recordings IN SHARE ROW EXCLUSIVE MODE")
    make_jobs()
    op.execute(MOVED)
    op.drop_constraint(op.f("ck_recordings_processing_is_claimed"), "recordings")
    op.execute("UPDATE recordings SET claim_token = NULL WHERE claim_token IS NOT NULL")
    op.create_check_constraint(op.f("ck_recordings_claims_are_in_jobs"), "recordings", "claim_token IS NULL")
    op.alter_column("recordings", "attempts", server_default="0")
    op.drop_index("ix_recordings_served", "recordings")


def make_jobs() -> None:
    moments = (("claimed_at", True), ("heartbeat_at", True), ("created_at", False), ("updated_at", False))
    op.create_table(
        "jobs",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("recording_id", sa.Uuid(), nullable=True),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("failure", sa.String(), nullable=True),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("work_s", sa.Float(), nullable=True),
        sa.Column("progress", sa.Float(), nullable=True),
        sa.Column("claim_token", sa.Uuid(), nullable=True),
        sa.Column("claimed_by", sa.String(), nullable=True),
        *(sa.Column(name, sa.TIMESTAMP(timezone=True), nullable=nullable) for name, nullable in moments),
        *(sa.CheckConstraint(rule, name=op.f(f"ck_jobs_{name}")) for name, rule in CHECKS.items()),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name=op.f("fk_jobs_user_id"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(
            ["recording_id", "user_id"],
            ["recordings.id", "recordings.user_id"],
            name=op.f("fk_jobs_recording_id_user_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_jobs")),
        sa.UniqueConstraint("recording_id", "kind", "user_id", name=op.f("uq_jobs_recording_id_kind_user_id")),
    )
    for name, (columns, where) in INDEXES.items():
        op.create_index(name, "jobs", columns, postgresql_where=sa.text(where) if where else None)


def downgrade() -> None:
    op.execute("LOCK TABLE recordings IN SHARE ROW EXCLUSIVE MODE")
    op.drop_constraint(op.f("ck_recordings_claims_are_in_jobs"), "recordings")
    op.execute(MOVED_BACK)
    op.execute("UPDATE recordings SET status = 'queued' WHERE status = 'processing' AND claim_token IS NULL")
    op.create_check_constraint(
        op.f("ck_recordings_processing_is_claimed"), "recordings", "(status = 'processing') = (claim_token IS NOT NULL)"
    )
    op.alter_column("recordings", "attempts", server_default=None)
    op.create_index(
        "ix_recordings_served",
        "recordings",
        ["user_id", "claimed_at"],
        postgresql_where=sa.text("claimed_at IS NOT NULL"),
    )
    op.drop_table("jobs")
