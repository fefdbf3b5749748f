"""A year of birth, a country, a user name; who agreed to an account; and an account that waits until somebody does."""

import sqlalchemy as sa
from alembic import op

revision = "0024"
down_revision = "0023"
branch_labels = None
depends_on = None

COLUMNS = ("username", "birth_year", "country", "allows", "paused_at")
CHECKS = {
    "username_length": "char_length(username) <= 32",
    "birth_year": "birth_year BETWEEN 1900 AND 2200",
    "country": "country ~ '^[A-Z]{2}$'",
    "allows": "allows <@ ARRAY['partners', 'public_shares', 'open_groups']",
}
BEFORE, NOW = "'student', 'teacher', 'moderator', 'admin'", "'student', 'teacher', 'parent', 'moderator', 'admin'"


def upgrade() -> None:
    moment = sa.TIMESTAMP(timezone=True)
    op.add_column("users", sa.Column("username", sa.String(), nullable=True))
    op.add_column("users", sa.Column("birth_year", sa.Integer(), nullable=True))
    op.add_column("users", sa.Column("country", sa.String(), nullable=True))
    op.add_column("users", sa.Column("allows", sa.ARRAY(sa.Text()), server_default="{}", nullable=False))
    op.add_column("users", sa.Column("paused_at", moment, nullable=True))
    op.create_unique_constraint(op.f("uq_users_username"), "users", ["username"])
    for name, condition in CHECKS.items():
        op.create_check_constraint(op.f(f"ck_users_{name}"), "users", condition)
    _roles(NOW)
    op.create_table(
        "consents",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("given_by", sa.Uuid(), nullable=True),
        sa.Column("text_version", sa.String(), nullable=False),
        sa.Column("how", sa.String(), nullable=False),
        sa.Column("given_at", moment, nullable=False),
        sa.Column("revoked_at", moment, nullable=True),
        sa.CheckConstraint(
            "how IN ('signing_up', 'making', 'accepting', 'again')", name=op.f("ck_consents_how")
        ),
        sa.CheckConstraint("char_length(text_version) <= 20", name=op.f("ck_consents_text_version_length")),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name=op.f("fk_consents_user_id"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["given_by"], ["users.id"], name=op.f("fk_consents_given_by"), ondelete="SET NULL"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_consents")),
    )
    op.create_index(op.f("ix_consents_user_id"), "consents", ["user_id"])
    op.create_index(op.f("ix_consents_given_by"), "consents", ["given_by"])


def _roles(listed: str) -> None:
    op.drop_constraint(op.f("ck_users_role"), "users")
    op.create_check_constraint(op.f("ck_users_role"), "users", f"role IN ({listed})")


def downgrade() -> None:
    op.drop_table("consents")
    op.execute("UPDATE users SET role = 'student' WHERE role = 'parent'")
    _roles(BEFORE)
    for name in COLUMNS:
        op.drop_column("users", name)
