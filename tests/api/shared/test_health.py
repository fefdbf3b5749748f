"""Health and figures, for whoever keeps the house running."""

from typing import Any

import pytest
from fastapi.testclient import TestClient
from sqlalchemy import text

from practice_app.services.shared import health, storage
from practice_app.services.shared.redis import client as redis_client
from practice_app.settings import get_settings

HERE = {"Host": "127.0.0.1:8000"}


@pytest.fixture
def here(api: Any) -> TestClient:
    """Somebody on this very machine."""
    return TestClient(api, base_url="http://127.0.0.1:8000", client=("127.0.0.1", 1), raise_server_exceptions=False)


@pytest.fixture
def settings(clean_database: Any, monkeypatch: pytest.MonkeyPatch) -> Any:
    """Settings to bend for one test; connections made under them are forgotten afterwards."""
    storage.client.cache_clear()
    health._seen_ready.cache_clear()
    yield lambda name, value: monkeypatch.setattr(get_settings(), name, value)
    storage.client.cache_clear()
    redis_client.cache_clear()


def test_a_process_that_answers_is_live(visitor: TestClient):
    assert visitor.get("/health/live").status_code == 200


def test_ready_means_database_redis_and_s3_answer(visitor: TestClient, settings: Any):
    answer = visitor.get("/health/ready")
    assert answer.status_code == 200, answer.text
    assert answer.json()["checks"] == {"database": "ok", "redis": "ok", "s3": "ok"}


def test_what_is_away_is_named(visitor: TestClient, settings: Any):
    settings("s3_endpoint_url", "http://127.0.0.1:9")
    redis_client.cache_clear()
    settings("redis_url", "redis://127.0.0.1:9/0")
    answer = visitor.get("/health/ready")
    assert answer.status_code == 503
    assert set(answer.json()["failing"]) == {"redis", "s3"}
    assert answer.headers["Retry-After"]


def test_a_missing_bucket_is_named(visitor: TestClient, settings: Any):
    settings("s3_bucket", "nobody-made-this")
    assert visitor.get("/health/ready").json()["failing"] == ["s3"]


def test_missing_migrations_are_named(visitor: TestClient, settings: Any, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(health, "needed_migrations", lambda: frozenset({"9999"}))
    answer = visitor.get("/health/ready")
    assert answer.status_code == 503
    assert answer.json()["checks"]["database"] == "migrations_missing"
    assert visitor.get("/health/serving").status_code == 503


def test_a_database_that_a_newer_release_has_migrated_is_fine(visitor: TestClient, settings: Any, monkeypatch: Any):
    monkeypatch.setattr(health, "needed_migrations", lambda: frozenset({"0003"}))
    monkeypatch.setattr(health, "known_migrations", lambda: frozenset({"0001", "0002", "0003"}))
    assert visitor.get("/health/ready").status_code == 200
    assert visitor.get("/health/serving").json() == {"status": "serving"}


def test_who_serves_goes_on_when_the_database_is_away_and_who_never_saw_it_does_not_begin(
    visitor: TestClient, settings: Any, monkeypatch: Any
):
    def away() -> None:
        raise OSError

    with monkeypatch.context() as broken:
        broken.setattr(health, "_database", away)
        assert visitor.get("/health/serving").status_code == 503
    assert visitor.get("/health/serving").status_code == 200
    monkeypatch.setattr(health, "_database", away)
    assert visitor.get("/health/serving").status_code == 200


def test_figures_are_for_this_machine(here: TestClient):
    here.get("/health/live")
    answer = here.get("/metrics")
    assert answer.status_code == 200
    assert 'woodshed_http_requests_total{method="GET",route="/health/live",status="200"}' in answer.text


@pytest.mark.parametrize("header", [{"X-Forwarded-For": "203.0.113.5"}, {"Host": "woodshed.example"}])
def test_a_tunnel_that_runs_here_does_not_open_the_figures(here: TestClient, header: dict[str, str]):
    assert here.get("/metrics", headers=header).status_code == 404


def test_nobody_else_learns_that_there_are_figures(visitor: TestClient, settings: Any):
    from pydantic import SecretStr

    assert visitor.get("/metrics").status_code == 404
    settings("metrics_token", SecretStr("let-me-see"))
    assert visitor.get("/metrics", headers={"Authorization": "Bearer guess"}).status_code == 404
    assert visitor.get("/metrics", headers={"Authorization": "Bearer let-me-see"}).status_code == 200


def test_addresses_nobody_made_are_counted_together(here: TestClient):
    here.get("/no/such/page")
    assert "/no/such/page" not in here.get("/metrics").text


def test_the_app_may_read_which_migrations_were_made(clean_database: Any):
    from practice_app.database import system_transaction

    with system_transaction() as db:
        assert db.scalar(text("SELECT count(*) FROM alembic_version")) == 1
