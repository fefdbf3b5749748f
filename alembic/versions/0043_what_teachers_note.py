"""What a teacher notes about a student, for themselves alone."""

import sqlalchemy as sa
from alembic import op

revision = "0043"
down_revision = "0042"
branch_labels = None
depends_on = None


def person(column: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], ["users.id"], name=op.f(f"fk_teacher_notes_{column}"), ondelete="CASCADE")


def upgrade() -> None:
    op.create_table(
        "teacher_notes",
        sa.Column("teacher_id", sa.Uuid(), nullable=False),
        sa.Column("student_id", sa.Uuid(), nullable=False),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column("updated_at", sa.TIMESTAMP(timezone=True), nullable=False),
        sa.CheckConstraint("char_length(note) <= 10000", name=op.f("ck_teacher_notes_note_length")),
        person("teacher_id"),
        person("student_id"),
        sa.PrimaryKeyConstraint("teacher_id", "student_id", name=op.f("pk_teacher_notes")),
    )


def downgrade() -> None:
    op.drop_table("teacher_notes")
