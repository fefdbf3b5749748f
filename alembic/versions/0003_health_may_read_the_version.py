"""The app may read which migrations were made, to say whether it is ready."""

from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.execute("GRANT SELECT ON alembic_version TO woodshed_system")


def downgrade() -> None:
    op.execute("REVOKE SELECT ON alembic_version FROM woodshed_system")
