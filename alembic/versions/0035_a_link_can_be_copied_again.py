"""A link's token is sealed for its owner to copy again; how often it was opened, and the picture that goes with it."""

import sqlalchemy as sa
from alembic import op

revision = "0035"
down_revision = "0034"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("share", sa.Column("token_sealed", sa.LargeBinary(), nullable=True))
    op.add_column("share", sa.Column("picture_key", sa.String(), nullable=True))
    op.add_column("share", sa.Column("views", sa.Integer(), server_default=sa.text("0"), nullable=False))
    op.create_check_constraint(op.f("ck_share_views"), "share", "views >= 0")


def downgrade() -> None:
    for name in ("views", "picture_key", "token_sealed"):
        op.drop_column("share", name)
