"""What was reported, what was done about it, what its author says to that; and a log that names nobody.

Whose deed a measure was stands with the case, which moderators alone read: the person it concerns reads the measure.
"""

from datetime import datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import CheckConstraint, Index, text
from sqlmodel import Field, SQLModel

from practice_app.models.columns import id_column, longest, maybe_moment, moment_now, one_of, person_column, words


class ReportKind(StrEnum):
    """What can be reported."""

    POST = "post"
    COMMENT = "comment"
    USER = "user"
    RECORDING = "recording"
    GROUP = "group"
    PARTNER_REQUEST = "partner_request"


class Rule(StrEnum):
    """Why something is reported, and by which rule something is done about it."""

    SPAM = "spam"
    RUDE = "rude"
    DANGER = "danger"
    COPYRIGHT = "copyright"
    OTHER = "other"


class Action(StrEnum):
    """What a moderator does about it."""

    DISMISS = "dismiss"
    HIDE = "hide"
    WARN = "warn"
    LOCK = "lock"
    SUSPEND = "suspend"
    BAN = "ban"


EXCERPT_LENGTH = 2_000


def moderator_column() -> UUID | None:
    """Which moderator it was, while there is an account of theirs."""
    return Field(default=None, foreign_key="users.id", ondelete="SET NULL")  # type: ignore[no-any-return]


class Report(SQLModel, table=True):
    """A case: one thing that was reported, or flagged by a machine, until somebody has looked at it.

    ``excerpt``: what it said when it was reported first. ``hidden``: it was taken out of sight until then.
    """

    __tablename__ = "reports"
    __table_args__ = (
        one_of("kind", ReportKind),
        longest("excerpt", EXCERPT_LENGTH),
        Index("uq_reports_open", "kind", "subject_id", unique=True, postgresql_where=text("closed_at IS NULL")),
        Index("ix_reports_about_id", "about_id"),
        Index("ix_reports_closed_at", "closed_at"),
    )

    id: UUID = id_column()
    kind: str
    subject_id: UUID
    about_id: UUID = person_column()
    excerpt: str = ""
    flags: list[str] = words()
    """Which machines noticed it, and why."""
    hidden: bool = False
    opened_at: datetime = moment_now()
    closed_at: datetime | None = maybe_moment()
    closed_by: UUID | None = moderator_column()
    appeal_by: UUID | None = moderator_column()


class ReportMade(SQLModel, table=True):
    """Somebody reported it; they do not see the thing any more. ``trusted``: it counts for hiding it from all."""

    __tablename__ = "reports_made"
    __table_args__ = (
        one_of("kind", ReportKind),
        one_of("reason", Rule),
        longest("text", 1000),
        Index("ix_reports_made_reporter_id", "reporter_id", "kind", "subject_id"),
    )

    report_id: UUID = Field(primary_key=True, foreign_key="reports.id", ondelete="CASCADE")
    reporter_id: UUID = person_column(primary_key=True)
    kind: str
    subject_id: UUID
    reason: str
    text: str = ""
    trusted: bool = False
    at: datetime = moment_now()


class Measure(SQLModel, table=True):
    """What was done about something of a person's: by which rule, why, until when; and whether it was taken back."""

    __tablename__ = "measures"
    __table_args__ = (
        one_of("kind", ReportKind),
        one_of("action", Action),
        one_of("rule", Rule),
        longest("reason", 1000),
        CheckConstraint("(action = 'suspend') = (until IS NOT NULL)", name="until"),
        Index("ix_measures_person_id", "person_id"),
    )

    id: UUID = id_column()
    report_id: UUID = Field(unique=True, foreign_key="reports.id", ondelete="CASCADE")
    person_id: UUID = person_column()
    kind: str
    action: str
    rule: str
    reason: str
    until: datetime | None = maybe_moment()
    at: datetime = moment_now()
    undone_at: datetime | None = maybe_moment()


class Appeal(SQLModel, table=True):
    """What the person says to it, once, and what another moderator answers. ``granted``: nothing until then."""

    __tablename__ = "appeals"
    __table_args__ = (
        longest("text", 2000),
        longest("answer", 1000),
        CheckConstraint("(granted IS NULL) = (decided_at IS NULL)", name="decided"),
        Index("ix_appeals_person_id", "person_id"),
    )

    id: UUID = id_column()
    measure_id: UUID = Field(unique=True, foreign_key="measures.id", ondelete="CASCADE")
    person_id: UUID = person_column()
    text: str
    at: datetime = moment_now()
    granted: bool | None = None
    answer: str = ""
    decided_at: datetime | None = maybe_moment()


class Silence(SQLModel, table=True):
    """Somebody writes to nobody until then, or for good; their journal is theirs as ever."""

    __tablename__ = "silences"
    __table_args__ = (Index("ix_silences_person_id", "person_id"),)

    measure_id: UUID = Field(primary_key=True, foreign_key="measures.id", ondelete="CASCADE")
    person_id: UUID = person_column()
    until: datetime | None = maybe_moment()
    ended_at: datetime | None = maybe_moment()


class MachineLook(SQLModel, table=True):
    """Something on the board that a machine elsewhere is yet to look at; the row goes once it has, or can't."""

    __tablename__ = "machine_looks"
    __table_args__ = (one_of("kind", ReportKind), Index("ix_machine_looks_due_at", "due_at"))

    kind: str = Field(primary_key=True)
    subject_id: UUID = Field(primary_key=True)
    about_id: UUID = person_column()
    due_at: datetime = moment_now()
    tries: int = 0


class LogEntry(SQLModel, table=True):
    """What moderators, and the look at votes, did, for everybody to read: no name, no id, nothing that was written."""

    __tablename__ = "moderation_log"
    __table_args__ = (
        one_of("kind", [*ReportKind, "votes", "tag"]),
        one_of(
            "action",
            [*Action, "appeal_granted", "appeal_refused", "reversed", "restored", "joined", "parted"],
        ),
        one_of("rule", Rule),
        Index("ix_moderation_log_at", "at"),
    )

    id: UUID = id_column()
    at: datetime = moment_now()
    kind: str
    action: str
    rule: str
    days: int | None = None
