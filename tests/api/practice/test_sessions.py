"""Practice sessions over REST, as a phone on a music stand sends them."""

import json
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from fastapi.testclient import TestClient
from sqlalchemy import create_engine

from practice_app import database
from practice_app.ids import new_id

START = datetime(2026, 3, 1, 15, 30, tzinfo=UTC)


def at(minutes: float) -> str:
    return (START + timedelta(minutes=minutes)).isoformat()


def practised(minutes: float = 30, **more: Any) -> dict[str, Any]:
    """A session with a pause in the middle, as the phone tells it."""
    return {
        "started_at": at(0),
        "ended_at": at(minutes),
        "intervals": [
            {"started_at": at(0), "ended_at": at(minutes / 3)},
            {"started_at": at(minutes / 2), "ended_at": at(minutes)},
        ],
        "instrument": "violin",
        "focus": ["intonation", "shifting"],
        "mode": "slow",
        "target_bpm": 72,
        "self_rating": 4,
        "note": "third position at last",
        "items": [],
        "source": "timer",
        "timezone": "Asia/Seoul",
        "client_updated_at": at(31),
    } | more


def put(client: TestClient, body: dict[str, Any], session_id: str | None = None) -> Any:
    return client.put(f"/api/v1/sessions/{session_id or new_id()}", json=body)


def test_a_session_is_kept_as_the_phone_told_it(ann: TestClient):
    session_id = str(new_id())
    answer = put(ann, practised(), session_id)
    assert answer.status_code == 201
    row = ann.get(f"/api/v1/sessions/{session_id}").json()
    assert row == answer.json()
    assert ann.get("/api/v1/sessions").json() == {"items": [row], "next_cursor": None}
    assert row["clock_s"] == 25 * 60
    assert row["played_s"] is None
    assert row["local_day"] == "2026-03-02", "15:30 in London is after midnight in Seoul"
    assert row["focus"] == ["intonation", "shifting"]
    assert [i["started_at"] for i in row["intervals"]] == ["2026-03-01T15:30:00Z", "2026-03-01T15:45:00Z"]


def test_the_same_body_again_changes_nothing(ann: TestClient):
    session_id = str(new_id())
    first = put(ann, practised(), session_id)
    again = put(ann, practised(), session_id)
    assert (first.status_code, again.status_code) == (201, 200)
    assert again.json() == first.json()


def test_a_newer_edit_of_the_phone_wins(ann: TestClient):
    session_id = str(new_id())
    put(ann, practised(), session_id)
    answer = put(ann, practised(note="no, second position", client_updated_at=at(40)), session_id)
    assert answer.status_code == 200
    assert answer.json()["note"] == "no, second position"


@pytest.mark.parametrize("minute", [20, 31])
def test_an_older_edit_is_told_what_is_stored(ann: TestClient, minute: int):
    session_id = str(new_id())
    put(ann, practised(), session_id)
    answer = put(ann, practised(note="late", client_updated_at=at(minute)), session_id)
    assert answer.status_code == 409
    assert answer.json()["code"] == "conflict"
    assert answer.json()["stored"]["note"] == "third position at last"


def test_a_stranger_cannot_take_see_change_or_delete_a_session(ann: TestClient, bob: TestClient):
    session_id = str(new_id())
    put(ann, practised(), session_id)
    path = f"/api/v1/sessions/{session_id}"
    answers = [
        put(bob, practised(), session_id),
        bob.get(path),
        bob.patch(path, json={"note": "mine"}),
        bob.delete(path),
        bob.post(f"{path}/restore"),
        bob.get(f"{path}/analysis"),
    ]
    missing = bob.get(f"/api/v1/sessions/{new_id()}")
    assert {a.status_code for a in answers} == {404}
    assert answers[1].json() == missing.json(), "forbidden and missing look the same"
    assert ann.get(path).json()["note"] == "third position at last"
    assert bob.get("/api/v1/sessions").json()["items"] == []


def test_whoever_is_not_signed_in_sees_nothing(visitor: TestClient):
    assert visitor.get("/api/v1/sessions").status_code == 401
    assert put(visitor, practised()).status_code == 401


@pytest.mark.parametrize(
    "wrong",
    [
        {
            "ended_at": at(-1),
            "timezone": "Mars/Olympus",
            "note": "x" * 10_001,
            "focus": ["x" * 61],
            "items": [{"seconds": 1, "repetitions": 2**63}],
        },
        {"tag_ids": [str(new_id())]},
        {"items": [{"piece_id": str(new_id()), "seconds": 1, "repetitions": 1}]},
        {"items": [{"section_id": str(new_id()), "seconds": 1, "repetitions": 1}]},
    ],
)
def test_what_cannot_be_is_refused_field_by_field(ann: TestClient, wrong: dict[str, Any]):
    text = json.dumps(practised(**wrong))
    answer = ann.put(f"/api/v1/sessions/{new_id()}", content=text, headers={"Content-Type": "application/json"})
    assert answer.status_code == 422, answer.text
    assert {e["field"].split(".")[0] for e in answer.json()["errors"]} == set(wrong)
    assert ann.get("/api/v1/sessions").json()["items"] == []


def test_an_infinite_tempo_is_refused(ann: TestClient):
    for value in ("Infinity", "NaN"):
        text = json.dumps({"started_at": at(0), "ended_at": at(1), "target_bpm": 1}).replace(": 1}", f": {value}}}")
        answer = ann.put(f"/api/v1/sessions/{new_id()}", content=text, headers={"Content-Type": "application/json"})
        assert answer.status_code in (400, 422)


def test_only_a_uuid_of_version_7_is_an_id(ann: TestClient):
    assert put(ann, practised(), "7d444840-9dc0-11d1-b245-5ffdce74fad2").status_code == 422


def test_a_clock_that_runs_an_hour_fast_is_accepted(ann: TestClient):
    soon = datetime.now(UTC) + timedelta(hours=1)
    body = {"started_at": soon.isoformat(), "ended_at": soon.isoformat()}
    assert put(ann, body).status_code == 201


def test_little_is_enough_and_unknown_words_do_no_harm(ann: TestClient):
    answer = put(ann, {"started_at": at(0), "ended_at": at(10), "note": None, "instrument": None, "colour": "blue"})
    assert answer.status_code == 201
    assert answer.json()["clock_s"] == 600
    assert answer.json()["timezone"] == "UTC"


@pytest.mark.parametrize("zone", ["localtime", "posixrules", "Factory", "Etc/Unknown", "asia/seoul", "../UTC", ""])
def test_a_zone_that_means_nothing_elsewhere_is_refused_by_its_field(ann: TestClient, zone: str):
    answer = put(ann, practised(timezone=zone))
    assert (answer.status_code, [error["field"] for error in answer.json()["errors"]]) == (422, ["timezone"])
    assert ann.patch("/api/v1/me", json={"timezone": zone}).status_code == 422


def test_pieces_sections_and_tags_of_ones_own_are_named(ann: TestClient):
    piece = ann.post("/api/v1/pieces", json={"title": "Kreutzer 2"}).json()["id"]
    section = ann.post(f"/api/v1/pieces/{piece}/sections", json={"title": "bars 1-4"}).json()["id"]
    tag = ann.post("/api/v1/tags", json={"name": "concert"}).json()["id"]
    item = {"piece_id": piece, "section_id": section, "seconds": 300, "repetitions": 4}
    row = put(ann, practised(items=[item], tag_ids=[tag, tag])).json()
    told = {"piece_title": "Kreutzer 2", "section_title": "bars 1-4", "rating": None, "assignment_id": None}
    assert row["items"] == [item | told]
    assert row["tag_ids"] == [tag]
    assert ann.get(f"/api/v1/pieces/{piece}").json()["seconds"] == 300


def test_a_strangers_piece_cannot_be_named(ann: TestClient, bob: TestClient):
    piece = bob.post("/api/v1/pieces", json={"title": "Bob's secret"}).json()["id"]
    answer = put(ann, practised(items=[{"piece_id": piece, "seconds": 1, "repetitions": 1}]))
    assert answer.status_code == 422
    assert "secret" not in answer.text


def test_a_piece_deleted_meanwhile_does_not_hold_a_session_back(ann: TestClient):
    piece = ann.post("/api/v1/pieces", json={"title": "Kreutzer 2"}).json()["id"]
    ann.delete(f"/api/v1/pieces/{piece}")
    answer = put(ann, practised(items=[{"piece_id": piece, "seconds": 1, "repetitions": 1}]))
    assert answer.status_code == 201


def test_a_deleted_session_can_come_back_for_a_while(ann: TestClient):
    row = put(ann, practised()).json()
    path = f"/api/v1/sessions/{row['id']}"
    assert ann.delete(path).status_code == 204
    assert ann.get(path).status_code == 404
    assert ann.delete(path).status_code == 404
    assert ann.get("/api/v1/sessions").json()["items"] == []
    assert ann.post(f"{path}/restore").status_code == 200
    assert ann.get(path).json()["note"] == row["note"]


def test_a_late_message_does_not_bring_a_deleted_session_back(ann: TestClient):
    row = put(ann, practised()).json()
    ann.delete(f"/api/v1/sessions/{row['id']}")
    answer = put(ann, practised(client_updated_at=at(50), note="later"), row["id"])
    assert (answer.status_code, answer.json()["code"]) == (409, "deleted")
    assert ann.get("/api/v1/sessions").json()["items"] == []


def test_the_server_makes_the_id_when_asked_to(ann: TestClient):
    answer = ann.post("/api/v1/sessions", json=practised())
    assert answer.status_code == 201
    assert answer.json()["uploads"] == []
    assert ann.get(f"/api/v1/sessions/{answer.json()['id']}").status_code == 200


def test_a_part_of_a_session_can_be_changed(ann: TestClient):
    path = f"/api/v1/sessions/{put(ann, practised()).json()['id']}"
    row = ann.patch(path, json={"note": "better", "self_rating": None, "focus": ["tone"]}).json()
    assert (row["note"], row["self_rating"], row["focus"]) == ("better", None, ["tone"])
    assert (row["source"], row["clock_s"], row["instrument"]) == ("timer", 1500, "violin")


def test_changed_times_are_marked_as_edited(ann: TestClient):
    path = f"/api/v1/sessions/{put(ann, practised()).json()['id']}"
    row = ann.patch(path, json={"ended_at": at(45)}).json()
    assert (row["source"], row["clock_s"]) == ("edited", 45 * 60)


def test_a_change_that_cannot_be_is_refused(ann: TestClient):
    path = f"/api/v1/sessions/{put(ann, practised()).json()['id']}"
    assert ann.patch(path, json={"ended_at": at(-5)}).status_code == 422
    assert ann.patch(path, json={"note": "old", "client_updated_at": at(-5)}).status_code == 409


def test_pages_follow_one_another_newest_first(ann: TestClient):
    ids = []
    for n in range(7):
        body = practised(started_at=at(n - n % 2), ended_at=at(90), intervals=None)
        ids.append(put(ann, body).json()["id"])
    seen: list[dict[str, Any]] = []
    cursor: str | None = None
    while True:
        page = ann.get("/api/v1/sessions", params={"limit": 3} | ({"cursor": cursor} if cursor else {})).json()
        seen += page["items"]
        cursor = page["next_cursor"]
        if len(seen) == 3:
            put(ann, practised(started_at=at(80), ended_at=at(90), intervals=None))
        if not cursor:
            break
    assert sorted(row["id"] for row in seen) == sorted(ids), "none twice, none left out, new ones shift nothing"
    assert [row["started_at"] for row in seen] == sorted((row["started_at"] for row in seen), reverse=True)


def test_a_cursor_that_is_not_ours_is_refused(ann: TestClient):
    for cursor in ("x", "AAAA", "é", "\x00", "f" * 32, "====", "A" * 201):
        answer = ann.get("/api/v1/sessions", params={"cursor": cursor})
        assert answer.status_code == 422, cursor


def test_days_and_moments_bound_the_list(ann: TestClient):
    put(ann, practised())

    def found(**params: str) -> int:
        return len(ann.get("/api/v1/sessions", params=params).json()["items"])

    assert found(**{"from": "2026-03-02", "to": "2026-03-02"}) == 1, "days are the player's own"
    assert found(**{"from": "2026-03-03"}) == 0
    assert found(to="2026-03-01") == 0
    assert found(**{"from": at(0), "to": at(1)}) == 1
    assert found(to=at(0)) == 0
    assert ann.get("/api/v1/sessions", params={"from": "soon"}).status_code == 422


def test_a_list_is_at_most_a_hundred_long(ann: TestClient):
    assert ann.get("/api/v1/sessions?limit=100").status_code == 200
    assert ann.get("/api/v1/sessions?limit=101").status_code == 422
    assert ann.get("/api/v1/sessions?limit=0").status_code == 422


def test_while_the_database_is_away_nothing_is_lost_and_it_says_when_to_try_again(
    ann: TestClient, monkeypatch: pytest.MonkeyPatch
):
    away = create_engine("postgresql+psycopg://nobody@127.0.0.1:9/nothing")
    with monkeypatch.context() as patched:
        patched.setattr(database, "engine", lambda: away)
        answers = [put(ann, practised()), ann.get("/api/v1/sessions"), ann.get("/health/ready")]
    assert {a.status_code for a in answers} == {503}
    assert all(int(a.headers["Retry-After"]) > 0 for a in answers)
    assert "database" in answers[-1].json()["failing"]
    assert put(ann, practised()).status_code == 201
