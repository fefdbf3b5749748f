"""Recommendations over REST."""

from datetime import UTC, datetime, timedelta

import pytest
from fastapi.testclient import TestClient

from practice_app.ids import new_id

PATH = "/api/v1/progress/recommendations"
NOON = datetime.now(UTC).replace(hour=12, minute=0, second=0, microsecond=0)


@pytest.fixture
def tired(ann: TestClient) -> TestClient:
    """Somebody who played for more than an hour without a pause, twice this week."""
    for ago in (1, 2):
        start = NOON - timedelta(days=ago)
        body = {"started_at": start.isoformat(), "ended_at": (start + timedelta(minutes=70)).isoformat()}
        assert ann.post("/api/v1/sessions", json=body).status_code == 201
    return ann


def test_a_recommendation_has_the_form_of_the_contract(tired: TestClient):
    (one,) = tired.get(PATH).json()["items"]
    assert set(one) == {"id", "kind", "piece_id", "section_id", "says", "why", "evidence", "bpm"}
    assert (one["kind"], one["piece_id"], one["section_id"], one["bpm"]) == ("pause", None, None, None)
    assert [set(part) for part in one["evidence"]] == [{"session_id", "start_s", "end_s"}] * 2
    assert one["says"].startswith("2 times this week")
    korean = tired.get(PATH, headers={"Accept-Language": "ko"}).json()["items"][0]
    assert (korean["id"], "이번 주" in korean["says"]) == (one["id"], True)


def test_it_can_be_dismissed_more_than_once(tired: TestClient):
    (one,) = tired.get(PATH).json()["items"]
    assert [tired.post(f"{PATH}/{one['id']}/dismiss").status_code for _ in range(2)] == [204, 204]
    assert tired.get(PATH).json() == {"items": [], "next_cursor": None}


def test_nobody_dismisses_what_is_not_theirs(tired: TestClient, sign_up):
    (one,) = tired.get(PATH).json()["items"]
    bob = sign_up("Bob")
    assert bob.get(PATH).json()["items"] == []
    for name in (one["id"], new_id()):
        assert bob.post(f"{PATH}/{name}/dismiss").status_code == 404
    assert tired.get(PATH).json()["items"] == [one]
