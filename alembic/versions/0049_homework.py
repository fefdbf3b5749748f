"""Homework: what teachers give, what is handed in for it, and which part of a session was for it."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "0049"
down_revision = "0048"
branch_labels = None
depends_on = None


def column(name: str, kind: object, default: str | None = None, nullable: bool = False) -> sa.Column:
    return sa.Column(name, kind, nullable=nullable, server_default=sa.text(default) if default else None)


def moment(name: str, nullable: bool = False) -> sa.Column:
    return sa.Column(name, sa.TIMESTAMP(timezone=True), nullable=nullable)


def person(table: str, name: str) -> tuple[sa.Column, sa.ForeignKeyConstraint]:
    key = sa.ForeignKeyConstraint([name], ["users.id"], name=op.f(f"fk_{table}_{name}"), ondelete="CASCADE")
    return sa.Column(name, sa.Uuid(), nullable=False), key


def check(name: str, condition: str) -> sa.CheckConstraint:
    return sa.CheckConstraint(condition, name=op.f(f"ck_assignments_{name}"))


def longest(name: str, most: int) -> sa.CheckConstraint:
    return check(f"{name}_length", f"char_length({name}) <= {most}")


def of_the_same_owner(table: str, name: str, other: str, ondelete: str = "CASCADE") -> sa.ForeignKeyConstraint:
    key = op.f(f"fk_{table}_{name}_user_id")
    return sa.ForeignKeyConstraint([name, "user_id"], [f"{other}.id", f"{other}.user_id"], name=key, ondelete=ondelete)


def upgrade() -> None:
    make_assignments()
    make_takes()
    name_them_in_sessions()


def make_assignments() -> None:
    table = "assignments"
    op.create_table(
        table,
        column("id", sa.Uuid()),
        *person(table, "given_by"),
        *person(table, "user_id"),
        column("title", sa.String()),
        column("piece_title", sa.String()),
        column("composer", sa.String()),
        column("piece_id", sa.Uuid(), nullable=True),
        column("bar_from", sa.Integer(), nullable=True),
        column("bar_to", sa.Integer(), nullable=True),
        column("target_bpm", sa.Float(), nullable=True),
        column("minutes", sa.Integer(), nullable=True),
        column("repetitions", sa.Integer(), nullable=True),
        column("due_on", sa.Date(), nullable=True),
        column("note", sa.String()),
        column("points_to", JSONB(), "'[]'"),
        column("history", JSONB(), "'[]'"),
        moment("handed_in_at", nullable=True),
        moment("closed_at", nullable=True),
        moment("created_at"),
        moment("updated_at"),
        check("two_people", "given_by <> user_id"),
        *(longest(name, most) for name, most in (("title", 200), ("piece_title", 200), ("composer", 200))),
        longest("note", 5000),
        check("bars", "(bar_from IS NULL) = (bar_to IS NULL) AND bar_from <= bar_to"),
        check("target_bpm", "target_bpm BETWEEN 10 AND 400"),
        check("minutes", "minutes BETWEEN 1 AND 10080"),
        check("repetitions", "repetitions BETWEEN 1 AND 10000"),
        of_the_same_owner(table, "piece_id", "pieces", "SET NULL (piece_id)"),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}")),
        sa.UniqueConstraint("id", "user_id", name=op.f(f"uq_{table}_id_user_id")),
    )
    for who in ("user_id", "given_by"):
        newest_first = [who, sa.text("created_at DESC"), sa.text("id DESC")]
        op.create_index(f"ix_{table}_{who}_created_at", table, newest_first)
    named = sa.text("piece_id IS NOT NULL")
    op.create_index(f"ix_{table}_piece_id", table, ["piece_id"], postgresql_where=named)


def make_takes() -> None:
    table = "assignment_takes"
    op.create_table(
        table,
        column("id", sa.Uuid()),
        column("assignment_id", sa.Uuid()),
        *person(table, "user_id"),
        column("session_id", sa.Uuid()),
        column("recording_id", sa.Uuid(), nullable=True),
        moment("handed_in_at"),
        of_the_same_owner(table, "assignment_id", "assignments"),
        of_the_same_owner(table, "session_id", "practice_sessions"),
        of_the_same_owner(table, "recording_id", "recordings"),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}")),
    )
    for name in ("assignment_id", "session_id", "recording_id", "user_id"):
        op.create_index(f"ix_{table}_{name}", table, [name])


def name_them_in_sessions() -> None:
    op.add_column("session_items", column("assignment_id", sa.Uuid(), nullable=True))
    op.create_foreign_key(
        op.f("fk_session_items_assignment_id_user_id"),
        "session_items",
        "assignments",
        ["assignment_id", "user_id"],
        ["id", "user_id"],
        ondelete="SET NULL (assignment_id)",
    )
    named = sa.text("assignment_id IS NOT NULL")
    op.create_index("ix_session_items_assignment_id", "session_items", ["assignment_id"], postgresql_where=named)


def downgrade() -> None:
    op.drop_column("session_items", "assignment_id")
    op.drop_table("assignment_takes")
    op.drop_table("assignments")
