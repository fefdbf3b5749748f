"""Logs as JSON: one object a line, by whose id a request is followed from its page to the worker."""

import io
import json
import logging
from datetime import UTC, datetime

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from practice_app import trail
from practice_app.database import transaction
from practice_app.models import JobKind
from practice_app.server import logs, redaction
from practice_app.services.shared import jobs
from practice_app.services.shared.jobs import Place, turns
from practice_app.settings import get_settings
from tests.services.people import person, session, take
from workers import running


@pytest.fixture
def lines(monkeypatch):
    """What is logged from now on, as it is read again."""
    monkeypatch.setenv("LOG_FORMAT", "json")
    stream, handler = io.StringIO(), logging.StreamHandler()
    before, formatter = logging.getLogRecordFactory(), logging.Formatter.formatException
    redaction.install()
    handler.setStream(stream)
    handler.setFormatter(logs.Json())
    ours = [logging.getLogger(name) for name in ("practice_app", "workers")]
    levels = [logger.level for logger in ours]
    for logger in ours:
        logger.addHandler(handler)
        logger.setLevel(logging.INFO)
    yield lambda: [json.loads(line) for line in stream.getvalue().splitlines()]
    for logger, level in zip(ours, levels, strict=True):
        logger.removeHandler(handler)
        logger.setLevel(level)
    logging.setLogRecordFactory(before)
    logging.Formatter.formatException = formatter


@pytest.fixture
def client(lines, db_urls):
    app = FastAPI()

    @app.get("/pieces/{name}")
    def piece(name: str) -> str:
        logging.getLogger("practice_app.pieces").warning("looked for, cookie: woodshed_session=SECRET")
        return trail.current()

    @app.get("/broken")
    def broken() -> None:
        raise RuntimeError("woodshed_session=SECRET")

    return TestClient(logs.Trails(app), raise_server_exceptions=False)


def test_a_request_has_an_id_which_its_answer_and_all_its_lines_name(client, lines):
    answer = client.get("/pieces/moonlight?token=SECRET")
    known = answer.headers[trail.HEADER]
    assert (len(known), answer.json()) == (16, known)
    said, told = lines()
    assert {said["request_id"], told["request_id"]} == {known}
    assert (told["method"], told["route"], told["status"]) == ("GET", "/pieces/{name}", 200)
    assert "moonlight" not in json.dumps(told)
    assert "SECRET" not in json.dumps([said, told])
    assert client.get("/pieces/x").headers[trail.HEADER] != known


def test_a_proxy_of_ours_may_name_it_and_nobody_else(client, monkeypatch):
    named = {trail.HEADER: "0af7651916cd43dd8448eb211c80319c"}
    assert client.get("/pieces/x", headers=named).headers[trail.HEADER] != named[trail.HEADER]
    monkeypatch.setattr(get_settings(), "trusted_proxy_hops", 1)
    assert client.get("/pieces/x", headers=named).headers[trail.HEADER] == named[trail.HEADER]
    for junk in ("short", "x" * 65, "line\tfeed-and-more", 'a"b": "c-d-e'):
        assert client.get("/pieces/x", headers={trail.HEADER: junk}).headers[trail.HEADER] != junk


def test_what_is_raised_is_one_line_too_without_its_secrets(client, lines):
    assert client.get("/broken").status_code == 500
    assert lines()[-1]["status"] == 500
    try:
        raise RuntimeError("woodshed_session=SECRET\nsecond line")
    except RuntimeError:
        logging.getLogger("practice_app").exception("it broke", extra={"about": {"cookie": "woodshed_session=SECRET"}})
    last = lines()[-1]
    assert "RuntimeError" in last["error"]
    assert last["about"]
    assert "SECRET" not in json.dumps(last)


def test_a_worker_names_the_request_that_asked_for_the_job(clean_database, lines):
    ann = person("Ann")
    recording = take(session(ann, datetime(2026, 3, 2, 12, tzinfo=UTC)), ann, "ready")
    with trail.following("0123456789abcdef"), transaction(ann) as db:
        jobs.enqueue(db, ann, JobKind.FILM, recording)
    assert trail.current() == ""
    running.run(turns.next_job(JobKind.FILM, Place("here", 1)))
    told = [line for line in lines() if line["logger"] == "workers.running"]
    assert told[0]["message"].endswith("attempt 1")
    assert {line["request_id"] for line in told} == {"0123456789abcdef"}
    assert trail.current() == ""
