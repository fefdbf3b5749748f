"""Reporters who have been here for a while, and two moderators with a second factor."""

from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest
from fastapi.testclient import TestClient

from practice_app.database import system_transaction
from practice_app.models import AuthKind, PartnerRequest, User
from practice_app.services.accounts import addresses, signin
from tests.services import people

REPORTS, QUEUE, LOG = "/api/v1/reports", "/api/v1/moderation/queue", "/api/v1/moderation/log"
MINE, APPEALS = "/api/v1/moderation/mine", "/api/v1/moderation/appeals"


@pytest.fixture
def arrive(api):
    """Let somebody be there since long ago; a moderator with a second factor, on a device that showed it."""

    def come(name, *roles, days=30, both=True):
        client = TestClient(api, base_url="http://woodshed.example", raise_server_exceptions=False)
        client.id = people.person(name)
        client.user = {"id": str(client.id), "display_name": name}
        with system_transaction() as db:
            person = db.get_one(User, client.id)
            addresses.keep(person, f"{name.lower()}@example.com")
            person.created_at = datetime.now(UTC) - timedelta(days=days)
            person.roles = list(roles) or person.roles
            person.second_factor = bool(roles) and both
            keys = signin.sign_in(db, person, AuthKind.BROWSER, "Mozilla/5.0 (iPhone) Safari/604", both=both)
        client.headers["Authorization"] = f"Bearer {keys.access_token}"
        return client

    return come


@pytest.fixture
def ann(arrive):
    return arrive("Ann")


@pytest.fixture
def bob(arrive):
    return arrive("Bob")


@pytest.fixture
def mod(arrive):
    return arrive("Mo", "moderator")


@pytest.fixture
def other_mod(arrive):
    return arrive("Mia", "moderator")


def ask(asker, asked, says="Come to my place tonight"):
    """Somebody asked another to practise with them; not kindly."""
    row = PartnerRequest(asker_id=asker.id, asked_id=asked.id, text=says)
    with system_transaction() as db:
        db.add(row)
    return str(row.id)


def report(client, kind, identity, reason="rude", **more):
    return client.post(REPORTS, json={"kind": kind, "id": str(identity), "reason": reason} | more)


def decide(client, report_id, action, **more):
    body = {"action": action, "reason": "This is not how we speak here."} | more
    return client.post(f"/api/v1/moderation/reports/{report_id}", json=body)


def cases(client):
    answer = client.get(QUEUE)
    assert answer.status_code == 200, answer.text
    return answer.json()["items"]


def told(client):
    return [one["says"] for one in client.get("/api/v1/notifications").json()["items"]]


def user_id(client) -> UUID:
    return client.id
