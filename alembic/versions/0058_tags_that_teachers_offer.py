"""Tags have an order, rest, and are offered to students; what a session names may be its owner's teacher's."""

import sqlalchemy as sa
from alembic import op

revision = "0058"
down_revision = "0057"
branch_labels = None
depends_on = None

OWN = "fk_session_tags_tag_id_user_id"
ANY = "fk_session_tags_tag_id"


def upgrade() -> None:
    op.add_column("tags", sa.Column("offer", sa.String(), nullable=True))
    op.add_column("tags", sa.Column("place", sa.Integer(), nullable=False, server_default=sa.text("0")))
    op.add_column("tags", sa.Column("retired_at", sa.TIMESTAMP(timezone=True), nullable=True))
    op.create_check_constraint(op.f("ck_tags_offer"), "tags", "offer IN ('all', 'some')")
    op.create_table(
        "tag_offers",
        sa.Column("tag_id", sa.Uuid(), nullable=False),
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("shown_to", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["tag_id", "user_id"],
            ["tags.id", "tags.user_id"],
            name=op.f("fk_tag_offers_tag_id_user_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name=op.f("fk_tag_offers_user_id"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(
            ["shown_to"], ["users.id"], name=op.f("fk_tag_offers_shown_to"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("tag_id", "shown_to", name=op.f("pk_tag_offers")),
    )
    for name in ("user_id", "shown_to"):
        op.create_index(f"ix_tag_offers_{name}", "tag_offers", [name])
    op.drop_constraint(OWN, "session_tags", type_="foreignkey")
    op.create_foreign_key(ANY, "session_tags", "tags", ["tag_id"], ["id"], ondelete="CASCADE")


def downgrade() -> None:
    op.execute("DELETE FROM session_tags s USING tags t WHERE t.id = s.tag_id AND t.user_id <> s.user_id")
    op.drop_constraint(ANY, "session_tags", type_="foreignkey")
    op.create_foreign_key(
        OWN, "session_tags", "tags", ["tag_id", "user_id"], ["id", "user_id"], ondelete="CASCADE"
    )
    op.drop_table("tag_offers")
    for name in ("retired_at", "place", "offer"):
        op.drop_column("tags", name)
