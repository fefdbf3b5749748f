"""Advice that was given: what it was about, when, and whether it was waved away."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import Index
from sqlmodel import SQLModel

from practice_app.models.columns import id_column, longest, maybe_moment, moment_now, of_the_same_owner, owner_column


class Advice(SQLModel, table=True):
    """A rule spoke on ``given_on`` (the player's own day); ``baseline`` is what ``metric`` was then.

    What it says is worked out anew each time it is shown; this is kept so that a dismissal holds and its effect can be
    told.
    """

    __tablename__ = "advice"
    __table_args__ = (
        of_the_same_owner("piece_id", "pieces"),
        of_the_same_owner("section_id", "sections"),
        longest("kind", 40),
        longest("instrument", 60),
        longest("metric", 40),
        Index("ix_advice_user_id_given_on", "user_id", "given_on"),
        Index("ix_advice_piece_id", "piece_id"),
        Index("ix_advice_section_id", "section_id"),
    )

    id: UUID = id_column()
    user_id: UUID = owner_column()
    kind: str
    piece_id: UUID | None = None
    section_id: UUID | None = None
    instrument: str = ""
    metric: str | None = None
    baseline: float | None = None
    given_on: date
    given_at: datetime = moment_now()
    dismissed_at: datetime | None = maybe_moment()
