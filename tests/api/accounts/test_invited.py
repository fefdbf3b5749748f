"""A site for those who were invited: who has a code of somebody here begins a journal, and nobody else."""

from datetime import timedelta

import pytest
from sqlalchemy import update

from practice_app.database import system_transaction
from practice_app.models import GroupInvite
from practice_app.models.columns import now
from practice_app.settings import get_settings
from tests.api.conftest import ANN

REGISTER = "/api/v1/auth/register"


@pytest.fixture
def invited(ann, monkeypatch):
    """A code of Ann's group, on a site that is for who was invited."""
    group = ann.post("/api/v1/groups", json={"name": "Quartet", "joining": "invite"}).json()["id"]
    code = ann.post(f"/api/v1/groups/{group}/invites").json()["code"]
    monkeypatch.setenv("REGISTRATION", "invited")
    get_settings.cache_clear()
    yield code
    monkeypatch.undo()
    get_settings.cache_clear()


def begin(visitor, **more):
    return visitor.post(REGISTER, json=ANN | {"email": "new@example.com"} | more)


@pytest.mark.parametrize("code", ["", "ABCD-EFGH", "é" * 900], ids=["none", "wrong", "long"])
def test_without_a_good_code_nobody_begins_and_nothing_is_stored(visitor, invited, code):
    answer = begin(visitor, invitation=code)
    assert (answer.status_code, answer.json()["code"]) == (403, "invited_only")
    assert visitor.get("/api/v1/me").status_code == 401
    assert begin(visitor, invitation=invited).status_code == 201


def test_whoever_has_one_begins_however_they_type_it(visitor, invited):
    assert begin(visitor, invitation=invited.lower().replace("-", " ")).status_code == 201


def test_a_code_that_is_too_old_opens_nothing(visitor, invited):
    with system_transaction() as db:
        db.execute(update(GroupInvite).values(expires_at=now() - timedelta(minutes=1)))
    assert begin(visitor, invitation=invited).status_code == 403


def test_where_everybody_may_come_a_code_makes_no_difference(visitor, ann):
    assert begin(visitor, invitation="nonsense").status_code == 201
