"""What happened with an account is noted for its owner."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None

SMALL = "jsonb_typeof(detail) = 'object' AND octet_length(detail::text) <= 1000"


def upgrade() -> None:
    op.create_table(
        "audit",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("at", sa.TIMESTAMP(timezone=True), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("detail", JSONB(), server_default="{}", nullable=False),
        sa.Column("device", sa.String(), nullable=False),
        sa.CheckConstraint("char_length(kind) <= 40", name=op.f("ck_audit_kind_length")),
        sa.CheckConstraint("char_length(device) <= 80", name=op.f("ck_audit_device_length")),
        sa.CheckConstraint(SMALL, name=op.f("ck_audit_detail_small")),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name=op.f("fk_audit_user_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_audit")),
    )
    op.create_index("ix_audit_user_id_at", "audit", ["user_id", "at", "id"])
    op.create_index("ix_audit_at", "audit", ["at"])


def downgrade() -> None:
    op.drop_table("audit")
