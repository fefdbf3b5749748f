"""How somebody counts a piece whose tempo may be read in two ways."""

import sqlalchemy as sa
from alembic import op

revision = "0083"
down_revision = "0082"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("pieces", sa.Column("counted_bpm", sa.Float(), nullable=True))
    op.execute("ALTER TABLE pieces ADD CONSTRAINT ck_pieces_counted_bpm CHECK (counted_bpm BETWEEN 10 AND 400) NOT VALID")
    op.execute("ALTER TABLE pieces VALIDATE CONSTRAINT ck_pieces_counted_bpm")


def downgrade() -> None:
    op.drop_constraint(op.f("ck_pieces_counted_bpm"), "pieces")
    op.drop_column("pieces", "counted_bpm")
