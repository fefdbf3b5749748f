"""Clients of the REST API, each a device of its own, and the mails that they cause."""

import email
import time
from collections.abc import Callable
from datetime import timedelta
from email import policy
from typing import Any

import pytest
from fastapi.testclient import TestClient

from practice_app.database import system_transaction
from practice_app.models import AuthKind, User
from practice_app.services.accounts import addresses, signin
from practice_app.services.shared.limits import rates
from practice_app.services.shared.redis import client as redis_client
from practice_app.settings import get_settings
from tests.conftest import DbUrls
from tests.services import people

ANN = {"email": "ann@example.com", "password": "fiddle-sticks", "display_name": "Ann", "role": "student"}


@pytest.fixture
def api(clean_database: DbUrls, rest: Any) -> Any:
    """The application over this worker's own database, with nobody's tries counted."""
    redis_client().flushdb()
    rates._limiter.cache_clear()
    return rest


@pytest.fixture
def visitor(api: Any) -> TestClient:
    """Somebody not signed in."""
    return TestClient(api, base_url="http://woodshed.example", raise_server_exceptions=False)


@pytest.fixture
def sign_up(api: Any) -> Callable[..., TestClient]:
    """Make an account and give a client that carries its bearer token (`client.user`, `client.keys`)."""

    def make(name: str = "Ann", **more: Any) -> TestClient:
        client = TestClient(api, base_url="http://woodshed.example", raise_server_exceptions=False)
        body = ANN | {"display_name": name, "email": f"{name.lower()}@example.com"} | more
        answer = client.post("/api/v1/auth/register", json=body)
        assert answer.status_code == 201, answer.text
        client.cookies.clear()
        client.headers["Authorization"] = f"Bearer {answer.json()['access_token']}"
        client.user, client.keys = answer.json()["user"], answer.json()
        return client

    return make


@pytest.fixture
def arrive(api: Any) -> Callable[..., TestClient]:
    """Let somebody be there since so many days, signed in (`client.id`, `client.user`); with no password, whose hashing
    takes long. ``both``: on a device that showed a second factor, which who has an office has, too."""

    def come(name: str, *roles: str, days: int = 0, both: bool = False) -> TestClient:
        client = TestClient(api, base_url="http://woodshed.example", raise_server_exceptions=False)
        client.id = people.person(name)
        client.user = {"id": str(client.id), "display_name": name}
        with system_transaction() as db:
            person = db.get_one(User, client.id)
            addresses.keep(person, f"{name.lower()}@example.com")
            person.created_at -= timedelta(days=days)
            person.roles = list(roles) or person.roles
            person.second_factor = bool(roles) and both
            keys = signin.sign_in(db, person, AuthKind.BROWSER, "Mozilla/5.0 (iPhone) Safari/604", both=both)
        client.headers["Authorization"] = f"Bearer {keys.access_token}"
        return client

    return come


@pytest.fixture
def ann(sign_up: Callable[..., TestClient]) -> TestClient:
    """A student."""
    return sign_up("Ann")


@pytest.fixture
def bob(sign_up: Callable[..., TestClient]) -> TestClient:
    """A stranger to Ann."""
    return sign_up("Bob")


class Post:
    """The mails of this test, as files."""

    def __init__(self, folder):
        self.folder, self.seen = folder, 0

    def all(self):
        files = sorted(self.folder.glob("*.eml"))
        return [email.message_from_bytes(file.read_bytes(), policy=policy.default) for file in files]

    def arrive(self, subject, times=1):
        """Wait until so many mails of a subject have come, and give them."""
        deadline = time.monotonic() + 30
        while len(found := [mail for mail in self.all() if mail["Subject"] == subject]) < times:
            assert time.monotonic() < deadline, [mail["Subject"] for mail in self.all()]
            time.sleep(0.02)
        return found


@pytest.fixture
def post(monkeypatch, tmp_path, db_urls):
    monkeypatch.setenv("WOODSHED_HOME", str(tmp_path))
    get_settings.cache_clear()
    yield Post(tmp_path / "mail")
    monkeypatch.undo()
    get_settings.cache_clear()
