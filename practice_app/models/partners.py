"""Who looks for somebody to practise with, and who asked whom."""

from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, Index, text
from sqlmodel import Field, SQLModel

from practice_app.models.columns import (
    document,
    id_column,
    longest,
    maybe_moment,
    moment_now,
    one_of,
    person_column,
    words,
)


class LookingFor(StrEnum):
    """What somebody wants of another."""

    ACCOUNTABILITY = "accountability"
    DUETS = "duets"
    FEEDBACK = "feedback"


class PartnerProfile(SQLModel, table=True):
    """Somebody who looks for a partner: there is none of whoever doesn't.

    ``contact``: the line that only those read with whom it was agreed on. ``hours``: ``{weekday, from, to}`` as clocks
    in ``timezone`` say it. ``touched_at``: when they last looked; it ends by itself after that.
    """

    __tablename__ = "partner_profiles"
    __table_args__ = (
        CheckConstraint(
            f"looking_for <@ ARRAY{[one.value for one in LookingFor]} AND cardinality(looking_for) >= 1",
            name="looking_for",
        ),
        CheckConstraint("cardinality(instruments) <= 10 AND cardinality(languages) <= 10", name="few"),
        CheckConstraint("jsonb_array_length(hours) <= 28", name="hours"),
        longest("level", 40),
        longest("about", 500),
        longest("contact", 200),
        Index("ix_partner_profiles_touched_at", "touched_at"),
    )

    user_id: UUID = Field(primary_key=True, foreign_key="users.id", ondelete="CASCADE")
    looking_for: list[str] = words()
    instruments: list[str] = words()
    level: str = ""
    languages: list[str] = words()
    hours: list[dict[str, Any]] = document("[]")
    timezone: str
    about: str = ""
    contact: str
    touched_at: datetime = moment_now()


class RequestStatus(StrEnum):
    """What became of an ask."""

    ASKED = "asked"
    ACCEPTED = "accepted"
    DECLINED = "declined"


class PartnerRequest(SQLModel, table=True):
    """Somebody asked another to practise with them. ``touched_at``: when either last looked at it."""

    __tablename__ = "partner_requests"
    __table_args__ = (
        CheckConstraint("asker_id <> asked_id", name="two_people"),
        one_of("status", RequestStatus),
        longest("text", 500),
        Index(
            "uq_partner_requests_pair",
            text("least(asker_id, asked_id)"),
            text("greatest(asker_id, asked_id)"),
            unique=True,
        ),
        Index("ix_partner_requests_asker_id", "asker_id", "created_at"),
        Index("ix_partner_requests_asked_id", "asked_id"),
        Index("ix_partner_requests_touched_at", "touched_at"),
    )

    id: UUID = id_column()
    asker_id: UUID = person_column()
    asked_id: UUID = person_column()
    text: str
    status: str = RequestStatus.ASKED
    created_at: datetime = moment_now()
    answered_at: datetime | None = maybe_moment()
    touched_at: datetime = moment_now()
