"""A process with things that break, for `test_elsewhere.py`: a request, a page's handler and a job, full of secrets."""

import asyncio
import json
import logging
import sys
from datetime import UTC, datetime
from typing import Any

from fastapi import Request
from fastapi.testclient import TestClient
from sqlalchemy import text

from practice_app import trail
from practice_app.api.app import create_api
from practice_app.database import system_transaction, transaction
from practice_app.models import JobKind
from practice_app.reflex_seams import reports
from practice_app.server import elsewhere, logs
from practice_app.services.shared import jobs
from practice_app.state.shared.base import handle_problems
from tests.services.people import person, session, take
from workers import running, tasks

PRIVATE = "what Mia wrote (SECRET mia@example.com)"


class Broken(RuntimeError):
    """Says what nobody elsewhere may read."""


def breaks(what: str) -> None:
    note = f"{what}: {PRIVATE}"
    raise Broken(note)


@handle_problems
async def load(self) -> None:
    breaks(self)


def main() -> None:
    logs.install()
    elsewhere.install("web")
    ann = person("Ann")
    recording = take(session(ann, datetime(2026, 3, 2, 12, tzinfo=UTC)), ann, "ready")
    app = create_api()

    @app.post("/diary/{name}")
    def diary(name: str, request: Request, body: dict[str, Any]) -> None:
        breaks(f"{name} {body} {request.headers}")

    @app.post("/films/{name}")
    def films(name: str) -> None:
        with transaction(ann) as db:
            jobs.enqueue(db, ann, JobKind.FILM, recording)

    client = TestClient(logs.Trails(app), raise_server_exceptions=False, headers={"User-Agent": "SECRET phone"})
    client.cookies.set("woodshed_session", "SECRET-cookie")
    asked = {
        "params": {"token": "SECRET-query"},
        "headers": {"Authorization": "Bearer SECRET"},
        "json": {"a": "SECRET"},
    }
    told = {
        "broke": client.post("/diary/SECRET-name", **asked).headers[trail.HEADER],
        "asked": client.post("/films/SECRET-name", **asked).headers[trail.HEADER],
        "event": a_page_breaks(),
    }
    client.get("/health/live?SECRET")
    running.entry = lambda _name: lambda claim, _pulse: the_job(claim)
    tasks.work(JobKind.FILM)
    logging.getLogger("somebody.else").error("no exception, only words: %s", PRIVATE)
    elsewhere.flush()
    sys.stdout.write(json.dumps(told))


def a_page_breaks() -> str:
    known = trail.begin()
    try:
        asyncio.run(load(PRIVATE))
    except Broken as error:
        reports.fault(error)
    return known


def the_job(claim) -> None:
    with system_transaction() as db:
        db.execute(text("SELECT count(*) FROM users WHERE display_name = :name"), {"name": "SECRET-value"})
    breaks(str(claim))
