"""What a group has: links by which people come in."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import Index
from sqlmodel import Field, SQLModel

from practice_app.models.columns import id_column, moment, moment_now, person_column


class GroupInvite(SQLModel, table=True):
    """A code by which people join a group until it is over; only its hash is kept."""

    __tablename__ = "group_invites"
    __table_args__ = (Index("ix_group_invites_group_id", "group_id"), Index("ix_group_invites_made_by", "made_by"))

    id: UUID = id_column()
    group_id: UUID = Field(foreign_key="groups.id", ondelete="CASCADE")
    made_by: UUID = person_column()
    code_hash: bytes = Field(unique=True)
    created_at: datetime = moment_now()
    expires_at: datetime = moment()
