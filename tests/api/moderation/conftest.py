"""Reporters who have been here for a while, and two moderators with a second factor."""

from functools import partial
from uuid import UUID

import pytest

from practice_app.database import system_transaction
from practice_app.models import PartnerRequest

REPORTS, QUEUE, LOG = "/api/v1/reports", "/api/v1/moderation/queue", "/api/v1/moderation/log"
MINE, APPEALS = "/api/v1/moderation/mine", "/api/v1/moderation/appeals"


@pytest.fixture
def arrive(arrive):
    """Let somebody be there since long ago; a moderator with a second factor, on a device that showed it."""
    return partial(arrive, days=30, both=True)


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
