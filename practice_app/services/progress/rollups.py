"""What practice adds up to, kept beside it: figures by recording, one row for each person's day, and one by month.

Whoever changes sessions, corrections or analyses calls ``write`` in the same transaction. A day is made whole from what
is there, never added to, so that a session that comes late, twice, changed or not at all any more leaves what a making
from nothing leaves. One person's days are made by one at a time: of two who made the same day at once, each would miss
what the other has not committed.
"""

import time
from collections.abc import Iterable
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import text
from sqlmodel import Session

from practice_app.database import DbRole, current_role, system_transaction
from practice_app.services.progress import days_sql, metrics_sql, months_sql
from practice_app.services.shared.access import visible_sql
from practice_app.services.shared.steps import step

VERSION = 3
"""Of the rules by which the rows are made; with another everybody's are made anew."""
_LOCK = text("SELECT pg_advisory_xact_lock(hashtextextended('practice_days ' || cast(:user_id AS text), 7))")
_IS_DONE = text(f"SELECT 1 FROM rolled_up r WHERE {visible_sql('r')} AND version = :version")
_WAITS = text(
    "SELECT u.id FROM users u WHERE NOT EXISTS"
    " (SELECT 1 FROM rolled_up r WHERE r.user_id = u.id AND r.version = :version)"
    " ORDER BY u.id LIMIT 1 FOR NO KEY UPDATE OF u SKIP LOCKED"
)
_DONE = text(
    "INSERT INTO rolled_up (user_id, version, made_at) VALUES (:user_id, :version, now())"
    " ON CONFLICT (user_id) DO UPDATE SET version = excluded.version, made_at = now()"
)


def write(db: Session, who: UUID, session_ids: Iterable[UUID], days: Iterable[date] = ()) -> None:
    """Write down anew what these sessions add up to; ``days``: those on which they lay before, if they were moved."""
    values: dict[str, Any] = {"user_id": who, "ids": list(session_ids), "days": list(days)}
    if not values["ids"]:
        return
    db.flush()
    db.execute(_LOCK, values)
    now_on = db.scalars(metrics_sql.DAYS_OF, values).all()
    values["days"] = sorted({*values["days"], *now_on})
    db.execute(metrics_sql.CLEAR_SESSIONS, values)
    db.execute(metrics_sql.WRITE_SESSIONS, values)
    _make_days(db, values)


def ready(db: Session, who: UUID) -> None:
    """Make everything of somebody whose rows are not there yet, or by older rules: before they are read.

    Who reads what is another's makes nothing: it is made when its owner looks, or by ``catch_up``.
    """
    if current_role(db) is not DbRole.WEB:
        return
    values = {"user_id": who, "version": VERSION}
    if db.scalar(_IS_DONE, values):
        return
    db.execute(_LOCK, values)
    if not db.scalar(_IS_DONE, values):
        rebuild(db, who)


def rebuild(db: Session, who: UUID) -> None:
    """Make everything of somebody from nothing."""
    values: dict[str, Any] = {"user_id": who, "version": VERSION}
    db.execute(_LOCK, values)
    for table in ("practice_metrics", "practice_days", "practice_day_items", *months_sql.TABLES):
        db.execute(text(f"DELETE FROM {table} AS t WHERE {visible_sql('t')}"), values)
    db.execute(metrics_sql.WRITE_ALL, values)
    _make_days(db, values | {"days": list(db.scalars(metrics_sql.ALL_DAYS, values))})
    db.execute(_DONE, values)


@step
def catch_up(for_s: float) -> int:
    """Make the days of people whom nobody has waited for yet, until none is left or the time is over; tell of how many.

    Each is a transaction of its own: it may be stopped anywhere, and several may be at it.
    """
    until, done = time.monotonic() + for_s, 0
    while time.monotonic() < until:
        with system_transaction() as db:
            who = db.scalar(_WAITS, {"version": VERSION})
            if who is None:
                break
            rebuild(db, who)
        done += 1
    return done


def _make_days(db: Session, values: dict[str, Any]) -> None:
    for statement in days_sql.STATEMENTS:
        db.execute(statement, values | {"zones": _zones(db)})
    make_months(db, values["user_id"], values["days"])


def make_months(db: Session, who: UUID, days: Iterable[date]) -> None:
    """Make the months anew in which these days lie."""
    for statement in months_sql.STATEMENTS:
        db.execute(statement, {"user_id": who, "days": list(days)})


_known_zones: list[str] = []


def _zones(db: Session) -> list[str]:
    """List the zones that PostgreSQL knows, asked once: ours may be newer, and no session is to fail by that."""
    if not _known_zones:
        _known_zones.extend(db.scalars(text("SELECT name FROM pg_timezone_names")))
    return _known_zones
