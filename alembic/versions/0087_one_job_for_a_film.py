"""A film in a post has one job of a kind; made while others go on working."""

from alembic import op

revision = "0087"
down_revision = "0086"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.get_context().autocommit_block():
        op.execute("SET lock_timeout = DEFAULT")
        op.execute("DROP INDEX CONCURRENTLY IF EXISTS uq_jobs_film_id_kind_user_id")
        op.create_index(
            "uq_jobs_film_id_kind_user_id",
            "jobs",
            ["film_id", "kind", "user_id"],
            unique=True,
            postgresql_concurrently=True,
        )


def downgrade() -> None:
    op.drop_index("uq_jobs_film_id_kind_user_id", "jobs")
