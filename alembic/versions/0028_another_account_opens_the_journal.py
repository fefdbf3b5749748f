"""Another account of somebody's, at a provider, opens their journal; what providers are still to be told."""

import sqlalchemy as sa
from alembic import op

revision = "0028"
down_revision = "0027"
branch_labels = None
depends_on = None


def moment(name: str) -> sa.Column:
    return sa.Column(name, sa.TIMESTAMP(timezone=True), nullable=False)


def upgrade() -> None:
    op.create_table(
        "identities",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("provider", sa.String(), nullable=False),
        sa.Column("subject", sa.String(), nullable=False),
        sa.Column("email_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("token_sealed", sa.LargeBinary(), nullable=True),
        moment("linked_at"),
        sa.CheckConstraint("char_length(provider) <= 20", name=op.f("ck_identities_provider_length")),
        sa.CheckConstraint("char_length(subject) <= 255", name=op.f("ck_identities_subject_length")),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name=op.f("fk_identities_user_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_identities")),
        sa.UniqueConstraint("provider", "subject", name=op.f("uq_identities_provider_subject")),
        sa.UniqueConstraint("user_id", "provider", name=op.f("uq_identities_user_id_provider")),
    )
    op.create_table(
        "farewells",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("provider", sa.String(), nullable=False),
        sa.Column("told_sealed", sa.LargeBinary(), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        moment("due_at"),
        moment("created_at"),
        sa.CheckConstraint("char_length(provider) <= 20", name=op.f("ck_farewells_provider_length")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_farewells")),
    )
    op.create_index(op.f("ix_farewells_due_at"), "farewells", ["due_at"])


def downgrade() -> None:
    op.drop_table("farewells")
    op.drop_table("identities")
