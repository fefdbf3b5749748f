"""Another device, time that passed, and other services to sign in with."""

import psycopg
import pytest
from fastapi.testclient import TestClient

from practice_app.settings import get_settings
from tests.providers.browsing import HERE, Browser
from tests.providers.naver import naver as some_naver
from tests.providers.openid import environment, openid_provider


@pytest.fixture
def device(api):
    """Another device, signed in nowhere yet."""
    return TestClient(api, "http://woodshed.example", raise_server_exceptions=False)


@pytest.fixture
def a_while_later(db_urls):
    """Everybody has proved who they are so many minutes ago, more than a proof is good for."""

    def age(minutes=16):
        with psycopg.connect(db_urls.superuser) as db:
            db.execute("UPDATE auth_sessions SET proved_at = now() - make_interval(mins => %s)", [minutes])

    return age


@pytest.fixture(scope="session")
def openid():
    with openid_provider(HERE) as provider:
        yield provider


@pytest.fixture(scope="session")
def naver():
    with some_naver() as server:
        yield server


@pytest.fixture
def switched_on(openid, naver, monkeypatch, db_urls):
    """All four are there; Naver's person and the other three's are Mina, with an address that was made sure of."""
    for name, value in (environment(openid.url, naver.url) | {"PUBLIC_URL": HERE}).items():
        monkeypatch.setenv(name, value)
    get_settings.cache_clear()
    openid.next_is("mina-1", email="mina@example.com", email_verified=True, name="Mina")
    naver.profile = {"id": "naver-mina", "email": "mina@example.com", "nickname": "미나"}
    naver.told, naver.deny, naver.away = [], False, False
    yield
    monkeypatch.undo()
    get_settings.cache_clear()


@pytest.fixture
def browser(api, switched_on):
    return Browser(api)


@pytest.fixture
def another(api, switched_on):
    return Browser(api)
