"""Ten years of daily practice: how long it takes to bring titles and points to what one changed session gives.

    python -m benchmarks.awards --days 3650

A real PostgreSQL; a session a day, each on one of forty pieces and two hundred passages, every third one heard.
"""

import argparse
import os
import statistics
import time
from collections.abc import Callable
from pathlib import Path
from uuid import UUID

from sqlalchemy import text
from sqlmodel import Session

from benchmarks.jobs import database

SESSIONS = """
    INSERT INTO practice_sessions (id, user_id, started_at, ended_at, timezone, local_day, intervals, clock_s, played_s,
        instrument, focus, mode, note, source, self_rating, client_updated_at, content_hash, created_at, updated_at)
    SELECT gen_random_uuid(), :who, at, at + interval '30 min', 'UTC', at::date,
        jsonb_build_array(jsonb_build_array(at, at + interval '30 min')), 1800, 1500,
        CASE WHEN n % 5 = 0 THEN 'piano' ELSE 'violin' END, ARRAY['tone', 'word ' || n % 12],
        CASE WHEN n % 4 = 0 THEN 'slow' ELSE 'normal' END, repeat('practised slowly; ', n % 10), 'timer', 1 + n % 5,
        at, decode('00', 'hex'), at, at
      FROM (SELECT n, timestamptz '2016-01-01 07:30Z' + n * interval '1 day' + n % 3 * interval '6 h' AS at
              FROM generate_series(1, :days) AS n) AS t
"""
PIECES = """
    INSERT INTO pieces (id, user_id, title, composer, target_bpm, created_at, updated_at)
    SELECT gen_random_uuid(), :who, 'Piece ' || n, '', 60 + n, now(), now() FROM generate_series(1, 40) AS n
"""
SECTIONS = """
    INSERT INTO sections (id, user_id, piece_id, title, created_at, updated_at)
    SELECT gen_random_uuid(), :who, p.id, 'Passage ' || n, now(), now()
      FROM pieces p, generate_series(1, 5) AS n WHERE p.user_id = :who
"""
ITEMS = """
    INSERT INTO session_items (session_id, position, user_id, piece_id, section_id, seconds, repetitions)
    SELECT s.id, 0, :who, x.piece_id, x.id, 900, 5
      FROM (SELECT id, row_number() OVER () AS n FROM practice_sessions WHERE user_id = :who) AS s
      JOIN (SELECT id, piece_id, row_number() OVER () AS n FROM sections WHERE user_id = :who) AS x
        ON x.n = 1 + s.n % 200
"""


def seeded(days: int) -> UUID:
    """Make somebody who practised that long."""
    from practice_app.database import system_transaction
    from practice_app.models import User

    user = User(display_name="Somebody")
    with system_transaction() as db:
        db.add(user)
        db.flush()
        for statement in (SESSIONS, PIECES, SECTIONS, ITEMS):
            db.execute(text(statement), {"who": user.id, "days": days})
    with system_transaction() as db:
        db.execute(text("ANALYZE"))
    return user.id


def timed(who: UUID, work: Callable[[Session], object], times: int) -> tuple[float, float, float]:
    """Tell milliseconds as the web role, each time in a transaction of its own: the median, and the mean of CPU time in
    this process and in PostgreSQL, which neighbours on the machine don't change."""
    from practice_app.database import transaction

    took, here, there = [], 0.0, 0
    for _ in range(times):
        with transaction(who) as db:
            backend = db.scalar(text("SELECT pg_backend_pid()"))
            before, spent, began = ticks(backend), time.process_time(), time.perf_counter()
            work(db)
            took.append(1000 * (time.perf_counter() - began))
            here += 1000 * (time.process_time() - spent)
            there += ticks(backend) - before
    return statistics.median(took), here / times, 1000 * there / os.sysconf("SC_CLK_TCK") / times


def ticks(process: int | None) -> int:
    """CPU time of a process, in ticks of the system's clock."""
    told = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    return int(told[11]) + int(told[12])


def main() -> None:
    """Seed, rebuild from nothing, then measure one session's change and its parts."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--days", type=int, default=3650)
    parser.add_argument("--times", type=int, default=100)
    args = parser.parse_args()
    with database():
        from practice_app.database import transaction
        from practice_app.services import awards
        from practice_app.services.awards import earning, history, merits

        who = seeded(args.days)
        began = time.perf_counter()
        with transaction(who) as db:
            awards.rebuild(db, who)
        print(f"from nothing: {1000 * (time.perf_counter() - began):.0f} ms")
        with transaction(who) as db:
            one = db.scalars(text("SELECT session_id FROM merits LIMIT 1")).one()
            past = history.of(db, who)
        parts: dict[str, Callable[[Session], object]] = {
            "the session's own row": lambda db: merits.refresh(db, who, [one]),
            "reading the history": lambda db: history.of(db, who),
            "what it earns (Python)": lambda _: earning.earned(past),
            "all of it": lambda db: awards.settle(db, who, [one]),
        }
        for name, work in parts.items():
            p50, here, there = timed(who, work, args.times)
            print(f"{name}: CPU {here:.1f} + {there:.1f} ms in PostgreSQL; p50 {p50:.1f} ms by the clock")


if __name__ == "__main__":
    main()
