"""Another device, and time that passed."""

import psycopg
import pytest
from fastapi.testclient import TestClient


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
