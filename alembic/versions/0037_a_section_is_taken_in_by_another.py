"""A section that was taken in by another one remembers what it gave, so that it can be taken back."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "0037"
down_revision = "0036"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("sections", sa.Column("merged", JSONB(), nullable=True))


def downgrade() -> None:
    op.drop_column("sections", "merged")
