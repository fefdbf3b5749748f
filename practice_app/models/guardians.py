"""Guardians: who agreed to an account, and how children come in on a tablet that they share."""

from datetime import datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import Index
from sqlmodel import Field, SQLModel

from practice_app.models.columns import (
    id_column,
    longest,
    maybe_moment,
    moment,
    moment_now,
    one_of,
    owner_column,
    person_column,
)


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
    HANDING_OVER = "handing_over"
    """To their own account, when they took it over."""


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


class GuardianInvite(SQLModel, table=True):
    """A code by which another grown-up becomes a child's guardian too; kept as a hash, good once and for a while."""

    __tablename__ = "guardian_invites"
    __table_args__ = (
        Index("ix_guardian_invites_user_id", "user_id"),
        Index("ix_guardian_invites_invited_by", "invited_by"),
    )

    id: UUID = id_column()
    user_id: UUID = owner_column()
    invited_by: UUID = person_column()
    code_hash: bytes = Field(unique=True)
    created_at: datetime = moment_now()
    expires_at: datetime = moment()
    used_at: datetime | None = maybe_moment()


class FamilyDevice(SQLModel, table=True):
    """A tablet that somebody's children share. It knows whose they are, and lets each in by a PIN of their own."""

    __tablename__ = "family_devices"
    __table_args__ = (longest("name", 80), Index("ix_family_devices_user_id", "user_id"))

    id: UUID = id_column()
    user_id: UUID = owner_column()
    token_hash: bytes = Field(unique=True)
    name: str = ""
    created_at: datetime = moment_now()
    last_used_at: datetime = moment_now()
    revoked_at: datetime | None = maybe_moment()
