"""What is made of kept recordings beside what they play from; since when others see them, and from where to where."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "0044"
down_revision = "0043"
branch_labels = None
depends_on = None

MOMENT = sa.TIMESTAMP(timezone=True)
KINDS = ("film", "hls", "poster", "sprite", "preview", "cut", "outline", "before")
TRIM = "trim_start_s IS NULL AND trim_end_s IS NULL OR keep AND 0 <= trim_start_s AND trim_start_s < trim_end_s"
TOGETHER = "(trim_start_s IS NULL) = (trim_end_s IS NULL)"


def column(name: str, kind: object, default: str | None = None) -> sa.Column:
    return sa.Column(name, kind, nullable=False, server_default=sa.text(default) if default else None)


def trims() -> list[sa.Column]:
    return [sa.Column(name, sa.Float(), nullable=True) for name in ("trim_start_s", "trim_end_s")]


def upgrade() -> None:
    for one in (sa.Column("shared_at", MOMENT, nullable=True), *trims()):
        op.add_column("recordings", one)
    op.create_check_constraint(op.f("ck_recordings_trim"), "recordings", TRIM)
    op.execute("UPDATE recordings SET shared_at = created_at WHERE shared")
    op.create_table(
        "renditions",
        *(column(name, sa.Uuid()) for name in ("id", "recording_id", "user_id")),
        *(column(name, sa.String()) for name in ("kind", "object_key")),
        *trims(),
        column("about", JSONB(), "'{}'"),
        column("created_at", MOMENT),
        sa.Column("ends_at", MOMENT, nullable=True),
        sa.CheckConstraint(f"kind IN ({', '.join(map(repr, KINDS))})", name=op.f("ck_renditions_kind")),
        sa.CheckConstraint(TOGETHER, name=op.f("ck_renditions_trim")),
        sa.ForeignKeyConstraint(
            ["recording_id", "user_id"],
            ["recordings.id", "recordings.user_id"],
            name=op.f("fk_renditions_recording_id_user_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["user_id"], ["users.id"], name=op.f("fk_renditions_user_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_renditions")),
        sa.UniqueConstraint("object_key", name=op.f("uq_renditions_object_key")),
    )
    for name in ("recording_id", "user_id"):
        op.create_index(f"ix_renditions_{name}", "renditions", [name])
    left = sa.text("ends_at IS NOT NULL")
    op.create_index("ix_renditions_ends_at", "renditions", ["ends_at"], postgresql_where=left)


def downgrade() -> None:
    op.drop_table("renditions")
    op.drop_constraint(op.f("ck_recordings_trim"), "recordings")
    for name in ("trim_end_s", "trim_start_s", "shared_at"):
        op.drop_column("recordings", name)
