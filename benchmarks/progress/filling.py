"""Very many people's practice, put straight into the tables, in the order in which it would have come."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID

import psycopg

from benchmarks.progress import tables
from benchmarks.progress.house import House
from practice_app.services.progress.rollups import VERSION

DAILY, PATTERN = 0, "Pattern"
"""The number of who practises daily; everybody else is typical."""
POINTS, YEARS = 20, 10
MONTHS, APART, TURNS = 24, 7, 4
"""A typical person practises on four days of each month, a week apart, for two years."""
PER_PERSON = round(MONTHS * TURNS * 10.25)
"""Ten figures are told of a session, of every fourth eleven."""
PIECES, MANY_PIECES = 4, 24
Database = psycopg.Connection[tuple[Any, ...]]
FILLED = ("practice_metrics", "practice_days", "practice_day_items", "practice_sessions", "users", "pieces", "sections")


def prepare(house: House) -> None:
    """Make the tables, a person whom all others are like, figures, and a partition for each month of ten years."""
    from practice_app.database import system_transaction
    from practice_app.models import User

    house.migrate()
    with system_transaction() as db:
        db.add(User(display_name=PATTERN))
    with _open(house) as db:
        db.execute(tables.FIGURES)
        db.execute(tables.DAYS)
        db.execute(
            "INSERT INTO practice_metrics (user_id, session_id, local_day, value, confidence, weight, key)"
            " SELECT id, id, (date_trunc('month', now()) - make_interval(months => n))::date, 0, 0, 0, 1"
            " FROM users, generate_series(0, %s) AS n",
            [12 * YEARS + 1],
        )
    house.migrate()  # the months of what lies in none are made now
    with _open(house) as db:
        db.execute("DELETE FROM practice_metrics")


def daily(house: House) -> UUID:
    """Make who practised daily; nothing is rolled up yet."""
    with _open(house) as db:
        _people(db, DAILY, DAILY, MANY_PIECES)
        values = {"days": round(365.25 * YEARS), "points": POINTS}
        db.execute(tables.HEARD_DAILY, values)
        db.execute("ANALYZE practice_sessions, session_items, recordings, analyses")
    return people(house, DAILY, DAILY)[0]


def typical(house: House, first: int, last: int) -> None:
    """Make typical people with these numbers, two months at a time."""
    with _open(house) as db:
        _quick(db)
        _people(db, first, last, PIECES)
    with ThreadPoolExecutor(2) as pool:
        list(pool.map(lambda month: _month(house, month, first, last), _months()))
    with _open(house) as db:
        _careful(db)
        for table in (*FILLED, "analyses", "recordings", "session_items", "rolled_up"):
            db.execute(f"ANALYZE {table}")
        db.execute("CHECKPOINT")


def people(house: House, first: int, last: int) -> list[UUID]:
    """Give the ids of people by their numbers."""
    with _open(house) as db:
        found = db.execute("SELECT id FROM bench.people WHERE n BETWEEN %s AND %s ORDER BY n", [first, last])
        return [row[0] for row in found]


def sizes(house: House) -> str:
    """Tell how many rows there are and what they take."""
    with _open(house) as db:
        rows = db.execute(
            "SELECT sum(reltuples)::bigint FROM pg_class WHERE relkind = 'r' AND relname ~ '^practice_metrics_'"
        )
        size = db.execute("SELECT pg_size_pretty(pg_database_size(current_database()))")
        return f"{rows.fetchall()[0][0]:,} figures, the database {size.fetchall()[0][0]}"


def _open(house: House) -> Database:
    """Connect as the superuser, who is asked for neither policies nor foreign keys, and need not wait for the disk."""
    db = psycopg.connect(house.superuser_url, autocommit=True, cursor_factory=psycopg.ClientCursor)
    db.execute("SET session_replication_role = replica; SET synchronous_commit = off; SET jit = off")
    return db


def _quick(db: Database) -> None:
    """While tables are filled: what a power cut spoils is made again."""
    for said in ("max_wal_size = '12GB'", "checkpoint_timeout = '1h'", "full_page_writes = off"):
        db.execute(f"ALTER SYSTEM SET {said}")
    db.execute("SELECT pg_reload_conf()")


def _careful(db: Database) -> None:
    db.execute("ALTER SYSTEM RESET ALL")
    db.execute("SELECT pg_reload_conf()")


def _people(db: Database, first: int, last: int, pieces: int) -> None:
    db.execute(tables.PEOPLE, {"first": first, "last": last, "pieces": pieces, "version": VERSION})


def _months() -> list[date]:
    this = datetime.now(UTC).date().replace(day=1)
    return [_before(this, n) for n in range(MONTHS, 0, -1)]


def _before(month: date, months: int) -> date:
    count = month.year * 12 + month.month - 1 - months
    return date(count // 12, count % 12 + 1, 1)


def _month(house: House, month: date, first: int, last: int) -> None:
    with _open(house) as db:
        for n in range(APART * TURNS):
            day = month + timedelta(days=n)
            values = {"day": day, "turn": n % APART, "apart": APART, "serial": day.toordinal()}
            db.execute(tables.A_DAY, values | {"first": first, "last": last})
    print(".", end="", flush=True)
