"""Sheets beside homework, and homework that a teacher gives again and again."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "0054"
down_revision = "0053"
branch_labels = None
depends_on = None
FILES, TEMPLATES = "assignment_files", "assignment_templates"


def owner(table: str) -> tuple[sa.Column, sa.Column, sa.ForeignKeyConstraint, sa.PrimaryKeyConstraint]:
    key = sa.ForeignKeyConstraint(["user_id"], ["users.id"], name=op.f(f"fk_{table}_user_id"), ondelete="CASCADE")
    primary = sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}"))
    return sa.Column("id", sa.Uuid(), nullable=False), sa.Column("user_id", sa.Uuid(), nullable=False), key, primary


def moment(name: str) -> sa.Column:
    return sa.Column(name, sa.TIMESTAMP(timezone=True), nullable=False)


def longest(table: str, name: str, most: int) -> sa.CheckConstraint:
    return sa.CheckConstraint(f"char_length({name}) <= {most}", name=op.f(f"ck_{table}_{name}_length"))


def upgrade() -> None:
    op.create_table(
        FILES,
        *owner(FILES),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("object_key", sa.String(), nullable=False),
        sa.Column("mime_type", sa.String(), nullable=False),
        sa.Column("bytes", sa.Integer(), nullable=False),
        sa.Column("arrived", sa.Boolean(), nullable=False),
        moment("created_at"),
        longest(FILES, "name", 120),
        longest(FILES, "mime_type", 40),
        sa.CheckConstraint("bytes > 0", name=op.f(f"ck_{FILES}_bytes")),
        sa.UniqueConstraint("object_key", name=op.f(f"uq_{FILES}_object_key")),
    )
    for name in ("user_id", "created_at"):
        op.create_index(f"ix_{FILES}_{name}", FILES, [name])
    op.create_table(
        TEMPLATES,
        *owner(TEMPLATES),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("asks", JSONB(), server_default=sa.text("'{}'"), nullable=False),
        moment("created_at"),
        moment("updated_at"),
        longest(TEMPLATES, "name", 80),
    )
    names = ["user_id", sa.text("lower(name)")]
    op.create_index(f"uq_{TEMPLATES}_user_id_name", TEMPLATES, names, unique=True)
    by_path = {"points_to": "jsonb_path_ops"}
    op.create_index(
        "ix_assignments_points_to", "assignments", ["points_to"], postgresql_using="gin", postgresql_ops=by_path
    )


def downgrade() -> None:
    op.drop_index("ix_assignments_points_to", "assignments")
    op.drop_table(TEMPLATES)
    op.drop_table(FILES)
