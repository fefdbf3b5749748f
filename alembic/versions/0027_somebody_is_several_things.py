"""Somebody is several things at once: ``roles`` instead of ``role``; and whoever teaches may be confirmed to."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import ARRAY

revision = "0027"
down_revision = "0026"
branch_labels = None
depends_on = None

KNOWN = "'student', 'teacher', 'parent', 'moderator', 'admin'"


def upgrade() -> None:
    op.add_column("users", sa.Column("roles", ARRAY(sa.Text()), server_default="{student}", nullable=False))
    op.add_column("users", sa.Column("teacher_verified_at", sa.TIMESTAMP(timezone=True), nullable=True))
    op.execute("UPDATE users SET roles = ARRAY[role]")
    op.drop_column("users", "role")
    known = f"roles <@ ARRAY[{KNOWN}] AND cardinality(roles) BETWEEN 1 AND 5"
    op.create_check_constraint(op.f("ck_users_roles"), "users", known)


def downgrade() -> None:
    op.add_column("users", sa.Column("role", sa.String(), server_default="student", nullable=False))
    op.execute("UPDATE users SET role = roles[1]")
    op.alter_column("users", "role", server_default=None)
    op.create_check_constraint(op.f("ck_users_role"), "users", f"role IN ({KNOWN})")
    op.drop_column("users", "teacher_verified_at")
    op.drop_column("users", "roles")
