"""How long the calendar of a teacher with two thousand lessons takes: written anew, as it was, and not sent again.

    python -m benchmarks.lessons

A real PostgreSQL and Redis; forty students with a lesson a week each. `docs/performance.md` has the figures.
"""

import statistics
import time
from collections.abc import Callable
from uuid import UUID

from sqlalchemy import text

from benchmarks.jobs import database

STUDENTS, WEEKS, TIMES = 40, 50, 20
SERIES = """
    INSERT INTO lesson_series (id, teacher_id, student_id, timezone, starts_local, minutes, rrule, place, note,
        made_until, created_at, updated_at)
    SELECT gen_random_uuid(), :who, u.id, 'Asia/Seoul', now()::timestamp, 30, 'FREQ=WEEKLY', 'Studio 2, Hannam-dong',
        '', now() + interval '1 year', now(), now()
      FROM users u WHERE u.id <> :who
"""
LESSONS = """
    INSERT INTO lessons (id, series_id, teacher_id, student_id, occurrence, starts_at, ends_at, status, removed, reason,
        notes_shared, sequence, created_at, updated_at)
    SELECT gen_random_uuid(), s.id, :who, s.student_id, at, at, at + interval '30 min', 'planned', false, '', '', 0,
        now(), now()
      FROM (SELECT id, student_id, row_number() OVER () AS n FROM lesson_series) AS s,
        generate_series(0, :weeks - 1) AS w,
        LATERAL (SELECT date_trunc('hour', now()) + w * interval '7 days' + s.n * interval '30 min' AS at) AS t
"""


def seeded() -> UUID:
    """Make a teacher with two thousand lessons."""
    from practice_app.database import system_transaction
    from practice_app.models import TeacherStudent, User

    teacher = User(display_name="Teacher")
    students = [User(display_name=f"Student {n}") for n in range(STUDENTS)]
    with system_transaction() as db:
        db.add_all([teacher, *students])
        db.flush()
        db.add_all(TeacherStudent(teacher_id=teacher.id, student_id=one.id) for one in students)
        db.flush()
        db.execute(text(SERIES), {"who": teacher.id})
        db.execute(text(LESSONS), {"who": teacher.id, "weeks": WEEKS})
    return teacher.id


def timed(what: str, do: Callable[[], object], times: int) -> None:
    """Print the median of some times, in ms on the clock and of this process's own CPU."""
    took, own = [], []
    for _ in range(times):
        start, cpu = time.perf_counter(), time.process_time()
        do()
        took.append((time.perf_counter() - start) * 1000)
        own.append((time.process_time() - cpu) * 1000)
    print(f"{what:42} p50 {statistics.median(took):7.1f} ms   of CPU {statistics.median(own):7.1f} ms")


def main() -> None:
    """Measure."""
    with database():
        measure(seeded())


def measure(who: UUID) -> None:
    """Measure the calendar of this teacher, and a week of their page."""
    from practice_app.database import transaction
    from practice_app.services import lessons
    from practice_app.services.lessons import feed
    from practice_app.services.shared.redis import client

    feed.LIMIT = "100000/minute"  # type: ignore[misc]
    with transaction(who) as db:
        address = (lessons.make_calendar(db, who, "").url or "").rpartition("/")[2].removesuffix(".ics")
    read = lessons.read_calendar(address)
    print(f"{(read.body or '').count('BEGIN:VEVENT')} lessons, {len(read.body or '') / 1000:.0f} kB")
    timed("not sent again (304)", lambda: lessons.read_calendar(address, read.mark), TIMES)
    timed("as it was", lambda: lessons.read_calendar(address), TIMES)

    def anew() -> None:
        client().delete(f"woodshed:calendar:{who}")
        lessons.read_calendar(address)

    timed("written anew, after a lesson was moved", anew, 3)
    with transaction(who) as db:
        timed("a week of the page", lambda: lessons.page(db, who, None, 7), TIMES)


if __name__ == "__main__":
    main()
