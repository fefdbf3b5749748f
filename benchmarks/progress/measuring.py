"""What is measured: a year on one page, roll-ups against raw rows, writing a session, making ten years anew."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from unittest.mock import patch
from uuid import UUID

import httpx
from sqlalchemy import text

from benchmarks.progress.house import House, api, cpu_s
from benchmarks.progress.watching import Took, counted, pid_of
from practice_app.database import system_transaction, transaction
from practice_app.ids import new_id
from practice_app.metrics import METRICS, summing
from practice_app.models import Analysis, AuthKind, Recording, User
from practice_app.services import accounts, practice, progress
from practice_app.services.practice import SessionDraft
from practice_app.services.progress import trends
from practice_app.services.progress.days_sql import SURE_ENOUGH
from practice_app.services.progress.sums import IN_RANGE

Results = dict[str, Took]
YEAR = timedelta(days=364)
RAW = text(
    f"SELECT key, day, sum(weight), sum(weight * ({summing.sql('x')})), sum(weight * ({summing.sql('y')})),"
    " sum(weight * confidence)"
    " FROM (SELECT d.local_day AS day, d.key, d.value::float8, d.weight::float8, d.confidence::float8"
    f" FROM practice_metrics d WHERE {IN_RANGE} AND d.confidence >= {SURE_ENOUGH}) AS sure"
    " GROUP BY key, day ORDER BY key, day"
)


def dash(who: list[UUID]) -> Took:
    """Ask for a year of each of these, as the web does."""
    took, (since, until) = Took(), _year()
    for one in who:
        with took.once(_connection()), transaction(one) as db:
            progress.dash(db, one, "UTC", str(since), str(until))
    return took


def served(house: House, who: dict[str, list[UUID]]) -> Results:
    """Ask the REST API for the same; time at work is that of all its threads and all of PostgreSQL, shared out."""
    since, until = _year()
    params = {"from": str(since), "to": str(until)}
    cookies = {name: [_signed_in(one) for one in people] for name, people in who.items()}
    with api() as (address, pid), httpx.Client() as client:
        _wait_for(client, f"{address}/health")
        _ask(client, address, params, cookies["typical"][:1] * 20)
        results = {}
        for name, theirs in cookies.items():
            before = cpu_s(pid, house.postgres_pid)
            took = _ask(client, address, params, theirs)
            spent = cpu_s(pid, house.postgres_pid) - before
            results[f"`GET /analytics/dash`, a year, {name}"] = Took(took, [spent * 1000 / len(took)])
    return results


def _ask(client: httpx.Client, address: str, params: dict[str, str], cookies: list[str]) -> list[float]:
    took = []
    for cookie in cookies:
        began = time.perf_counter()
        answer = client.get(
            f"{address}/analytics/dash", params=params, headers={"Cookie": f"woodshed_session={cookie}"}
        )
        took.append((time.perf_counter() - began) * 1000)
        if answer.status_code != 200 or not answer.json()["totals"]["sessions"]:
            raise SystemExit(f"{answer.status_code} {answer.text[:300]}")
    return took


def _signed_in(who: UUID) -> str:
    with system_transaction() as db:
        user = db.get(User, who)
        assert user is not None
        return accounts.sign_in(db, user, AuthKind.BROWSER, "bench").cookie


def _wait_for(client: httpx.Client, url: str) -> None:
    for _ in range(600):
        try:
            client.get(url)
        except httpx.TransportError:
            time.sleep(0.1)
        else:
            return
    raise SystemExit(f"{url} did not answer")


def sides(who: UUID, times: int) -> Results:
    """Add up the daily player's year from roll-ups and from raw rows in turn, and see that they say the same."""
    rolled, raw = Took(), Took()
    since, until = _year()
    span = {"user_id": who, "since": since, "until": until}
    for _ in range(times):
        with transaction(who) as db:
            with rolled.once(pid_of(db)):
                ours = db.execute(trends._DAYS, span).all()
            with raw.once(pid_of(db)):
                theirs = db.execute(RAW, span).all()
        if len(ours) != len(theirs):
            raise SystemExit(f"{len(ours)} from roll-ups, {len(theirs)} from raw rows")
    return {"a daily player's year from roll-ups": rolled, "the same from raw rows": raw}


def writing(typical: list[UUID], daily: UUID, times: int) -> Results:
    """Save sessions, and write the figures of them that were heard."""
    save, save_adds, one, many = Took(), Took(), Took(), Took()
    for who in (*typical, daily):
        with transaction(who) as db:  # what was earned so far is worked out once
            practice.save(db, who, new_id(), _draft(days_ago=1))
    for who in typical:
        with _adding(save_adds), save.once(_connection()), transaction(who) as db:
            row = practice.save(db, who, new_id(), _draft()).row
        _hear(who, row.id)
        with one.once(_connection()), transaction(who) as db:
            practice.changed(db, who, [row.id])
    with transaction(daily) as db:
        ids = db.scalars(
            text("SELECT id FROM practice_sessions WHERE user_id = :who ORDER BY started_at DESC LIMIT :most OFFSET 1"),
            {"who": daily, "most": times},
        ).all()
    for session_id in ids:
        with many.once(_connection()), transaction(daily) as db:
            practice.changed(db, daily, [session_id])
    return {
        "a session is saved and committed": save,
        "what progress adds to that": save_adds,
        f"{len(METRICS) - 1} figures of it are written and committed": one,
        f"{20 * (len(METRICS) - 1)} figures of one are written and committed": many,
    }


def anew(who: UUID) -> Took:
    """Make all of somebody from nothing."""
    took = Took()
    with took.once(_connection()), transaction(who) as db:
        progress.rebuild(db, who)
    return took


def _connection() -> int:
    """Give the process behind the one connection that this thread's transactions take in turn."""
    with system_transaction() as db:
        return pid_of(db)


@contextmanager
def _adding(took: Took) -> Iterator[None]:
    with patch.object(progress, "write", counted(took, progress.write)):
        yield


def _draft(days_ago: int = 0) -> SessionDraft:
    ended = datetime.now(UTC) - timedelta(minutes=5, days=days_ago)
    return SessionDraft(
        started_at=ended - timedelta(minutes=30), ended_at=ended, timezone="UTC", instrument="violin", focus=["tone"]
    )


def _hear(who: UUID, session_id: UUID) -> None:
    take = Recording(session_id=session_id, user_id=who, mime_type="audio/webm", object_key=str(new_id()))
    figures = [{"key": key, "value": 20.0, "confidence": 0.9} for key in METRICS]
    with system_transaction() as db:
        db.add(take)
        db.flush()
        db.add(
            Analysis(
                recording_id=take.id,
                session_id=session_id,
                user_id=who,
                version="1",
                clock_s=1800,
                played_s=1200,
                metrics=figures,
            )
        )


def _year() -> tuple[date, date]:
    today = datetime.now(UTC).date()
    return today - YEAR, today
