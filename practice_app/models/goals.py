"""What somebody means to practise in a week, and on which weekdays they rest."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, Index, SmallInteger, UniqueConstraint, text
from sqlalchemy.dialects.postgresql import ARRAY
from sqlmodel import Field, SQLModel

from practice_app.models.columns import id_column, longest, moment_now, owner_column

STILL = text("until IS NULL")
MINUTES_OF_A_WEEK = 7 * 24 * 60


class Goal(SQLModel, table=True):
    """So many minutes in a week with one instrument, or with all of them (``all``); at most one for each."""

    __tablename__ = "goals"
    __table_args__ = (
        longest("instrument", 60),
        CheckConstraint(f"minutes_per_week BETWEEN 1 AND {MINUTES_OF_A_WEEK}", name="minutes_per_week"),
        CheckConstraint("rest_days <@ ARRAY[0, 1, 2, 3, 4, 5, 6]::smallint[]", name="rest_days"),
        UniqueConstraint("user_id", "instrument"),
    )

    id: UUID = id_column()
    user_id: UUID = owner_column()
    instrument: str
    minutes_per_week: int
    rest_days: list[int] = Field(
        default_factory=list, sa_type=ARRAY(SmallInteger), nullable=False, sa_column_kwargs={"server_default": "{}"}
    )
    """Weekdays: 0 Monday … 6 Sunday."""
    created_at: datetime = moment_now()
    updated_at: datetime = moment_now()


class RestDay(SQLModel, table=True):
    """A weekday on which somebody rests: since which of their days that is said, and before which it was so.

    Once said it counts for all that lies before, too; taken back it counts no more from that day on (``until``).
    """

    __tablename__ = "rest_days"
    __table_args__ = (
        CheckConstraint("weekday BETWEEN 0 AND 6", name="weekday"),
        CheckConstraint("until > said_on", name="until"),
        Index("ix_rest_days_user_id", "user_id"),
        Index("uq_rest_days_user_id_weekday", "user_id", "weekday", unique=True, postgresql_where=STILL),
    )

    id: UUID = id_column()
    user_id: UUID = owner_column()
    weekday: int = Field(sa_type=SmallInteger)
    said_on: date
    until: date | None = None
