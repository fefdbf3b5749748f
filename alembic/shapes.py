"""What `policies.py` says its rules in: functions, and what each role may do with a table."""

from dataclasses import dataclass, field

from practice_app.database import DbRole

EVERYTHING = "SELECT, INSERT, UPDATE, DELETE"


@dataclass(frozen=True)
class Function:
    """A function that policies, or `services/shared/access.py`, ask."""

    name: str
    takes: str
    gives: str
    body: str
    may: tuple[str, ...]
    definer: bool = True
    settings: str = ""
    """What PostgreSQL is told of how to go about it, where it would choose badly."""


@dataclass(frozen=True)
class Table:
    """Who may do what with a table, and with which of its rows."""

    web: str = EVERYTHING
    """What the web role may do; empty: nothing, with no row."""
    own: str = "user_id = app_user_id()"
    """With which rows."""
    system: str = EVERYTHING
    """What the system may do, with all rows."""
    written: str = ""
    """What a row that the web role writes must be; without it ``own``."""
    reads: dict[DbRole, tuple[str, str]] = field(default_factory=dict)
    """Which rows, and which columns (empty: all), the other roles read."""
