"""Whatever a client sends, the API answers as its document says, and never with an error of ours."""

import random
from collections.abc import Iterator
from contextlib import suppress
from typing import Any

import pytest
import schemathesis
from fastapi.testclient import TestClient
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis.errors import Unsatisfiable
from schemathesis import GenerationMode, checks
from schemathesis.specs.openapi import checks as openapi_checks

from practice_app.ids import new_id
from practice_app.services.shared import storage
from practice_app.services.shared.limits import rates
from practice_app.services.shared.redis import client as redis_client
from tests.conftest import DbUrls

ENDS_THE_SIGN_IN = {"/api/v1/auth/logout", "/api/v1/auth/logout-everywhere", "/api/v1/auth/sessions/{device_id}"}
CHECKS = [
    checks.not_a_server_error,
    openapi_checks.status_code_conformance,
    openapi_checks.content_type_conformance,
    openapi_checks.response_schema_conformance,
]
THIRTY = 30


@pytest.fixture(scope="module")
def app(db_urls: DbUrls) -> Iterator[Any]:
    from practice_app.api.app import create_api

    redis_client().flushdb()
    rates._limiter.cache_clear()
    storage.client.cache_clear()
    yield create_api()
    storage.client.cache_clear()


@pytest.fixture(scope="module")
def ann(app: Any) -> TestClient:
    client = TestClient(app)
    body = {"email": f"{new_id()}@example.com", "password": "fiddle-sticks", "display_name": "Ann", "role": "student"}
    token = client.post("/api/v1/auth/register", json=body).json()["access_token"]
    client.cookies.clear()
    client.headers["Authorization"] = f"Bearer {token}"
    return client


@pytest.fixture(scope="module")
def known(ann: TestClient) -> dict[str, list[str]]:
    """Ids of things that are there, so that not every answer is a 404."""

    def add(path: str, **body: Any) -> str:
        answer = ann.post(f"/api/v1{path}", json=body).json()
        return str(answer.get("recording", answer)["id"])

    times = {"started_at": "2026-03-01T10:00:00Z", "ended_at": "2026-03-01T10:30:00Z"}
    sessions = [add("/sessions", **times) for _ in range(THIRTY)]
    pieces = [add("/pieces", title="Kreutzer 2") for _ in range(THIRTY)]
    return {
        "session_id": sessions,
        "piece_id": pieces,
        "section_id": [add(f"/pieces/{piece}/sections", title="Coda") for piece in pieces],
        "tag_id": [add("/tags", name=str(n)) for n in range(THIRTY)],
        "recording_id": [
            add(f"/sessions/{session}/recordings", kind="audio", mime_type="audio/webm", bytes=3)
            for session in sessions
        ],
    }


def test_the_api_answers_as_it_says(app: Any, ann: TestClient, known: dict[str, list[str]]):
    schema = schemathesis.openapi.from_asgi("/api/v1/openapi.json", app)
    tried = 0
    for found in schema.get_all_operations():
        operation = found.ok()
        if operation.path not in ENDS_THE_SIGN_IN:
            for mode, examples in ((GenerationMode.POSITIVE, 8), (GenerationMode.NEGATIVE, 4)):
                _try(operation, mode, examples, ann.headers["Authorization"], known)
            tried += 1
    assert tried >= 25


def _try(operation: Any, mode: GenerationMode, examples: int, authorization: str, known: dict[str, list[str]]) -> None:
    """Send so many requests that fit the document (or just don't), most of them about things that are there."""
    choice = random.Random(operation.label)

    @settings(
        max_examples=examples,
        derandomize=True,
        deadline=None,
        database=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(case=operation.as_strategy(generation_mode=mode))
    def check(case: Any) -> None:
        for name in set(case.path_parameters or ()) & set(known):
            if choice.random() < 0.8 and mode is GenerationMode.POSITIVE:
                case.path_parameters[name] = known[name][choice.randrange(THIRTY)]
        case.call_and_validate(checks=CHECKS, headers={"Authorization": authorization})

    with suppress(Unsatisfiable):  # where nothing can be sent, nothing wrong can be
        check()
