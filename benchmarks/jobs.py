"""One job's way from its claim to its end, and a claim while very many wait.

    python -m benchmarks.jobs --waiting 10000 --people 100

Counts what is asked of PostgreSQL and how long it takes, with no worker and no S3: only what the table of jobs costs.
"""

import argparse
import os
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

from sqlalchemy import event, text

from benchmarks.served import DATABASE, _environment
from practice_app.embedded import Home
from tests.stack import Stack, shared_stack

HEARD = {"version": "1", "clock_s": 60.0, "played_s": 40.0, "metrics": [], "curves": [], "spans": []}
WAITING = """
    WITH made AS (
        INSERT INTO recordings (id, session_id, user_id, kind, mime_type, object_key, status, keep, offset_s,
                                created_at, updated_at)
        SELECT gen_random_uuid(), :session, :owner, 'audio', 'audio/webm', gen_random_uuid()::text, 'queued', false, 0,
               now(), now() - random() * interval '1 hour' FROM generate_series(1, :number)
        RETURNING id, user_id, updated_at)
    INSERT INTO jobs (id, user_id, kind, recording_id, status, attempts, created_at, updated_at)
    SELECT gen_random_uuid(), user_id, 'analysis', id, 'queued', 0, now(), updated_at FROM made
"""


@contextmanager
def services() -> Iterator[Stack]:
    """Start the services and migrate an empty database; stop them all afterwards."""
    with tempfile.TemporaryDirectory(prefix="woodshed-bench-") as name:
        folder = Path(name)
        stack = shared_stack(folder / "stack", os.getpid())
        os.environ |= _environment(stack, 8000, Home(folder / "home"))
        try:
            yield stack
        finally:
            (folder / "over").touch()
            time.sleep(2)


@contextmanager
def database() -> Iterator[str]:
    """Do the same, and give the address of the database's owner."""
    with services() as stack:
        yield stack.database(stack.owner_url, DATABASE)


def somebody(waiting: int) -> UUID:
    """Make a person with so many recordings that wait."""
    from practice_app.database import system_transaction, transaction
    from practice_app.models import User
    from practice_app.services import practice
    from practice_app.services.practice import SessionDraft

    user = User(display_name="Somebody")
    with system_transaction() as db:
        db.add(user)
    ended = datetime.now(UTC)
    draft = SessionDraft(started_at=ended - timedelta(minutes=30), ended_at=ended, timezone="UTC")
    with transaction(user.id) as db:
        session = practice.create(db, user.id, draft)
    with system_transaction() as db:
        db.execute(text(WAITING), {"session": session.id, "owner": user.id, "number": waiting})
    return user.id


def whole_way() -> None:
    """Do one job without listening: claim, begin, measure, beat, finish, discard, look again."""
    from practice_app.models import JobKind
    from practice_app.services.recordings import analysing, orphans
    from practice_app.services.recordings.analysing import Heard
    from practice_app.services.shared import jobs
    from practice_app.services.shared.jobs import Place, turns

    here = Place("here", 2)
    claim = turns.next_job(JobKind.ANALYSIS, here)
    job = analysing.begin(claim) if claim else None
    if claim is None or job is None:
        raise SystemExit("nothing waits")
    analysing.measured(job, here, 60.0, film=False)
    jobs.heartbeat(claim)
    analysing.finish(job, Heard(dict(HEARD)))
    if orphans.spent_media(job.recording_id):
        orphans.media_gone(job.recording_id)
    turns.after(claim)


def claim() -> None:
    """Claim whatever is next."""
    from practice_app.models import JobKind
    from practice_app.services.shared.jobs import Place, turns

    if turns.next_job(JobKind.ANALYSIS, Place("here", 2)) is None:
        raise SystemExit("nothing waits")


def timed(do: Callable[[], None], times: int) -> tuple[float, int]:
    """Give the median of the milliseconds and how many statements the last one took."""
    from practice_app.database import engine

    said: list[str] = []

    def note(_connection: Any, _cursor: Any, statement: str, *_: Any) -> None:
        said.append(statement)

    event.listen(engine(), "before_cursor_execute", note)
    took = []
    for _ in range(times):
        said.clear()
        began = time.perf_counter()
        do()
        took.append((time.perf_counter() - began) * 1000)
    event.remove(engine(), "before_cursor_execute", note)
    return statistics.median(took[times // 10 :]), len(said)


def main() -> None:
    """Measure and print."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--waiting", type=int, default=10_000)
    options.add_argument("--people", type=int, default=100)
    chosen = options.parse_args()
    with database():
        somebody(250)
        few_ms, few = timed(claim, 30)
        way_ms, way = timed(whole_way, 200)
        for _ in range(chosen.people):
            somebody(chosen.waiting // chosen.people)
        many_ms, _ = timed(claim, 60)
    print(f"a claim: {few_ms:.1f} ms, {few} statements; a job from claim to end: {way_ms:.1f} ms, {way} statements")
    print(f"a claim while {chosen.waiting} of {chosen.people} people wait: {many_ms:.1f} ms")


if __name__ == "__main__":
    main()
