"""Guardians: who agreed to an account, and how children come in on a tablet that they share."""

from datetime import datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import Index
from sqlmodel import Field, SQLModel

from practice_app.models.columns import id_column, longest, maybe_moment, moment_now, one_of, owner_column


class ConsentHow(StrEnum):
    """In what way somebody consented."""

    SIGNING_UP = "signing_up"
    """To their own account."""
    MAKING = "making"
    """To that of a child, by making it."""
    ACCEPTING = "accepting"
    """To that of a child, by becoming its second guardian."""
    AGAIN = "again"
    """After they had taken it back."""


class Consent(SQLModel, table=True):
    """Somebody agreed that an account is kept: whose, to which text, when, how, and until when.

    ``given_by`` is empty once whoever gave it is gone.
    """

    __tablename__ = "consents"
    __table_args__ = (
        one_of("how", ConsentHow),
        longest("text_version", 20),
        Index("ix_consents_user_id", "user_id"),
        Index("ix_consents_given_by", "given_by"),
    )

    id: UUID = id_column()
    user_id: UUID = owner_column()
    given_by: UUID | None = Field(default=None, foreign_key="users.id", ondelete="SET NULL", index=False)
    text_version: str
    how: str
    given_at: datetime = moment_now()
    revoked_at: datetime | None = maybe_moment()
