"""Achievements, the title one wears, points and challenges, as another client meets them."""

from datetime import UTC, datetime, timedelta

import pytest

V1 = "/api/v1"
NOON = datetime.now(UTC).replace(hour=12, minute=0, second=0, microsecond=0) - timedelta(days=1)


def practise(client, minutes=61, at=NOON, **more):
    times = {"started_at": at.isoformat(), "ended_at": (at + timedelta(minutes=minutes)).isoformat()}
    return client.post(f"{V1}/sessions", json=times | {"timezone": "UTC"} | more).json()


def got(client, what):
    answer = client.get(f"{V1}/{what}")
    assert answer.status_code == 200, answer.text
    return answer.json()


def achievement(client, key):
    return next(one for one in got(client, "achievements")["items"] if one["key"] == key)


def test_an_achievement_says_what_it_is_how_far_one_is_and_since_when_it_is_earned(ann):
    assert achievement(ann, "hours-1") == {
        "key": "hours-1",
        "title": "First hour",
        "description": "One hour of practice in all.",
        "icon": "clock",
        "earned_at": None,
        "value": 0,
        "of": 1,
    }
    row = practise(ann)
    assert len(got(ann, "achievements")["items"]) >= 30
    assert achievement(ann, "hours-1")["earned_at"] == row["ended_at"]
    assert (achievement(ann, "hours-10")["value"], achievement(ann, "hours-10")["earned_at"]) == (1.0, None)
    assert got(ann, "achievements")["items"][0]["earned_at"]
    ann.delete(f"{V1}/sessions/{row['id']}")
    assert achievement(ann, "hours-1")["earned_at"] is None


def test_they_speak_the_readers_language(ann):
    ann.headers["accept-language"] = "ko"
    assert achievement(ann, "hours-10")["description"] == "연습 시간이 모두 10시간이에요."


def test_a_title_is_worn_on_ones_account_and_profile_as_far_as_that_is_shown(ann, bob):
    row = practise(ann)
    assert got(ann, "me")["title"] is None
    assert ann.put(f"{V1}/me/title", json={"key": "hours-10"}).status_code == 422
    assert ann.put(f"{V1}/me/title", json={"key": "nonsense"}).status_code == 422
    assert ann.put(f"{V1}/me/title", json={"key": "hours-1"}).json() == {"key": "hours-1", "title": "First hour"}
    assert (got(ann, "me")["title"], got(ann, "me")["title_key"]) == ("First hour", "hours-1")
    profile = f"users/{ann.user['id']}"
    assert bob.get(f"{V1}/{profile}").status_code == 404
    ann.patch(f"{V1}/me", json={"privacy": {"profile": "everyone"}})
    assert got(bob, profile)["title"] == "First hour"
    assert "First hour" in bob.get(f"/{profile}").text
    ann.delete(f"{V1}/sessions/{row['id']}")
    assert got(bob, profile)["title"] is None and got(ann, "me")["title"] is None  # noqa: PT018


def test_a_title_is_taken_off(ann):
    practise(ann)
    ann.put(f"{V1}/me/title", json={"key": "hours-1"})
    assert ann.put(f"{V1}/me/title", json={"key": None}).json() == {"key": None, "title": None}
    assert got(ann, "me")["title"] is None


def test_points_say_what_they_are_from(ann):
    row = practise(ann, 10.5, mode="slow", note="The left hand is late at each shift; slower, and breathe before it.")
    told = got(ann, "points")
    assert (told["total"], told["next_cursor"]) == (25, None)
    lines = {line["reason"]: line for line in told["items"]}
    slow = {"at": row["ended_at"], "points": 20, "reason": "slow", "session_id": row["id"]}
    assert lines["slow"] == slow | {"source": f"session:{row['id']}:minutes"}
    assert (lines["reflection"]["points"], lines["reflection"]["session_id"]) == (5, None)


def test_points_come_in_pages_and_the_sum_is_of_all(ann):
    for hour in range(3):
        practise(ann, 5, NOON + timedelta(hours=hour))
    first = ann.get(f"{V1}/points", params={"limit": 2}).json()
    rest = ann.get(f"{V1}/points", params={"limit": 2, "cursor": first["next_cursor"]}).json()
    assert [len(first["items"]), len(rest["items"]), rest["next_cursor"]] == [2, 1, None]
    assert first["total"] == rest["total"] == 15


WEEK = {"title": "Scales", "from": NOON.date().isoformat(), "to": (NOON + timedelta(days=6)).date().isoformat()}


def challenge(client, **more):
    return client.post(f"{V1}/challenges", json=WEEK | more)


@pytest.mark.parametrize(("measure", "value"), [("minutes", 90), ("days", 2), ("repetitions", 7)])
def test_a_challenge_counts_the_days_it_names_both_included(ann, measure, value):
    section = {"seconds": 60, "repetitions": 7}
    practise(ann, 30, NOON - timedelta(days=1), items=[{"seconds": 60, "repetitions": 100}])
    practise(ann, 61, items=[section])
    practise(ann, 29.5, NOON + timedelta(days=1))
    made = challenge(ann, measure=measure, target=3)
    assert made.status_code == 201
    shown = next(one for one in got(ann, "challenges")["items"] if one["id"] == made.json()["id"])
    assert shown == made.json()
    assert (shown["value"], shown["from"], shown["to"], shown["done"]) == (value, WEEK["from"], WEEK["to"], value >= 3)


def test_a_challenge_on_a_piece_counts_that_piece_alone(ann, bob):
    piece = ann.post(f"{V1}/pieces", json={"title": "Partita"}).json()["id"]
    practise(ann, 61, items=[{"piece_id": piece, "seconds": 600, "repetitions": 2}])
    assert challenge(ann, measure="minutes", target=20, piece_id=piece).json()["value"] == 10
    assert challenge(bob, measure="minutes", target=20, piece_id=piece).status_code == 422


@pytest.mark.parametrize(
    "wrong",
    [
        {"measure": "likes"},
        {"target": 0},
        {"target": 10**9},
        {"to": "2020-01-01"},
        {"to": "9999-12-31"},
        {"title": ""},
        {"title": "x" * 200},
        {"from": "soon"},
    ],
)
def test_what_cannot_be_a_challenge_is_said(ann, wrong):
    assert challenge(ann, **{"measure": "days", "target": 3} | wrong).status_code == 422


def test_some_come_by_themselves_and_one_that_is_let_go_stays_away(ann, bob):
    ours = [one for one in got(ann, "challenges")["items"] if one["ours"]]
    assert len(ours) == 3
    assert {one["from"] for one in ours} == {datetime.now(UTC).date().isoformat()}  # with the first day
    assert bob.delete(f"{V1}/challenges/{ours[0]['id']}").status_code == 404
    for _ in range(2):
        assert ann.delete(f"{V1}/challenges/{ours[0]['id']}").status_code == 204
    assert [one["id"] for one in got(ann, "challenges")["items"]] == [one["id"] for one in ours[1:]]


def test_a_challenge_is_nobody_elses_and_goes(ann, bob):
    made = challenge(ann, measure="days", target=3).json()["id"]
    assert made not in str(got(bob, "challenges"))
    assert bob.delete(f"{V1}/challenges/{made}").status_code == 404
    assert ann.delete(f"{V1}/challenges/{made}").status_code == 204
    assert ann.delete(f"{V1}/challenges/{made}").status_code == 404


def test_in_quiet_mode_there_is_nothing_of_this_kind(ann, bob):
    practise(ann)
    ann.put(f"{V1}/me/title", json={"key": "hours-1"})
    told = ann.patch(f"{V1}/me", json={"quiet": True, "privacy": {"profile": "everyone"}}).json()
    assert (told["quiet"], told["title"]) == (True, None)
    assert [got(ann, what)["items"] for what in ("achievements", "points", "challenges")] == [[], [], []]
    assert got(ann, "points")["total"] == 0
    assert got(bob, f"users/{ann.user['id']}")["title"] is None
    assert ann.patch(f"{V1}/me", json={"quiet": False}).json()["title"] == "First hour"
