"""What pages call themselves that posts link to."""

import sqlalchemy as sa
from alembic import op

revision = "0075"
down_revision = "0074"
branch_labels = None
depends_on = None

LONGEST = {"url": 2000, "title": 200, "words": 300, "site": 80}


def upgrade() -> None:
    op.create_table(
        "link_cards",
        sa.Column("url", sa.String(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("words", sa.String(), nullable=False),
        sa.Column("site", sa.String(), nullable=False),
        sa.Column("at", sa.TIMESTAMP(timezone=True), nullable=False),
        sa.Column("due_at", sa.TIMESTAMP(timezone=True), nullable=True),
        sa.Column("tries", sa.Integer(), nullable=False),
        *(
            sa.CheckConstraint(f"char_length({name}) <= {most}", name=op.f(f"ck_link_cards_{name}_length"))
            for name, most in LONGEST.items()
        ),
        sa.PrimaryKeyConstraint("url", name=op.f("pk_link_cards")),
    )
    op.create_index("ix_link_cards_due_at", "link_cards", ["due_at"])


def downgrade() -> None:
    op.drop_table("link_cards")
