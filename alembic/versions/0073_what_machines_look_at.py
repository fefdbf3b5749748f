"""What stands on the board and a machine elsewhere is yet to look at."""

import sqlalchemy as sa
from alembic import op

revision = "0073"
down_revision = "0072"
branch_labels = None
depends_on = None

KINDS = "kind IN ('post', 'comment', 'user', 'recording', 'group', 'partner_request')"


def upgrade() -> None:
    op.create_table(
        "machine_looks",
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("subject_id", sa.Uuid(), nullable=False),
        sa.Column("about_id", sa.Uuid(), nullable=False),
        sa.Column("due_at", sa.TIMESTAMP(timezone=True), nullable=False),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.CheckConstraint(KINDS, name=op.f("ck_machine_looks_kind")),
        sa.ForeignKeyConstraint(["about_id"], ["users.id"], name=op.f("fk_machine_looks_about_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("kind", "subject_id", name=op.f("pk_machine_looks")),
    )
    op.create_index("ix_machine_looks_due_at", "machine_looks", ["due_at"])


def downgrade() -> None:
    op.drop_table("machine_looks")
