"""What opens an account without a password, or is asked for besides."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import BigInteger, CheckConstraint, Index
from sqlmodel import Field, SQLModel

from practice_app.models.columns import id_column, longest, maybe_moment, moment_now, owner_column, words


class Passkey(SQLModel, table=True):
    """The public half of a key that somebody's device, or their password manager, keeps; it opens nothing by itself.

    ``rp_id`` is the name of the site it was made for: under another one browsers don't offer it.
    """

    __tablename__ = "passkeys"
    __table_args__ = (
        longest("name", 60),
        longest("rp_id", 253),
        CheckConstraint("octet_length(credential_id) BETWEEN 1 AND 1023", name="credential_id_length"),
        CheckConstraint("octet_length(public_key) <= 1200", name="public_key_length"),
        CheckConstraint("cardinality(transports) <= 10", name="transports_few"),
        Index("ix_passkeys_user_id", "user_id"),
    )

    id: UUID = id_column()
    user_id: UUID = owner_column()
    name: str
    rp_id: str
    credential_id: bytes = Field(unique=True)
    public_key: bytes
    sign_count: int = Field(default=0, sa_type=BigInteger)
    """How often it was used, as far as it counts; 0 for those that don't."""
    transports: list[str] = words()
    """How a browser reaches it, in the browser's own words."""
    synced: bool = False
    """Whether its owner's other devices have it as well."""
    created_at: datetime = moment_now()
    last_used_at: datetime | None = maybe_moment()


class RecoveryCode(SQLModel, table=True):
    """What opens an account besides its password when no passkey is at hand, as a hash; good once."""

    __tablename__ = "recovery_codes"
    __table_args__ = (Index("ix_recovery_codes_user_id", "user_id"),)

    id: UUID = id_column()
    user_id: UUID = owner_column()
    code_hash: bytes = Field(unique=True)
    created_at: datetime = moment_now()
    used_at: datetime | None = maybe_moment()
