"""What practice adds up to, written beside it: each row is made of sessions and analyses, and can be made again.

`services/progress/rollups.py` makes them, in the transaction that changes what they are made of.
"""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import REAL, Column, Date, ForeignKey, Index, Integer, SmallInteger, Table, Uuid, text
from sqlalchemy.dialects.postgresql import ARRAY, DOUBLE_PRECISION, TIMESTAMP
from sqlmodel import Field, SQLModel

from practice_app.models.columns import document, moment_now, of_the_same_owner

practice_metrics = Table(
    "practice_metrics",
    SQLModel.metadata,
    Column("user_id", Uuid, ForeignKey("users.id", ondelete="CASCADE"), nullable=False),
    Column("session_id", Uuid, nullable=False),
    Column("piece_id", Uuid),
    Column("section_id", Uuid),
    Column("local_day", Date, nullable=False),
    Column("value", REAL, nullable=False),
    Column("confidence", REAL, nullable=False),
    Column("weight", REAL, nullable=False),
    Column("key", SmallInteger, nullable=False),
    Index("ix_practice_metrics_user_id_local_day", "user_id", "local_day"),
    # One row of twenty: the tempi of many people's last weeks are told without their other figures.
    Index("ix_practice_metrics_tempo", "user_id", "local_day", postgresql_where=text("key = 2")),
    postgresql_partition_by="RANGE (local_day)",
)
"""One row per recording and metric: 50 million of them, so no key of its own, and a partition for each month.

``key`` is the number in the catalogue of metrics, ``weight`` the seconds played; ``piece_id`` and ``section_id`` name
what at least half of the session went into. What its ids name may be gone: nothing is read by them alone.
"""


def _sums(of: Any) -> Any:
    """Sums by metric: the n-th is of the metric with number n."""
    return Field(default_factory=list, sa_type=ARRAY(of), nullable=False, sa_column_kwargs={"server_default": "{}"})


class PracticeDay(SQLModel, table=True):
    """One person's local day; lengths in seconds.

    ``counted_s`` is what counts: as corrected, else as heard, else by the clock; ``heard_clock_s`` the clock time in
    which something was recorded, to lay ``played_s`` beside; by ``less_s`` and ``more_s`` what counts may be off, where
    what was heard isn't sure and nobody corrected it. ``parts`` tells the first two by instrument, focus, mode,
    tag and hour: ``{kind: {key: [counted_s, clock_s, sessions]}}``. ``weights``, ``x_sums``, ``y_sums``,
    ``confidences`` are sums over what was measured with some confidence, by metric (`metrics.summing`).
    """

    __tablename__ = "practice_days"
    __table_args__ = (
        # What a group adds up of many people is read from here alone: a day's row is long.
        Index(
            "ix_practice_days_told",
            "user_id",
            "local_day",
            postgresql_include=["counted_s", "clock_s", "played_s", "sessions"],
        ),
    )

    user_id: UUID = Field(foreign_key="users.id", ondelete="CASCADE", primary_key=True)
    local_day: date = Field(primary_key=True)
    counted_s: float
    clock_s: float
    played_s: float | None = None
    heard_clock_s: float = Field(default=0, sa_column_kwargs={"server_default": "0"})
    less_s: float = Field(default=0, sa_column_kwargs={"server_default": "0"})
    more_s: float = Field(default=0, sa_column_kwargs={"server_default": "0"})
    sessions: int
    corrected: int
    first_zone: str
    last_zone: str
    started_at: datetime = Field(sa_type=TIMESTAMP(timezone=True), nullable=False)
    ended_at: datetime = Field(sa_type=TIMESTAMP(timezone=True), nullable=False)
    parts: dict[str, dict[str, list[float]]] = document("{}")
    weights: list[float] = _sums(REAL)
    x_sums: list[float] = _sums(DOUBLE_PRECISION)
    y_sums: list[float] = _sums(DOUBLE_PRECISION)
    confidences: list[float] = _sums(REAL)


class PracticeDayItem(SQLModel, table=True):
    """What a day's time went into: a piece, and a passage of it or none; lengths in seconds.

    A session's time is told per item by the clock; of what counts of it each has its share in proportion.
    """

    __tablename__ = "practice_day_items"
    __table_args__ = (
        of_the_same_owner("piece_id", "pieces"),
        of_the_same_owner("section_id", "sections", "SET NULL (section_id)"),
        Index("ix_practice_day_items_piece_id", "piece_id", "local_day"),
        Index("ix_practice_day_items_section_id", "section_id"),
    )

    user_id: UUID = Field(foreign_key="users.id", ondelete="CASCADE", primary_key=True)
    local_day: date = Field(primary_key=True)
    position: int = Field(primary_key=True)
    piece_id: UUID
    section_id: UUID | None = None
    counted_s: float
    clock_s: float
    repetitions: int
    sessions: int


def _grown(of: Any) -> Any:
    """Sums from a month's first day to each of 31."""
    return Field(sa_type=ARRAY(of), nullable=False)


class PracticeMonth(SQLModel, table=True):
    """One person's month, made of their days: each sum as it had grown by the end of each day; lengths in seconds.

    ``days`` and ``heard`` have a bit for each day on which they practised, and on which something was recorded.
    ``less_s`` and ``more_s`` are empty where all of it is sure.
    """

    __tablename__ = "practice_months"

    user_id: UUID = Field(foreign_key="users.id", ondelete="CASCADE", primary_key=True)
    month: date = Field(primary_key=True)
    days: int
    heard: int
    counted_s: list[float] = _grown(DOUBLE_PRECISION)
    clock_s: list[float] = _grown(DOUBLE_PRECISION)
    played_s: list[float] = _grown(DOUBLE_PRECISION)
    less_s: list[float] = _sums(DOUBLE_PRECISION)
    more_s: list[float] = _sums(DOUBLE_PRECISION)
    sessions: list[int] = _grown(Integer)


class PracticeMonthInstrument(SQLModel, table=True):
    """What of a month was played on one instrument (empty: it was not said), grown by day as above."""

    __tablename__ = "practice_month_instruments"

    user_id: UUID = Field(foreign_key="users.id", ondelete="CASCADE", primary_key=True)
    month: date = Field(primary_key=True)
    instrument: str = Field(primary_key=True)
    counted_s: list[float] = _grown(DOUBLE_PRECISION)
    sessions: list[int] = _grown(Integer)


class PracticeMonthPiece(SQLModel, table=True):
    """What of a month went into one piece, grown by day as above."""

    __tablename__ = "practice_month_pieces"
    __table_args__ = (
        of_the_same_owner("piece_id", "pieces"),
        Index("ix_practice_month_pieces_piece_id", "piece_id", "month"),
    )

    user_id: UUID = Field(foreign_key="users.id", ondelete="CASCADE", primary_key=True)
    month: date = Field(primary_key=True)
    piece_id: UUID = Field(primary_key=True)
    counted_s: list[float] = _grown(DOUBLE_PRECISION)
    sessions: list[int] = _grown(Integer)


class RolledUp(SQLModel, table=True):
    """Whose rows above are made of everything they have, and by which version of the rules."""

    __tablename__ = "rolled_up"

    user_id: UUID = Field(foreign_key="users.id", ondelete="CASCADE", primary_key=True)
    version: int
    made_at: datetime = moment_now()
