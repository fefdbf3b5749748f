"""Who looks for somebody to practise with, and who asked whom."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import ARRAY, JSONB

revision = "0064"
down_revision = "0063"
branch_labels = None
depends_on = None

WORDS = ARRAY(sa.Text())
MOMENT = sa.TIMESTAMP(timezone=True)


def upgrade() -> None:
    _profiles()
    op.create_table(
        "partner_requests",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("asker_id", sa.Uuid(), nullable=False),
        sa.Column("asked_id", sa.Uuid(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.Column("answered_at", MOMENT, nullable=True),
        sa.Column("touched_at", MOMENT, nullable=False),
        sa.CheckConstraint("asker_id <> asked_id", name=op.f("ck_partner_requests_two_people")),
        sa.CheckConstraint("status IN ('asked', 'accepted', 'declined')", name=op.f("ck_partner_requests_status")),
        sa.CheckConstraint("char_length(text) <= 500", name=op.f("ck_partner_requests_text_length")),
        sa.ForeignKeyConstraint(
            ["asker_id"], ["users.id"], name=op.f("fk_partner_requests_asker_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["asked_id"], ["users.id"], name=op.f("fk_partner_requests_asked_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_partner_requests")),
    )
    pair = [sa.text("least(asker_id, asked_id)"), sa.text("greatest(asker_id, asked_id)")]
    op.create_index("uq_partner_requests_pair", "partner_requests", pair, unique=True)
    op.create_index("ix_partner_requests_asker_id", "partner_requests", ["asker_id", "created_at"])
    for name in ("asked_id", "touched_at"):
        op.create_index(f"ix_partner_requests_{name}", "partner_requests", [name])


def _profiles() -> None:
    wanted = "looking_for <@ ARRAY['accountability', 'duets', 'feedback'] AND cardinality(looking_for) >= 1"
    few = "cardinality(instruments) <= 10 AND cardinality(languages) <= 10"
    op.create_table(
        "partner_profiles",
        sa.Column("user_id", sa.Uuid(), nullable=False),
        *(sa.Column(name, WORDS, nullable=False, server_default="{}") for name in ("looking_for", "instruments")),
        sa.Column("level", sa.String(), nullable=False),
        sa.Column("languages", WORDS, nullable=False, server_default="{}"),
        sa.Column("hours", JSONB(), nullable=False, server_default="[]"),
        *(sa.Column(name, sa.String(), nullable=False) for name in ("timezone", "about", "contact")),
        sa.Column("touched_at", MOMENT, nullable=False),
        sa.CheckConstraint(wanted, name=op.f("ck_partner_profiles_looking_for")),
        sa.CheckConstraint(few, name=op.f("ck_partner_profiles_few")),
        sa.CheckConstraint("jsonb_array_length(hours) <= 28", name=op.f("ck_partner_profiles_hours")),
        *(
            sa.CheckConstraint(f"char_length({name}) <= {most}", name=op.f(f"ck_partner_profiles_{name}_length"))
            for name, most in (("level", 40), ("about", 500), ("contact", 200))
        ),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name=op.f("fk_partner_profiles_user_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("user_id", name=op.f("pk_partner_profiles")),
    )
    op.create_index("ix_partner_profiles_touched_at", "partner_profiles", ["touched_at"])


def downgrade() -> None:
    op.drop_table("partner_requests")
    op.drop_table("partner_profiles")
