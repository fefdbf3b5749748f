"""What people are told stays until they have read it, and by which ways they want to be told."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0047"
down_revision = "0046"
branch_labels = None
depends_on = None


def upgrade() -> None:
    moment = postgresql.TIMESTAMP(timezone=True)
    op.create_table(
        "notifications",
        sa.Column("id", sa.Uuid(), primary_key=True),
        sa.Column("user_id", sa.Uuid(), sa.ForeignKey("users.id", ondelete="CASCADE"), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("words", sa.String(), nullable=False),
        sa.Column("told", postgresql.JSONB(), server_default="{}", nullable=False),
        sa.Column("path", sa.String(), nullable=False),
        sa.Column("done_by", sa.Uuid(), sa.ForeignKey("users.id", ondelete="SET NULL")),
        sa.Column("at", moment, nullable=False),
        sa.Column("read_at", moment),
        *(sa.CheckConstraint(f"char_length({name}) <= {most}", name=f"{name}_length") for name, most in LONGEST),
        sa.UniqueConstraint("user_id", "kind", "key"),
    )
    op.create_index("ix_notifications_user_id", "notifications", ["user_id", "at", "id"])
    unread = sa.text("read_at IS NULL")
    op.create_index("ix_notifications_unread", "notifications", ["user_id"], postgresql_where=unread)
    op.create_index("ix_notifications_done_by", "notifications", ["done_by"])
    op.create_index("ix_notifications_at", "notifications", ["at"])
    op.create_table(
        "notification_choices",
        sa.Column("user_id", sa.Uuid(), sa.ForeignKey("users.id", ondelete="CASCADE"), primary_key=True),
        sa.Column("kinds", postgresql.JSONB(), server_default="{}", nullable=False),
        sa.Column("quiet_from", sa.Time()),
        sa.Column("quiet_to", sa.Time()),
        sa.Column("discreet", sa.Boolean(), server_default="false", nullable=False),
        sa.Column("updated_at", moment, nullable=False),
        sa.CheckConstraint("(quiet_from IS NULL) = (quiet_to IS NULL)", name="quiet"),
    )


LONGEST = (("kind", 40), ("key", 200), ("words", 40), ("path", 300))


def downgrade() -> None:
    op.drop_table("notification_choices")
    op.drop_table("notifications")
