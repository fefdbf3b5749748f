"""Films that people put into what they write on the board."""

import sqlalchemy as sa
from alembic import op

revision = "0086"
down_revision = "0085"
branch_labels = None
depends_on = None

BEFORE = ("recording_id", "export_id", "import_id", "comparison_id", "voice_id", "moment_id")
STATUSES = "'uploading', 'queued', 'processing', 'ready', 'failed'"


def upgrade() -> None:
    moment = sa.TIMESTAMP(timezone=True)
    op.create_table(
        "forum_films",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("mime_type", sa.String(), nullable=False),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("failure", sa.String(), nullable=True),
        sa.Column("object_key", sa.String(), nullable=False),
        sa.Column("upload_id", sa.String(), nullable=True),
        sa.Column("rendition_key", sa.String(), nullable=True),
        sa.Column("poster_key", sa.String(), nullable=True),
        sa.Column("glance_key", sa.String(), nullable=True),
        sa.Column("bytes", sa.Integer(), nullable=False),
        sa.Column("width", sa.Integer(), nullable=True),
        sa.Column("height", sa.Integer(), nullable=True),
        sa.Column("duration_s", sa.Float(), nullable=True),
        sa.Column("came_gone_at", moment, nullable=True),
        sa.Column("created_at", moment, nullable=False),
        sa.Column("updated_at", moment, nullable=False),
        sa.CheckConstraint(f"status IN ({STATUSES})", name=op.f("ck_forum_films_status")),
        sa.CheckConstraint("char_length(failure) <= 40", name=op.f("ck_forum_films_failure_length")),
        sa.CheckConstraint("bytes > 0", name=op.f("ck_forum_films_bytes")),
        sa.CheckConstraint(
            "(status = 'failed') = (failure IS NOT NULL)", name=op.f("ck_forum_films_failed_has_reason")
        ),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name=op.f("fk_forum_films_user_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_forum_films")),
        sa.UniqueConstraint("id", "user_id", name=op.f("uq_forum_films_id_user_id")),
        sa.UniqueConstraint("object_key", name=op.f("uq_forum_films_object_key")),
    )
    op.create_index("ix_forum_films_user_id", "forum_films", ["user_id"])
    op.create_index("ix_forum_films_created_at", "forum_films", ["created_at"])
    op.create_index("ix_forum_films_left", "forum_films", ["updated_at"], postgresql_where=sa.text("came_gone_at IS NULL"))
    op.add_column("jobs", sa.Column("film_id", sa.Uuid(), nullable=True))
    _constrain(
        "fk_jobs_film_id_user_id",
        "FOREIGN KEY (film_id, user_id) REFERENCES forum_films (id, user_id) ON DELETE CASCADE",
    )
    about((*BEFORE, "film_id"))


def about(columns: tuple[str, ...]) -> None:
    op.execute("ALTER TABLE jobs DROP CONSTRAINT ck_jobs_about_one_thing")
    _constrain("ck_jobs_about_one_thing", f"CHECK (num_nonnulls({', '.join(columns)}) = 1)")


def _constrain(name: str, what: str) -> None:
    op.execute("ALTER TABLE jobs ADD CONSTRAINT {} {} NOT VALID".format(name, what))  # noqa: UP032 - one text
    op.execute(f"ALTER TABLE jobs VALIDATE CONSTRAINT {name}")


def downgrade() -> None:
    op.execute("DELETE FROM jobs WHERE film_id IS NOT NULL")
    about(BEFORE)
    op.drop_column("jobs", "film_id")
    op.drop_table("forum_films")
