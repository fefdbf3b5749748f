"""What is due, what is neglected and plans, as other clients meet them."""

from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest

from practice_app.database import transaction
from practice_app.ids import new_id
from practice_app.services import planning
from tests.services.people import heard, metric, take

NOON = datetime.now(UTC).replace(hour=12, minute=0, second=0, microsecond=0) - timedelta(days=1)
DUE, NEGLECTED, PLAN = "/api/v1/progress/due", "/api/v1/progress/neglected", "/api/v1/progress/plan"


def piece(client, title="Sarabande", **more):
    return client.post("/api/v1/pieces", json={"title": title, **more}).json()["id"]


def section(client, piece_id, title="Bars 9–16", **more):
    return client.post(f"/api/v1/pieces/{piece_id}/sections", json={"title": title, **more}).json()["id"]


def practise(client, days_ago, items, minutes=10, **more):
    start = NOON - timedelta(days=days_ago)
    times = {"started_at": start.isoformat(), "ended_at": (start + timedelta(minutes=minutes)).isoformat()}
    body = times | {"timezone": "UTC", "items": items} | more
    answer = client.put(f"/api/v1/sessions/{new_id()}", json=body)
    assert answer.status_code == 201, answer.text
    return answer.json()


def worked(piece_id, section_id=None, **more):
    return {"piece_id": piece_id, "section_id": section_id, "seconds": 600} | more


def items(client, path, **headers):
    return client.get(path, headers=headers).json()["items"]


@pytest.fixture
def passage(ann):
    """Ann's passage: bars 9 to 16 of a piece, at 80 towards 120."""
    piece_id = piece(ann)
    bars = {"bar_start": 9, "bar_end": 16, "current_bpm": 80, "target_bpm": 120}
    return piece_id, section(ann, piece_id, **bars)


def test_a_passage_that_was_hard_is_due_with_its_reason_and_goes_once_it_was_practised(ann, passage):
    practise(ann, 5, [worked(*passage)], self_rating=1)
    (row,) = items(ann, DUE)

    assert (row["piece_id"], row["section_id"]) == passage
    assert row["title"] == "Sarabande · Bars 9–16"
    assert row["bpm"] == 56
    assert row["due_on"] == (NOON - timedelta(days=4)).date().isoformat()
    assert row["last_practised_on"] == (NOON - timedelta(days=5)).date().isoformat()
    assert row["why"].startswith("It was hard going on ")
    british = ann.get(DUE, headers={"Accept-Language": "en-GB"}).json()["items"][0]["why"]
    assert british.startswith(f"It was hard going on {(NOON - timedelta(days=5)).day} ")

    practise(ann, -1 if datetime.now(UTC).hour >= 13 else 0, [worked(*passage)], self_rating=5)
    assert items(ann, DUE) == []
    who = UUID(ann.user["id"])
    with transaction(who) as db:
        (row,) = planning.upcoming(db, who, UUID(passage[0]))
    assert str(row.section_id) == passage[1]
    assert row.due_on > row.last_practised_on


def test_texts_come_in_the_readers_language(ann, passage):
    practise(ann, 5, [worked(*passage)], self_rating=1)
    (row,) = items(ann, DUE, **{"Accept-Language": "ko"})
    steps = ann.post(PLAN, json={"minutes": 20}, headers={"Accept-Language": "zh-Hant"}).json()["steps"]

    assert "hard going" not in row["why"]
    assert steps[0]["title"] == "暖身"


def test_a_word_on_one_passage_counts_before_the_word_on_the_session(ann, passage):
    other = section(ann, passage[0], "Bars 20–30", bar_start=20, bar_end=30)
    parts = [worked(*passage, rating=5), worked(passage[0], other, rating=1)]
    stored = practise(ann, 3, parts, self_rating=4)

    assert [item["rating"] for item in stored["items"]] == [5, 1]
    assert [row["section_id"] for row in items(ann, DUE)] == [other]


def test_what_was_heard_to_be_less_steady_comes_back_sooner(ann, passage):
    for days_ago, sway in ((30, 4.0), (29, 4.0), (28, 4.0), (1, 8.0)):
        stored = practise(ann, days_ago, [worked(*passage)], self_rating=3)
        row = type("Row", (), {"id": stored["id"]})
        told = {"metrics": [metric("tempo_stability_pct", sway)]}
        heard(row, ann.user["id"], take(row, ann.user["id"]), 600, 500, **told)

    assert [row["why"].startswith("On ") for row in items(ann, DUE)] == [True]


def test_what_was_not_practised_for_long_is_neglected(ann, passage):
    practise(ann, 60, [worked(*passage)])
    lately = piece(ann, "Gavotte")
    practise(ann, 2, [worked(lately)])

    assert [row["piece_id"] for row in items(ann, NEGLECTED)] == [passage[0]]


@pytest.mark.parametrize("minutes", [5, 30, 240])
def test_a_plan_adds_up(ann, passage, minutes):
    practise(ann, 5, [worked(*passage)], self_rating=2)
    steps = ann.post(PLAN, json={"minutes": minutes}).json()["steps"]

    assert sum(step["minutes"] for step in steps) == minutes
    due = next(step for step in steps if step["kind"] == "due")
    assert (due["section_id"], due["bpm"]) == (passage[1], 56)
    assert len(due["next_on"]) == 5


@pytest.mark.parametrize("minutes", [4, 241, 0, -5, 30.5, "many", None])
def test_a_plan_of_no_sensible_length_is_refused(ann, minutes):
    answer = ann.post(PLAN, json={"minutes": minutes})

    assert (answer.status_code, answer.json()["field"]) == (422, "minutes")


def test_nothing_written_down_yet_still_gives_a_plan(ann):
    steps = ann.post(PLAN, json={"minutes": 30}).json()["steps"]

    assert sum(step["minutes"] for step in steps) == 30
    assert all(step["piece_id"] is None for step in steps)


def test_switched_off_nothing_is_due_and_a_plan_holds_no_review(ann, passage):
    practise(ann, 5, [worked(*passage)], self_rating=1)
    assert ann.get("/api/v1/me").json()["reviews"] is True
    assert ann.patch("/api/v1/me", json={"reviews": False}).json()["reviews"] is False

    assert items(ann, DUE) == []
    kinds = {step["kind"] for step in ann.post(PLAN, json={"minutes": 30}).json()["steps"]}
    assert not kinds & {"due", "soon"}


def test_a_stranger_is_told_nothing_of_it(ann, bob, passage):
    practise(ann, 60, [worked(*passage)], self_rating=1)

    assert items(bob, DUE) == items(bob, NEGLECTED) == []
    assert all(step["piece_id"] is None for step in bob.post(PLAN, json={"minutes": 30}).json()["steps"])


def test_what_was_deleted_is_neither_due_nor_counted(ann, passage):
    gone = practise(ann, 2, [worked(*passage)], self_rating=1)
    practise(ann, 3, [worked(*passage)], self_rating=5)
    ann.delete(f"/api/v1/sessions/{gone['id']}")
    assert items(ann, DUE) == []

    practise(ann, 2, [worked(*passage)], self_rating=1)
    ann.delete(f"/api/v1/pieces/{passage[0]}")
    assert items(ann, DUE) == []


def test_a_session_tells_how_much_of_its_plan_was_done(ann):
    stored = practise(ann, 1, [], plan={"steps": 4, "done": 3})
    path = f"/api/v1/sessions/{stored['id']}"

    assert stored["plan"] == {"steps": 4, "done": 3}
    assert ann.patch(path, json={"note": "Well"}).json()["plan"] == {"steps": 4, "done": 3}
    assert ann.patch(path, json={"plan": None}).json()["plan"] is None
    assert ann.patch(path, json={"plan": {"steps": 2, "done": 3}}).status_code == 422


def test_the_same_plan_again_changes_nothing_and_another_one_is_another_session(ann):
    times = {"started_at": NOON.isoformat(), "ended_at": NOON.isoformat(), "client_updated_at": NOON.isoformat()}
    path = f"/api/v1/sessions/{new_id()}"
    body = times | {"plan": {"steps": 4, "done": 3}}

    assert [ann.put(path, json=body).status_code for _ in range(2)] == [201, 200]
    assert ann.put(path, json=times | {"plan": {"steps": 4, "done": 4}}).status_code == 409
