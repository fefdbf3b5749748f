"""What is brought may be an export of a Woodshed: a file in S3 until it is done."""

import sqlalchemy as sa
from alembic import op

revision = "0031"
down_revision = "0030"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("imports", sa.Column("object_key", sa.String(), nullable=True))
    op.add_column("imports", sa.Column("upload_id", sa.String(), nullable=True))
    op.add_column("imports", sa.Column("bytes", sa.BigInteger(), nullable=True))
    op.create_unique_constraint(op.f("uq_imports_object_key"), "imports", ["object_key"])
    op.create_check_constraint(op.f("ck_imports_bytes"), "imports", "bytes >= 0")


def downgrade() -> None:
    op.execute("DELETE FROM imports WHERE object_key IS NOT NULL")
    for name in ("object_key", "upload_id", "bytes"):
        op.drop_column("imports", name)
