"""What asked for a job, as the logs name it."""

import sqlalchemy as sa
from alembic import op

revision = "0074"
down_revision = "0073"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("jobs", sa.Column("request_id", sa.String(), nullable=True))
    op.execute("ALTER TABLE jobs ADD CONSTRAINT ck_jobs_request_id_length CHECK (char_length(request_id) <= 64) NOT VALID")
    op.execute("ALTER TABLE jobs VALIDATE CONSTRAINT ck_jobs_request_id_length")


def downgrade() -> None:
    op.drop_column("jobs", "request_id")
