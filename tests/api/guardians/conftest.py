"""A parent, and a child of theirs."""

from collections.abc import Callable
from typing import Any

import pytest
from fastapi.testclient import TestClient

from practice_app import ages

YEAR = ages.this_year()
PASSWORD = "the owl plays at night"
MINJI = {"username": "민지", "password": PASSWORD, "display_name": "Minji", "birth_year": YEAR - 9, "consent": True}


@pytest.fixture
def mum(sign_up: Callable[..., TestClient]) -> TestClient:
    """A parent, in Korea."""
    return sign_up("Mum", role="parent", timezone="Asia/Seoul", birth_year=YEAR - 40, consent=True)


@pytest.fixture
def dad(sign_up: Callable[..., TestClient]) -> TestClient:
    """Another grown-up, a stranger until he is invited."""
    return sign_up("Dad")


@pytest.fixture
def make(mum: TestClient) -> Callable[..., dict[str, Any]]:
    """Make children of the parent's."""

    def made(**more: Any) -> dict[str, Any]:
        answer = mum.post("/api/v1/children", json=MINJI | more)
        assert answer.status_code == 201, answer.text
        return answer.json()

    return made


@pytest.fixture
def minji(make: Callable[..., dict[str, Any]]) -> dict[str, Any]:
    """The child, as its parent sees it."""
    return make()


@pytest.fixture
def at_home(api: Any) -> TestClient:
    """The browser of the family's tablet, which keeps its cookies."""
    client = TestClient(api, base_url="http://woodshed.example", raise_server_exceptions=False)
    client.headers["Sec-Fetch-Site"] = "same-origin"
    return client
