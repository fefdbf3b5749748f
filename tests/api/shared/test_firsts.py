"""Calls are found by the word that they begin with; what begins with another passes by unlooked at."""

import pytest
from fastapi import APIRouter, FastAPI
from fastapi.routing import APIRoute
from starlette.testclient import TestClient

from practice_app.api.shared import firsts


@pytest.fixture
def looked(monkeypatch):
    """At which calls somebody looked to find out whether they are meant."""
    found: list[str] = []
    before = APIRoute.matches

    def noting(route, scope):
        found.append(route.path)
        return before(route, scope)

    monkeypatch.setattr(APIRoute, "matches", noting)
    return found


def nothing() -> None:
    """What every call does."""


def app_with(*paths: str) -> TestClient:
    app = FastAPI(docs_url=None, redoc_url=None, openapi_url=None)
    for path in paths:
        router = APIRouter()
        router.get(path)(nothing)
        firsts.look_only_there(router)
        app.include_router(router, prefix=firsts.PREFIX)
    return TestClient(app)


def test_a_call_is_found_and_only_those_that_begin_so_were_looked_at(looked):
    client = app_with("/takes/{take}", "/tags", "/takes/{take}/parts")
    assert client.get("/api/v1/takes/1/parts").status_code == 200
    assert set(looked) == {"/takes/{take}", "/takes/{take}/parts"}
    assert client.get("/api/v1/tags/").url.path == "/api/v1/tags"


@pytest.mark.parametrize("path", ["/", "/assets/app.js", "/tags", "/api", "/api/v1", "/api/v1/"])
def test_what_is_no_call_passes_by_unlooked_at(looked, path):
    assert app_with("/tags", "/takes").get(path).status_code == 404
    assert looked == []


def test_a_call_that_begins_with_no_word_of_its_own_is_not_taken():
    with pytest.raises(ValueError, match="no word of its own"):
        app_with("/{anything}")
