"""Advice that was given: so that a dismissal holds, and its effect can be told."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0036"
down_revision = "0035"
branch_labels = None
depends_on = None

MOMENT = postgresql.TIMESTAMP(timezone=True)


def upgrade() -> None:
    op.create_table(
        "advice",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("piece_id", sa.Uuid(), nullable=True),
        sa.Column("section_id", sa.Uuid(), nullable=True),
        sa.Column("instrument", sa.String(), nullable=False),
        sa.Column("metric", sa.String(), nullable=True),
        sa.Column("baseline", sa.Float(), nullable=True),
        sa.Column("given_on", sa.Date(), nullable=False),
        sa.Column("given_at", MOMENT, nullable=False),
        sa.Column("dismissed_at", MOMENT, nullable=True),
        sa.CheckConstraint("char_length(kind) <= 40", name=op.f("ck_advice_kind_length")),
        sa.CheckConstraint("char_length(instrument) <= 60", name=op.f("ck_advice_instrument_length")),
        sa.CheckConstraint("char_length(metric) <= 40", name=op.f("ck_advice_metric_length")),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name=op.f("fk_advice_user_id"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(
            ["piece_id", "user_id"],
            ["pieces.id", "pieces.user_id"],
            name=op.f("fk_advice_piece_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["section_id", "user_id"],
            ["sections.id", "sections.user_id"],
            name=op.f("fk_advice_section_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_advice")),
    )
    op.create_index("ix_advice_user_id_given_on", "advice", ["user_id", "given_on"])
    op.create_index("ix_advice_piece_id", "advice", ["piece_id"])
    op.create_index("ix_advice_section_id", "advice", ["section_id"])


def downgrade() -> None:
    op.drop_table("advice")
