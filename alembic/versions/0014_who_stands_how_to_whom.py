"""Who stands how to whom: teachers, parents, groups, links and who is blocked; a role for moderators.

Who may see and write these rows is said in `alembic/policies.py`, as for every table from here on.
"""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None

ROLES = "role IN ('student', 'teacher', {}'admin')"


def moment(name: str, nullable: bool = False) -> sa.Column:
    return sa.Column(name, sa.TIMESTAMP(timezone=True), nullable=nullable)


def person(table: str, name: str) -> tuple[sa.Column, sa.ForeignKeyConstraint]:
    key = op.f(f"fk_{table}_{name}")
    return (
        sa.Column(name, sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint([name], ["users.id"], name=key, ondelete="CASCADE"),
    )


def two_people(table: str, one: str, other: str) -> sa.CheckConstraint:
    return sa.CheckConstraint(f"{one} <> {other}", name=op.f(f"ck_{table}_two_people"))


def upgrade() -> None:
    op.drop_constraint(op.f("ck_users_role"), "users")
    op.create_check_constraint(op.f("ck_users_role"), "users", ROLES.format("'moderator', "))
    op.create_table(
        "teacher_student",
        sa.Column("id", sa.Uuid(), nullable=False),
        *person("teacher_student", "teacher_id"),
        *person("teacher_student", "student_id"),
        moment("since"),
        sa.Column("history", sa.Boolean(), nullable=False),
        moment("ended_at", nullable=True),
        two_people("teacher_student", "teacher_id", "student_id"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_teacher_student")),
    )
    open_ = sa.text("ended_at IS NULL")
    op.create_index(
        "uq_teacher_student_open",
        "teacher_student",
        ["teacher_id", "student_id"],
        unique=True,
        postgresql_where=open_,
        postgresql_include=["since", "history"],
    )
    op.create_index("ix_teacher_student_student_id_open", "teacher_student", ["student_id"], postgresql_where=open_)
    op.create_table(
        "guardian",
        *person("guardian", "parent_id"),
        *person("guardian", "child_id"),
        moment("since"),
        two_people("guardian", "parent_id", "child_id"),
        sa.PrimaryKeyConstraint("parent_id", "child_id", name=op.f("pk_guardian")),
    )
    op.create_index("ix_guardian_child_id", "guardian", ["child_id"])
    op.create_table(
        "block",
        *person("block", "blocker_id"),
        *person("block", "blocked_id"),
        moment("since"),
        two_people("block", "blocker_id", "blocked_id"),
        sa.PrimaryKeyConstraint("blocker_id", "blocked_id", name=op.f("pk_block")),
    )
    op.create_index("ix_block_blocked_id", "block", ["blocked_id"])
    make_groups()
    make_share()


def make_groups() -> None:
    op.create_table(
        "groups",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        moment("created_at"),
        moment("deleted_at", nullable=True),
        sa.CheckConstraint("char_length(name) <= 80", name=op.f("ck_groups_name_length")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_groups")),
    )
    words = {
        "role": "'owner', 'admin', 'member'",
        "sharing": "'nothing', 'minutes', 'statistics', 'sessions'",
        "status": "'asked', 'active', 'left'",
    }
    op.create_table(
        "group_member",
        sa.Column("group_id", sa.Uuid(), nullable=False),
        *person("group_member", "member_id"),
        *(sa.Column(name, sa.String(), nullable=False) for name in words),
        moment("since"),
        *(sa.CheckConstraint(f"{name} IN ({of})", name=op.f(f"ck_group_member_{name}")) for name, of in words.items()),
        sa.ForeignKeyConstraint(
            ["group_id"], ["groups.id"], name=op.f("fk_group_member_group_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("group_id", "member_id", name=op.f("pk_group_member")),
    )
    op.create_index("ix_group_member_member_id", "group_member", ["member_id", "group_id"])


def make_share() -> None:
    named = ("session_id", "recording_id", "group_id")
    parents = (
        ("session_id", "practice_sessions.id", "practice_sessions.user_id"),
        ("recording_id", "recordings.id", "recordings.user_id"),
        ("group_id", "group_member.group_id", "group_member.member_id"),
    )
    op.create_table(
        "share",
        sa.Column("id", sa.Uuid(), nullable=False),
        *person("share", "user_id"),
        sa.Column("kind", sa.String(), nullable=False),
        *(sa.Column(name, sa.Uuid(), nullable=True) for name in named),
        sa.Column("token_hash", sa.LargeBinary(), nullable=False),
        moment("created_at"),
        moment("expires_at", nullable=True),
        moment("revoked_at", nullable=True),
        sa.CheckConstraint(
            "kind IN ('profile', 'session', 'recording', 'dashboard', 'group')", name=op.f("ck_share_kind")
        ),
        sa.CheckConstraint(
            "CASE kind WHEN 'session' THEN session_id WHEN 'recording' THEN recording_id WHEN 'group' THEN group_id"
            " ELSE user_id END IS NOT NULL",
            name=op.f("ck_share_names_its_kind"),
        ),
        *(
            sa.ForeignKeyConstraint(
                [name, "user_id"], [key, owner], name=op.f(f"fk_share_{name}_user_id"), ondelete="CASCADE"
            )
            for name, key, owner in parents
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_share")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_share_token_hash")),
    )
    op.create_index("ix_share_user_id", "share", ["user_id"])
    for name in named:
        op.create_index(f"ix_share_{name}", "share", [name], postgresql_where=sa.text(f"{name} IS NOT NULL"))


def downgrade() -> None:
    for table in ("share", "group_member", "groups", "block", "guardian", "teacher_student"):
        op.drop_table(table)
    op.execute("UPDATE users SET role = 'student' WHERE role = 'moderator'")
    op.drop_constraint(op.f("ck_users_role"), "users")
    op.create_check_constraint(op.f("ck_users_role"), "users", ROLES.format(""))
