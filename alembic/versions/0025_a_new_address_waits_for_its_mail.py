"""A new address waits, sealed, beside the token of the mail that went there."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.sql.elements import conv

revision = "0025"
down_revision = "0024"
branch_labels = None
depends_on = None

KIND, ADDRESSED = conv("ck_mail_tokens_kind"), conv("ck_mail_tokens_addressed")


def upgrade() -> None:
    op.add_column("mail_tokens", sa.Column("email_encrypted", sa.LargeBinary(), nullable=True))
    op.drop_constraint(KIND, "mail_tokens", type_="check")
    op.create_check_constraint(KIND, "mail_tokens", "kind IN ('verify', 'reset', 'address')")
    op.create_check_constraint(ADDRESSED, "mail_tokens", "(kind = 'address') = (email_encrypted IS NOT NULL)")


def downgrade() -> None:
    op.execute("DELETE FROM mail_tokens WHERE kind = 'address'")
    op.drop_constraint(ADDRESSED, "mail_tokens", type_="check")
    op.drop_constraint(KIND, "mail_tokens", type_="check")
    op.create_check_constraint(KIND, "mail_tokens", "kind IN ('verify', 'reset')")
    op.drop_column("mail_tokens", "email_encrypted")
