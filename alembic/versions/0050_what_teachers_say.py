"""What teachers say about takes and sessions, and what is answered."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "0050"
down_revision = "0049"
branch_labels = None
depends_on = None


def moment(name: str, nullable: bool = False) -> sa.Column:
    return sa.Column(name, sa.TIMESTAMP(timezone=True), nullable=nullable)


def column(name: str, kind: object, nullable: bool = False) -> sa.Column:
    return sa.Column(name, kind, nullable=nullable)


def person(table: str, name: str) -> tuple[sa.Column, sa.ForeignKeyConstraint]:
    key = sa.ForeignKeyConstraint([name], ["users.id"], name=op.f(f"fk_{table}_{name}"), ondelete="CASCADE")
    return sa.Column(name, sa.Uuid(), nullable=False), key


def named(table: str, columns: list[str], parent: str, keys: list[str], ondelete: str) -> sa.ForeignKeyConstraint:
    name = op.f(f"fk_{table}_{'_'.join(columns)}")
    return sa.ForeignKeyConstraint(columns, [f"{parent}.{key}" for key in keys], name=name, ondelete=ondelete)


def check(table: str, name: str, condition: str) -> sa.CheckConstraint:
    return sa.CheckConstraint(condition, name=op.f(f"ck_{table}_{name}"))


def upgrade() -> None:
    make_feedback()
    make_replies()


def make_feedback() -> None:
    table = "feedback"
    op.create_table(
        table,
        column("id", sa.Uuid()),
        *person(table, "teacher_id"),
        *person(table, "student_id"),
        column("session_id", sa.Uuid()),
        column("recording_id", sa.Uuid(), nullable=True),
        column("at_s", sa.Float(), nullable=True),
        column("until_s", sa.Float(), nullable=True),
        column("text", sa.String()),
        column("drawing", JSONB(), nullable=True),
        column("rating", sa.Integer(), nullable=True),
        column("done", sa.Boolean()),
        moment("published_at", nullable=True),
        moment("created_at"),
        moment("updated_at"),
        check(table, "two_people", "teacher_id <> student_id"),
        check(table, "rating", "rating BETWEEN 1 AND 5"),
        check(table, "moment", "at_s >= 0 AND (until_s IS NULL OR until_s >= at_s)"),
        check(table, "moment_of_a_take", "at_s IS NOT NULL OR until_s IS NULL AND recording_id IS NULL"),
        check(table, "text_length", "char_length(text) <= 5000"),
        named(table, ["session_id", "student_id"], "practice_sessions", ["id", "user_id"], "CASCADE"),
        named(table, ["recording_id", "student_id"], "recordings", ["id", "user_id"], "SET NULL (recording_id)"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_feedback")),
        sa.UniqueConstraint("id", "teacher_id", "student_id", name=op.f("uq_feedback_id_teacher_id_student_id")),
    )
    for name in ("session_id", "teacher_id", "student_id"):
        op.create_index(f"ix_feedback_{name}", table, [name])
    of_takes = sa.text("recording_id IS NOT NULL")
    op.create_index("ix_feedback_recording_id", table, ["recording_id"], postgresql_where=of_takes)


def make_replies() -> None:
    table, whose = "feedback_replies", ["teacher_id", "student_id"]
    op.create_table(
        table,
        column("id", sa.Uuid()),
        column("feedback_id", sa.Uuid()),
        *person(table, "teacher_id"),
        *person(table, "student_id"),
        *person(table, "author_id"),
        column("text", sa.String()),
        moment("created_at"),
        check(table, "of_the_two", "author_id IN (teacher_id, student_id)"),
        check(table, "text_length", "char_length(text) <= 2000"),
        named(table, ["feedback_id", *whose], "feedback", ["id", *whose], "CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_feedback_replies")),
    )
    for name in ("feedback_id", "teacher_id", "student_id", "author_id"):
        op.create_index(f"ix_feedback_replies_{name}", table, [name])


def downgrade() -> None:
    op.drop_table("feedback_replies")
    op.drop_table("feedback")
