"""A call that will go says so, wherever a client may look."""

from datetime import date
from email.utils import parsedate_to_datetime
from typing import Any

import pytest
from fastapi import APIRouter, Response
from fastapi.testclient import TestClient

from practice_app.api import app as application
from practice_app.api.shared.retiring import Retirement, retired
from practice_app.errors import NotFound

made = APIRouter()


@made.get("/takes/{number}")
@retired(since=date(2027, 1, 10), until=date(2027, 7, 10), instead="/api/v1/made")
def takes(number: int) -> Any:
    if number > 1:
        raise NotFound()
    return Response(b"{}", media_type="application/json") if number else {}


@made.get("/made")
def successor() -> dict[str, str]:
    return {}


@pytest.fixture(scope="module")
def client() -> TestClient:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(application, "ROUTERS", [*application.ROUTERS, made])
        return TestClient(application.create_api(), raise_server_exceptions=False)


@pytest.mark.parametrize(("number", "status"), [(0, 200), (1, 200), (2, 404), ("x", 422)])
def test_every_answer_of_a_retired_call_says_since_when_until_when_and_what_instead(client, number, status):
    answer = client.get(f"/api/v1/takes/{number}")
    assert answer.status_code == status
    assert answer.headers["Deprecation"] == "@1799539200"  # 2027-01-10T00:00:00Z
    assert parsedate_to_datetime(answer.headers["Sunset"]).date() == date(2027, 7, 10)
    assert answer.headers["Sunset"].endswith(" GMT")
    assert '</api/v1/docs>; rel="deprecation"; type="text/html"' in answer.headers["Link"]
    assert '</api/v1/made>; rel="successor-version"' in answer.headers["Link"]


def test_other_calls_say_nothing_of_the_kind(client):
    answer = client.get("/api/v1/made")
    assert not {"deprecation", "sunset", "link"} & set(answer.headers)


def test_the_document_says_which_calls_are_retired(client):
    paths = client.get("/api/v1/openapi.json").json()["paths"]
    assert paths["/api/v1/takes/{number}"]["get"]["deprecated"] is True
    assert "deprecated" not in paths["/api/v1/made"]["get"]


def test_no_call_goes_on_the_day_it_is_retired():
    with pytest.raises(ValueError, match="later"):
        Retirement(date(2027, 1, 10), date(2027, 1, 10))
