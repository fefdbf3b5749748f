"""The web process as `make run` starts it, over services of its own, with people in it."""

import os
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import httpx
import psycopg

from practice_app.embedded import Home, postgres
from practice_app.ids import new_id
from practice_app.reflex_seams.serving import SERVES_A_FINISHED_BUILD
from practice_app.run import frontend, programs
from practice_app.run.environment import Services, Wish, environment
from practice_app.run.migration import migrate
from tests.stack import ROOT, Stack, shared_stack

DATABASE = "woodshed_bench"


@dataclass
class Served:
    """A running web process and what stands behind it."""

    address: str
    web_pid: int
    folder: Path
    stack: Stack

    def seed_people(self, how_many: int, sessions_each: int = 30) -> list[str]:
        """Make people with some weeks of practice each; give a session cookie for each."""
        from practice_app.database import system_transaction
        from practice_app.models import AuthKind, PracticeSession, User
        from practice_app.services import accounts
        from practice_app.services.shared.sealing import seal

        cookies = []
        with system_transaction() as db:
            for number in range(how_many):
                user = User(email_index=new_id().bytes, display_name=f"Player {number}")
                user.email_encrypted = seal(f"player-{number}@example.org", "users.email_encrypted", user.id)
                user.email_verified_at = datetime.now(UTC)  # as nearly everybody's is
                db.add(user)
                db.flush()
                db.add_all(PracticeSession(**_session(user.id, day)) for day in range(sessions_each))
                cookies.append(accounts.sign_in(db, user, AuthKind.BROWSER, "bench").cookie)
        return cookies


def _session(user_id: object, days_ago: int) -> dict[str, object]:
    started = datetime.now(UTC).replace(microsecond=0) - timedelta(days=days_ago, hours=1)
    ended = started + timedelta(minutes=30 + days_ago)
    return {
        "user_id": user_id,
        "started_at": started,
        "ended_at": ended,
        "timezone": "UTC",
        "local_day": started.date(),
        "intervals": [[started.isoformat(), ended.isoformat()]],
        "clock_s": (ended - started).total_seconds(),
        "played_s": (ended - started).total_seconds() * 0.6,
        "instrument": "violin",
        "client_updated_at": ended,
        "content_hash": b"bench",
    }


@contextmanager
def served(**more: str) -> Iterator[Served]:
    """Start PostgreSQL, Redis, S3 and the web process on a free port; stop them all afterwards."""
    with tempfile.TemporaryDirectory(prefix="woodshed-bench-") as name:
        folder = Path(name)
        stack = shared_stack(folder / "stack", os.getpid())
        port = _free_port()
        os.environ |= _environment(stack, port, Home(folder / "home")) | more
        web = _start_web(folder, port)
        try:
            _wait_for(f"http://127.0.0.1:{port}", web)
            yield Served(f"http://127.0.0.1:{port}", web.pid, folder, stack)
        finally:
            web.terminate()
            web.wait(20)
            (folder / "over").touch()
            time.sleep(2)


def _environment(stack: Stack, port: int, home: Home) -> dict[str, str]:
    with psycopg.connect(stack.database(stack.superuser_url, "postgres"), autocommit=True) as db:
        postgres.ensure_database(db, DATABASE)
    app, owner = (stack.database(url, DATABASE) for url in (stack.app_url, stack.owner_url))
    home.logs.mkdir(parents=True, exist_ok=True)
    where = {"DATABASE_URL": app, "DATABASE_OWNER_URL": owner, "WOODSHED_HOME": str(home.path)}
    migrate(os.environ | where | {"SECRET_KEY": stack.secret_key})
    return {
        "DATABASE_URL": app,
        "REDIS_URL": stack.redis_url,
        "S3_ENDPOINT_URL": stack.s3_endpoint_url,
        "S3_ACCESS_KEY_ID": stack.s3_access_key_id,
        "S3_SECRET_ACCESS_KEY": stack.s3_secret_access_key,
        "SECRET_KEY": stack.secret_key,
        "PORT": str(port),
    }


def _start_web(folder: Path, port: int) -> subprocess.Popen[bytes]:
    wish = Wish(Home(folder / "home"), port, dict(os.environ))
    ours = environment(wish, Services.prepare(wish))
    if not frontend.is_built():
        frontend.build(ours)
    web = programs.finished(port, "").programs[0]
    log = (folder / "web.log").open("wb")
    return subprocess.Popen(web.command, cwd=ROOT, env=ours | SERVES_A_FINISHED_BUILD, stdout=log, stderr=log)


def _wait_for(address: str, web: subprocess.Popen[bytes]) -> None:
    for _ in range(300):
        if web.poll() is not None:
            sys.exit("the web process did not start")
        try:
            if httpx.get(f"{address}/health/live").status_code == 200:
                return
        except httpx.TransportError:
            time.sleep(0.1)
    sys.exit("the web process did not answer")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
