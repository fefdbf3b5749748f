"""A group says what it is, who may come in and how; members say as whom they are named."""

import sqlalchemy as sa
from alembic import op

revision = "0061"
down_revision = "0060"
branch_labels = None
depends_on = None

STATUS = "'asked', 'active', 'left'"


def text_column(name: str, default: str = "") -> sa.Column:
    return sa.Column(name, sa.String(), nullable=False, server_default=default)


def flag(name: str) -> sa.Column:
    return sa.Column(name, sa.Boolean(), nullable=False, server_default=sa.text("false"))


def upgrade() -> None:
    for column in (
        text_column("description"),
        text_column("folded"),
        text_column("joining", "invite"),
        flag("rankings"),
        flag("public_dashboard"),
        sa.Column("max_members", sa.Integer(), nullable=False, server_default=sa.text("50")),
        sa.Column("picture", sa.String(), nullable=True),
    ):
        op.add_column("groups", column)
    op.create_foreign_key("fk_groups_picture", "groups", "pictures", ["picture"], ["name"], ondelete="SET NULL")
    op.create_index("ix_groups_picture", "groups", ["picture"], postgresql_where=sa.text("picture IS NOT NULL"))
    for name, rule in (
        ("description_length", "char_length(description) <= 2000"),
        ("joining", "joining IN ('open', 'request', 'invite')"),
        ("max_members", "max_members BETWEEN 1 AND 10000"),
    ):
        op.create_check_constraint(op.f(f"ck_groups_{name}"), "groups", rule)
    op.add_column("group_member", text_column("named", "not"))
    op.create_check_constraint(op.f("ck_group_member_named"), "group_member", "named IN ('not', 'initials', 'name')")
    _status(f"{STATUS}, 'removed'")
    op.create_table(
        "group_invites",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("group_id", sa.Uuid(), nullable=False),
        sa.Column("made_by", sa.Uuid(), nullable=False),
        sa.Column("code_hash", sa.LargeBinary(), nullable=False),
        sa.Column("created_at", sa.TIMESTAMP(timezone=True), nullable=False),
        sa.Column("expires_at", sa.TIMESTAMP(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["group_id"], ["groups.id"], name=op.f("fk_group_invites_group_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["made_by"], ["users.id"], name=op.f("fk_group_invites_made_by"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_group_invites")),
        sa.UniqueConstraint("code_hash", name=op.f("uq_group_invites_code_hash")),
    )
    for name in ("group_id", "made_by"):
        op.create_index(f"ix_group_invites_{name}", "group_invites", [name])


def _status(words: str) -> None:
    op.drop_constraint(op.f("ck_group_member_status"), "group_member", type_="check")
    op.create_check_constraint(op.f("ck_group_member_status"), "group_member", f"status IN ({words})")


def downgrade() -> None:
    op.drop_table("group_invites")
    op.execute("UPDATE group_member SET status = 'left' WHERE status = 'removed'")
    _status(STATUS)
    op.drop_column("group_member", "named")
    for name in (
        "picture", "max_members", "public_dashboard", "rankings", "joining", "folded", "description",
    ):
        op.drop_column("groups", name)
