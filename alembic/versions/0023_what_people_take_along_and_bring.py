"""An export and an import are rows, each with a job of its own kind."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "0023"
down_revision = "0022"
branch_labels = None
depends_on = None

REASON = "(status = 'failed') = (failure IS NOT NULL)"
EXPORTS = {
    "status": "status IN ('queued', 'processing', 'ready', 'failed', 'gone')",
    "failure_length": "char_length(failure) <= 40",
    "bytes": "bytes >= 0",
    "failed_has_reason": REASON,
}
IMPORTS = {
    "status": "status IN ('draft', 'queued', 'processing', 'done', 'failed')",
    "failure_length": "char_length(failure) <= 40",
    "source_size": "octet_length(source) <= 6000000",
    "errors_size": "octet_length(errors::text) <= 100000",
    "failed_has_reason": REASON,
}
THINGS = {"export_id": "exports", "import_id": "imports"}


def upgrade() -> None:
    make("exports", EXPORTS, *exports())
    op.create_unique_constraint(op.f("uq_exports_object_key"), "exports", ["object_key"])
    op.create_index("ix_exports_left", "exports", ["expires_at"], postgresql_where=sa.text("media_deleted_at IS NULL"))
    make("imports", IMPORTS, *imports())
    op.create_index("ix_imports_created_at", "imports", ["created_at"])
    for column, table in THINGS.items():
        op.add_column("jobs", sa.Column(column, sa.Uuid(), nullable=True))
        fk, key = op.f(f"fk_jobs_{column}_user_id"), ["id", "user_id"]
        op.create_foreign_key(fk, "jobs", table, [column, "user_id"], key, ondelete="CASCADE")
        op.create_unique_constraint(op.f(f"uq_jobs_{column}_kind_user_id"), "jobs", [column, "kind", "user_id"])
    about("recording_id", *THINGS)


def exports() -> list[sa.Column]:
    return [
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("failure", sa.String(), nullable=True),
        sa.Column("object_key", sa.String(), nullable=True),
        sa.Column("upload_id", sa.String(), nullable=True),
        sa.Column("bytes", sa.BigInteger(), nullable=True),
        *moments(),
        sa.Column("expires_at", sa.TIMESTAMP(timezone=True), nullable=True),
        sa.Column("media_deleted_at", sa.TIMESTAMP(timezone=True), nullable=True),
    ]


def imports() -> list[sa.Column]:
    return [
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("failure", sa.String(), nullable=True),
        sa.Column("source", sa.LargeBinary(), nullable=True),
        sa.Column("reading", JSONB(), server_default="{}", nullable=False),
        *(sa.Column(name, sa.Integer(), nullable=False) for name in ("rows", "imported", "skipped")),
        sa.Column("errors", JSONB(), server_default="[]", nullable=False),
        *moments(),
    ]


def moments() -> list[sa.Column]:
    return [sa.Column(name, sa.TIMESTAMP(timezone=True), nullable=False) for name in ("created_at", "updated_at")]


def make(table: str, checks: dict[str, str], *columns: sa.Column) -> None:
    op.create_table(
        table,
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("user_id", sa.Uuid(), nullable=False),
        *columns,
        *(sa.CheckConstraint(rule, name=op.f(f"ck_{table}_{name}")) for name, rule in checks.items()),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name=op.f(f"fk_{table}_user_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}")),
        sa.UniqueConstraint("id", "user_id", name=op.f(f"uq_{table}_id_user_id")),
    )
    op.create_index(f"ix_{table}_user_id", table, ["user_id", "created_at"])


def about(*columns: str) -> None:
    op.drop_constraint(op.f("ck_jobs_about_one_thing"), "jobs")
    op.create_check_constraint(op.f("ck_jobs_about_one_thing"), "jobs", f"num_nonnulls({', '.join(columns)}) = 1")


def downgrade() -> None:
    op.execute("DELETE FROM jobs WHERE recording_id IS NULL")
    about("recording_id")
    for column in THINGS:
        op.drop_column("jobs", column)
    op.drop_table("imports")
    op.drop_table("exports")
