"""Accounts elsewhere by which people come in, and what their providers are still to be told."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import Index, UniqueConstraint
from sqlmodel import Field, SQLModel

from practice_app.models.columns import id_column, longest, moment, moment_now, owner_column


class LinkedIdentity(SQLModel, table=True):
    """Somebody's account at a provider: it is known by the provider's own name for them, never by an address.

    Address and refresh token are sealed (`services/shared/sealing.py`); the token is for telling the provider
    when the account is deleted, and for nothing else.
    """

    __tablename__ = "identities"
    __table_args__ = (
        UniqueConstraint("provider", "subject"),
        UniqueConstraint("user_id", "provider"),
        longest("provider", 20),
        longest("subject", 255),
    )

    id: UUID = id_column()
    user_id: UUID = owner_column()
    provider: str
    subject: str
    email_sealed: bytes | None = None
    token_sealed: bytes | None = None
    linked_at: datetime = moment_now()


class Farewell(SQLModel, table=True):
    """A provider is to be told that an account which came in by it is gone; whose it was, nobody can tell from it."""

    __tablename__ = "farewells"
    __table_args__ = (longest("provider", 20), Index("ix_farewells_due_at", "due_at"))

    id: UUID = id_column()
    provider: str
    told_sealed: bytes
    """The provider's name for them and the token, as JSON."""
    attempts: int = Field(default=0)
    due_at: datetime = moment()
    created_at: datetime = moment_now()
