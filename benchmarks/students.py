"""A teacher's students: how long the list takes that says who practised and what wants attention.

    python -m benchmarks.students --students 100

A real PostgreSQL, a year of daily practice for each student, a recording of each session with twenty figures.
"""

import argparse
import statistics
import time
from collections.abc import Callable
from uuid import UUID

from sqlalchemy import text
from sqlmodel import Session

from benchmarks.awards import timed
from benchmarks.jobs import database

SESSIONS = """
    INSERT INTO practice_sessions (id, user_id, started_at, ended_at, timezone, local_day, intervals, clock_s, played_s,
        instrument, focus, mode, note, source, client_updated_at, content_hash, created_at, updated_at)
    SELECT gen_random_uuid(), u.id, at, at + interval '40 min', 'UTC', at::date,
        jsonb_build_array(jsonb_build_array(at, at + interval '40 min')), 2400, 1500 + n % 7 * 100,
        'violin', ARRAY['tone', 'word ' || n % 12], CASE WHEN n % 9 = 0 THEN 'slow' ELSE 'normal' END,
        repeat('practised slowly; ', n % 10), 'timer', at, decode('00', 'hex'), at, at
      FROM users u, generate_series(0, :days - 1) AS n, LATERAL (
        SELECT date_trunc('day', now()) - n * interval '1 day' - u.number % 24 * interval '1 hour' AS at) AS t
     WHERE u.display_name = 'Student' AND (u.number % 10 > 0 OR n > 9)
""".replace("users u", "(SELECT *, row_number() OVER (ORDER BY id) AS number FROM users) AS u")
PIECES = """
    INSERT INTO pieces (id, user_id, title, composer, target_bpm, created_at, updated_at)
    SELECT gen_random_uuid(), u.id, 'Piece ' || n, '', 60 + n, now(), now()
      FROM users u, generate_series(1, 8) AS n WHERE u.display_name = 'Student'
"""
SECTIONS = """
    INSERT INTO sections (id, user_id, piece_id, title, created_at, updated_at)
    SELECT gen_random_uuid(), p.user_id, p.id, 'Passage ' || n, now(), now() FROM pieces p, generate_series(1, 3) AS n
"""
ITEMS = """
    INSERT INTO session_items (session_id, position, user_id, piece_id, section_id, seconds, repetitions)
    SELECT s.id, n, s.user_id, x.piece_id, x.id, CASE n WHEN 0 THEN 1800 ELSE 300 END, 4
      FROM (SELECT id, user_id, row_number() OVER (PARTITION BY user_id ORDER BY started_at) AS at
              FROM practice_sessions) AS s, generate_series(0, 2) AS n
      JOIN (SELECT *, row_number() OVER (PARTITION BY user_id ORDER BY id) AS at FROM sections) AS x ON true
     WHERE x.user_id = s.user_id AND x.at = 1 + (s.at / 9 + n * 5) % 24
"""
METRICS = """
    INSERT INTO practice_metrics
      (user_id, session_id, piece_id, section_id, local_day, value, confidence, weight, key)
    SELECT s.user_id, s.id, i.piece_id, i.section_id, s.local_day, 60 + extract(day FROM s.local_day) % 9, 0.9, 1500,
           key
      FROM practice_sessions s JOIN session_items i ON i.session_id = s.id AND i.position = 0,
           generate_series(1, 20) AS key
"""
CONNECTED = """
    INSERT INTO teacher_student (id, teacher_id, student_id, since, history)
    SELECT gen_random_uuid(), :teacher, id, now() - interval '300 days', true FROM users WHERE display_name = 'Student'
"""
DAYS = text("SELECT DISTINCT local_day FROM practice_sessions WHERE user_id = :who")


def seeded(students: int, days: int) -> UUID:
    """Make a teacher and so many students who practised that long."""
    from practice_app.database import system_transaction
    from practice_app.models import User
    from practice_app.services.progress import days_sql

    teacher = User(display_name="Teacher")
    with system_transaction() as db:
        db.add_all([teacher, *(User(display_name="Student") for _ in range(students))])
        db.flush()
        asked = {"teacher": teacher.id, "days": days}
        for statement in (SESSIONS, PIECES, SECTIONS, ITEMS, METRICS, CONNECTED):
            db.execute(text(statement), asked)
    with system_transaction() as db:
        for who in db.scalars(text("SELECT id FROM users WHERE display_name = 'Student'")).all():
            days_of = db.scalars(
                text("SELECT DISTINCT local_day FROM practice_sessions WHERE user_id = :who"), {"who": who}
            )
            values = {"user_id": who, "days": list(days_of), "zones": ["UTC"]}
            for made in days_sql.STATEMENTS:
                db.execute(made, values)
    with system_transaction() as db:
        db.execute(text("ANALYZE"))
    return teacher.id


def main() -> None:
    """Seed, then measure the list and its parts."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--students", type=int, default=100)
    parser.add_argument("--days", type=int, default=365)
    parser.add_argument("--times", type=int, default=100)
    args = parser.parse_args()
    with database():
        from practice_app.api.shared.answers import answer
        from practice_app.database import transaction
        from practice_app.services.teaching.students import counting, listing
        from practice_app.services.teaching.students.rules import attention

        began = time.perf_counter()
        teacher = seeded(args.students, args.days)
        print(f"seeded in {time.perf_counter() - began:.0f} s")
        with transaction(teacher) as db:
            counted = counting.students(db)
            seen = counting.seen(db, counted, {}, {})
        parts: dict[str, Callable[[Session], object]] = {
            "who practised, seven days": counting.students,
            "what the rules are told": lambda db: counting.seen(db, counted, {}, {}),
            "the rules": lambda _: [attention(one) for one in seen.values()],
            "all of it, as JSON": lambda db: answer(listing.listed(db, teacher, "en", limit=100)),
        }
        for name, work in parts.items():
            p50, here, there = timed(teacher, work, args.times)
            print(f"{name}: p50 {p50:.1f} ms; CPU {here:.1f} + {there:.1f} ms in PostgreSQL")
        flagged = [len(attention(one)) for one in seen.values()]
        print(f"{len(counted)} students, {sum(flagged)} reasons, {statistics.mean(flagged):.2f} each")


if __name__ == "__main__":
    main()
