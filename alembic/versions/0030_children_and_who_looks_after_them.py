"""A code for a second guardian, tablets that children share, and the PIN by which each comes in there."""

import sqlalchemy as sa
from alembic import op

revision = "0030"
down_revision = "0029"
branch_labels = None
depends_on = None

MOMENT = sa.TIMESTAMP(timezone=True)
KINDS = {
    "ck_mail_tokens_kind": (
        "mail_tokens",
        "kind IN ('verify', 'reset', 'address')",
        "kind IN ('verify', 'reset', 'address', 'hand_over')",
    ),
    "ck_mail_tokens_addressed": (
        "mail_tokens",
        "(kind = 'address') = (email_encrypted IS NOT NULL)",
        "(kind IN ('address', 'hand_over')) = (email_encrypted IS NOT NULL)",
    ),
    "ck_consents_how": (
        "consents",
        "how IN ('signing_up', 'making', 'accepting', 'again')",
        "how IN ('signing_up', 'making', 'accepting', 'again', 'handing_over')",
    ),
}
"""What may be: table, before, now."""


def upgrade() -> None:
    for name, (table, _, now) in KINDS.items():
        op.drop_constraint(op.f(name), table, type_="check")
        op.create_check_constraint(op.f(name), table, now)
    op.add_column("users", sa.Column("pin_hash", sa.String(), nullable=True))
    op.create_table(
        "guardian_invites",
        *_begins(),
        sa.Column("invited_by", sa.Uuid(), nullable=False),
        sa.Column("code_hash", sa.LargeBinary(), nullable=False),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.Column("expires_at", MOMENT, nullable=False),
        sa.Column("used_at", MOMENT, nullable=True),
        *_person("guardian_invites", "user_id"),
        *_person("guardian_invites", "invited_by"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_guardian_invites")),
        sa.UniqueConstraint("code_hash", name=op.f("uq_guardian_invites_code_hash")),
    )
    op.create_index(op.f("ix_guardian_invites_user_id"), "guardian_invites", ["user_id"])
    op.create_index(op.f("ix_guardian_invites_invited_by"), "guardian_invites", ["invited_by"])
    op.create_table(
        "family_devices",
        *_begins(),
        sa.Column("token_hash", sa.LargeBinary(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.Column("last_used_at", MOMENT, nullable=False),
        sa.Column("revoked_at", MOMENT, nullable=True),
        sa.CheckConstraint("char_length(name) <= 80", name=op.f("ck_family_devices_name_length")),
        *_person("family_devices", "user_id"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_family_devices")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_family_devices_token_hash")),
    )
    op.create_index(op.f("ix_family_devices_user_id"), "family_devices", ["user_id"])
    op.add_column("auth_sessions", sa.Column("family_device", sa.Uuid(), nullable=True))
    op.create_index(
        op.f("ix_auth_sessions_family_device"),
        "auth_sessions",
        ["family_device"],
        postgresql_where=sa.text("family_device IS NOT NULL"),
    )


def _begins() -> list[sa.Column[sa.Uuid]]:
    return [sa.Column("id", sa.Uuid(), nullable=False), sa.Column("user_id", sa.Uuid(), nullable=False)]


def _person(table: str, column: str) -> list[sa.ForeignKeyConstraint]:
    return [sa.ForeignKeyConstraint([column], ["users.id"], name=op.f(f"fk_{table}_{column}"), ondelete="CASCADE")]


def downgrade() -> None:
    op.execute("DELETE FROM mail_tokens WHERE kind = 'hand_over'")
    op.execute("DELETE FROM consents WHERE how = 'handing_over'")
    for name, (table, before, _) in KINDS.items():
        op.drop_constraint(op.f(name), table, type_="check")
        op.create_check_constraint(op.f(name), table, before)
    op.drop_column("auth_sessions", "family_device")
    op.drop_table("family_devices")
    op.drop_table("guardian_invites")
    op.drop_column("users", "pin_hash")
