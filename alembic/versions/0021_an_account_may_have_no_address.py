"""An account may have no e-mail address: a child's, or of somebody who comes in by another account of theirs."""

import sqlalchemy as sa
from alembic import op

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None

COLUMNS = ("email_encrypted", "email_index")
EMPTIED = "UPDATE users SET email_encrypted = NULL, email_index = NULL WHERE length(email_encrypted) = 0"
FILLED = """UPDATE users SET email_encrypted = '', email_index = decode(replace(id::text, '-', ''), 'hex')
             WHERE email_encrypted IS NULL"""
"""What earlier releases take for an account without an address: nothing finds it."""


def upgrade() -> None:
    for name in COLUMNS:
        op.alter_column("users", name, existing_type=sa.LargeBinary(), nullable=True)
    op.execute(EMPTIED)
    whole = "(email_encrypted IS NULL) = (email_index IS NULL)"
    op.create_check_constraint(op.f("ck_users_email_whole"), "users", whole)


def downgrade() -> None:
    op.drop_constraint(op.f("ck_users_email_whole"), "users", type_="check")
    op.execute(FILLED)
    for name in COLUMNS:
        op.alter_column("users", name, existing_type=sa.LargeBinary(), nullable=False)
