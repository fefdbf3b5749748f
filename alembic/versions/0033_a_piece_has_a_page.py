"""What a piece's page tells of it, its sheet, and the works that everybody knows."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import ARRAY

revision = "0033"
down_revision = "0032"
branch_labels = None
depends_on = None

CHECKS = {
    "status": "status IN ('learning', 'polishing', 'performing', 'resting')",
    "instrument_length": "char_length(instrument) <= 60",
    "notes_length": "char_length(notes) <= 10000",
    "difficulty": "difficulty BETWEEN 1 AND 10",
    "duration_s": "duration_s > 0 AND duration_s <= 86400",
    "beat_ratio": "beat_ratio BETWEEN 0.125 AND 8",
}
MAY_BE_UNKNOWN = {
    "difficulty": sa.Integer(),
    "duration_s": sa.Float(),
    "work_id": sa.Uuid(),
    "beat_ratio": sa.Float(),
}


def column(name: str, kind: object) -> sa.Column:
    return sa.Column(name, kind, nullable=False)


def check(table: str, name: str, condition: str) -> sa.CheckConstraint:
    return sa.CheckConstraint(condition, name=op.f(f"ck_{table}_{name}"))


def upgrade() -> None:
    _make_works()
    _tell_more_of_pieces()
    _make_sheets()


def _make_works() -> None:
    op.create_table(
        "works",
        column("id", sa.Uuid()),
        *(column(name, sa.String()) for name in ("title", "composer", "catalogue")),
        sa.Column("instruments", ARRAY(sa.Text()), nullable=False, server_default="{}"),
        column("folded", sa.String()),
        *(
            check("works", f"{name}_length", f"char_length({name}) <= {most}")
            for name, most in {"title": 200, "composer": 200, "catalogue": 60}.items()
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_works")),
    )
    op.create_index("ix_works_composer", "works", ["composer", "title", "id"])
    from seeding import put_works  # noqa: PLC0415 - it lies beside env.py, and who only lists migrations doesn't know that

    put_works(op.get_bind())


def _tell_more_of_pieces() -> None:
    for name, default in (("status", "learning"), ("instrument", ""), ("notes", "")):
        op.add_column("pieces", sa.Column(name, sa.String(), nullable=False, server_default=default))
    for name, kind in MAY_BE_UNKNOWN.items():
        op.add_column("pieces", sa.Column(name, kind, nullable=True))
    for name, condition in CHECKS.items():
        op.create_check_constraint(op.f(f"ck_pieces_{name}"), "pieces", condition)
    op.create_foreign_key(op.f("fk_pieces_work_id"), "pieces", "works", ["work_id"], ["id"], ondelete="SET NULL")
    op.create_index("ix_pieces_work_id", "pieces", ["work_id"], postgresql_where=sa.text("work_id IS NOT NULL"))


def _make_sheets() -> None:
    op.create_table(
        "sheets",
        *(column(name, sa.Uuid()) for name in ("id", "user_id", "piece_id")),
        *(column(name, sa.String()) for name in ("object_key", "mime_type")),
        column("bytes", sa.Integer()),
        column("shown", sa.Boolean()),
        column("created_at", sa.TIMESTAMP(timezone=True)),
        check("sheets", "mime_type_length", "char_length(mime_type) <= 40"),
        check("sheets", "bytes", "bytes > 0"),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name=op.f("fk_sheets_user_id"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(
            ["piece_id", "user_id"],
            ["pieces.id", "pieces.user_id"],
            name=op.f("fk_sheets_piece_id_user_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sheets")),
        sa.UniqueConstraint("object_key", name=op.f("uq_sheets_object_key")),
    )
    op.create_index("ix_sheets_user_id", "sheets", ["user_id"])
    op.create_index("ix_sheets_piece_id", "sheets", ["piece_id"])
    op.create_index("uq_sheets_shown", "sheets", ["piece_id"], unique=True, postgresql_where=sa.text("shown"))


def downgrade() -> None:
    op.drop_table("sheets")
    for name in ("status", "instrument", "notes", *MAY_BE_UNKNOWN):
        op.drop_column("pieces", name)
    op.drop_table("works")
