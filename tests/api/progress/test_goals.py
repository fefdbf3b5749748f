"""Goals over REST."""

from fastapi.testclient import TestClient

GOALS = "/api/v1/goals"


def test_a_goal_is_set_shown_and_taken_away(ann: TestClient):
    assert ann.get(GOALS).json() == {"items": [], "next_cursor": None}
    body = {"minutes_per_week": 120, "rest_days": [6, 2]}
    answer = ann.put(f"{GOALS}/Violine%20d%27amore", json=body)
    assert (answer.status_code, answer.json()["instrument"]) == (200, "Violine d'amore")
    assert ann.put(f"{GOALS}/바이올린", json=body).json()["instrument"] == "violin", "the word that everybody has"
    (first, other) = ann.get(GOALS).json()["items"]
    assert first["rest_days"] == other["rest_days"] == [2, 6]
    assert first["week"].keys() == {"since", "until", "seconds", "clock_s"}
    assert ann.delete(f"{GOALS}/violin").status_code == 204
    assert ann.delete(f"{GOALS}/violin").status_code == 404


def test_what_is_no_goal_is_refused(ann: TestClient):
    assert ann.put(f"{GOALS}/violin", json={"minutes_per_week": 60, "rest_days": list(range(7))}).status_code == 422
    assert ann.put(f"{GOALS}/violin", json={"minutes_per_week": 0}).status_code == 422
    assert ann.put(f"{GOALS}/{'x' * 61}", json={"minutes_per_week": 60}).status_code == 422
    assert ann.put(f"{GOALS}/%20", json={"minutes_per_week": 60}).status_code == 422


def test_a_streak_tells_what_keeps_it(ann: TestClient):
    streak = ann.get("/api/v1/analytics/dash").json()["streak"]
    assert (streak["current"], streak["freezes"], streak["most_freezes"], streak["until_freeze"]) == (0, 0, 2, 7)
