"""Moderators look, decide and write it down; whom it concerns is told, keeps their journal, and appeals to another."""

from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest
from sqlmodel import select

from practice_app.database import system_transaction
from practice_app.models import Silence, User
from tests.api.moderation.conftest import APPEALS, LOG, MINE, QUEUE, ask, cases, decide, report, told

SOON = (datetime.now(UTC) + timedelta(days=7)).isoformat()
PARTNER = {"looking_for": ["duets"], "instruments": ["violin"], "languages": ["en"], "contact": "here"}
SESSION = {"started_at": "2026-03-01T10:00:00Z", "ended_at": "2026-03-01T10:30:00Z"}


@pytest.fixture
def case(ann, bob, mod):
    """Bob asked Ann rudely, and she reported it."""
    report(ann, "partner_request", ask(bob, ann), "rude", text="he frightens me")
    return cases(mod)[0]["id"]


def test_only_who_holds_an_office_and_showed_a_second_factor_looks_and_decides(ann, bob, mod, case, arrive):
    doors = [
        lambda who: who.get(QUEUE),
        lambda who: who.get(APPEALS),
        lambda who: decide(who, case, "warn"),
        lambda who: who.post(f"{APPEALS}/{uuid4()}", json={"grant": True, "reason": "yes"}),
    ]
    password_alone = arrive("Pam", "moderator", both=False)
    for door in doors:
        assert {door(who).status_code for who in (ann, bob)} == {403}
        assert door(password_alone).json()["code"] == "second_factor_needed"
    assert cases(arrive("Ada", "admin"))
    assert decide(mod, case, "warn").status_code == 200


def test_the_person_is_told_what_why_and_by_which_rule_and_the_reporter_only_that_somebody_looked(ann, bob, mod, case):
    done = decide(mod, case, "hide", reason="This frightens people.")
    assert (done.json()["action"], done.json()["rule"]) == ("hide", "rude")
    assert told(bob) == [
        "A moderator hid something of yours: This frightens people."
        " The rule: Kind to each other, also when you disagree. You can appeal."
    ]
    assert told(ann) == ["Thank you for your report. Somebody looked, and something was done about it."]
    (mine,) = bob.get(MINE).json()["items"]
    assert (mine["report_id"], mine["action"], mine["reason"]) == (case, "hide", "This frightens people.")
    assert ann.get(MINE).json()["items"] == []
    assert "Mo" not in bob.get(MINE).text
    assert "frightens me" not in bob.get(MINE).text


def test_what_is_dismissed_is_told_to_who_reported_it_alone(ann, bob, mod, case):
    decide(mod, case, "dismiss")
    assert told(ann) == ["Thank you for your report. Somebody looked, and it stays. You don't see it any more."]
    assert told(bob) == []
    assert bob.get(MINE).json()["items"] == []
    assert bob.post(APPEALS, json={"report_id": case, "text": "why"}).status_code == 404


def test_the_log_is_for_everybody_and_names_nobody(ann, bob, mod, case, visitor):
    decide(mod, case, "suspend", until=SOON, reason="Bob frightened Ann.")
    answer = visitor.get(LOG)
    assert answer.status_code == 200
    (entry,) = answer.json()["items"]
    assert {name: entry[name] for name in ("kind", "action", "rule", "days")} == {
        "kind": "partner_request",
        "action": "suspend",
        "rule": "rude",
        "days": 7,
    }
    assert set(entry) == {"id", "at", "kind", "action", "rule", "days"}
    for secret in ("Bob", "Ann", "frighten", str(bob.id), str(ann.id), case, "Mo"):
        assert secret not in answer.text


def test_who_is_suspended_keeps_what_is_theirs_and_writes_to_nobody(ann, bob, mod, case):
    decide(mod, case, "suspend", until=SOON)
    refused = bob.put("/api/v1/partners/me", json=PARTNER)
    assert (refused.status_code, refused.json()["code"]) == (403, "silenced")
    assert f"Until {SOON[:10]}" in refused.json()["detail"]
    assert bob.post(f"/api/v1/partners/{ann.id}/ask", json={"text": "again"}).json()["code"] == "silenced"
    assert bob.get("/api/v1/me").status_code == 200
    assert bob.post("/api/v1/sessions", json=SESSION).status_code == 201
    assert len(bob.get("/api/v1/sessions").json()["items"]) == 1
    assert bob.post("/api/v1/me/export").status_code == 202
    assert bob.post("/api/v1/me/password", json={"current_password": "x", "new_password": "y"}).status_code != 403
    assert bob.delete("/api/v1/partners/me").status_code == 204
    assert report(bob, "user", ann.id).status_code == 201, "something may be wrong for them, too"


def test_a_pause_ends_by_itself_and_a_ban_does_not(ann, bob, mod, case):
    decide(mod, case, "suspend", until=SOON)
    with system_transaction() as db:
        silence = db.exec(select(Silence)).one()
        silence.until = datetime.now(UTC) - timedelta(seconds=1)
    assert bob.put("/api/v1/partners/me", json=PARTNER).status_code == 200
    report(ann, "user", bob.id)
    decide(mod, cases(mod)[0]["id"], "ban")
    refused = bob.put("/api/v1/partners/me", json=PARTNER)
    assert "any more" in refused.json()["detail"]
    assert bob.post("/api/v1/sessions", json=SESSION).status_code == 201


def test_an_appeal_goes_to_another_moderator_who_may_take_it_back(bob, mod, other_mod, case, visitor):
    decide(mod, case, "suspend", until=SOON)
    body = {"report_id": case, "text": "I meant it kindly."}
    made = bob.post(APPEALS, json=body)
    assert (made.status_code, made.json()["granted"]) == (201, None)
    assert bob.post(APPEALS, json=body).json()["code"] == "appealed_already"
    verdict = {"grant": True, "reason": "It was a misunderstanding."}
    door = f"{APPEALS}/{made.json()['id']}"
    assert mod.get(APPEALS).json()["items"] == []
    assert mod.post(door, json=verdict).json()["code"] == "another_moderator"
    (waiting,) = other_mod.get(APPEALS).json()["items"]
    assert (waiting["text"], waiting["measure"]["action"]) == ("I meant it kindly.", "suspend")
    assert other_mod.post(door, json=verdict).status_code == 200
    assert other_mod.post(door, json=verdict).json()["code"] == "judged_already"
    assert told(bob)[0] == "Another moderator agrees with you, and it was taken back: It was a misunderstanding."
    (mine,) = bob.get(MINE).json()["items"]
    assert (mine["undone"], mine["appeal"]["granted"]) == (True, True)
    assert bob.put("/api/v1/partners/me", json=PARTNER).status_code == 200
    assert [one["action"] for one in visitor.get(LOG).json()["items"]] == ["appeal_granted", "suspend"]


def test_an_appeal_may_be_refused(bob, mod, other_mod, case):
    decide(mod, case, "suspend", until=SOON)
    made = bob.post(APPEALS, json={"report_id": case, "text": "No."}).json()
    other_mod.post(f"{APPEALS}/{made['id']}", json={"grant": False, "reason": "It was no misunderstanding."})
    assert bob.get(MINE).json()["items"][0]["appeal"]["answer"] == "It was no misunderstanding."
    assert bob.put("/api/v1/partners/me", json=PARTNER).json()["code"] == "silenced"


def test_nobody_appeals_for_another(ann, mod, other_mod, case):
    decide(mod, case, "warn")
    for who in (ann, mod, other_mod):
        assert who.post(APPEALS, json={"report_id": case, "text": "hm"}).status_code == 404


def test_nobody_judges_what_they_are_part_of(ann, mod, other_mod, arrive):
    report(other_mod, "user", ann.id)
    report(ann, "user", mod.id)
    first, second = [one["id"] for one in cases(arrive("Ada", "admin"))]
    assert decide(other_mod, first, "warn").json()["code"] == "another_moderator"
    assert [one["id"] for one in cases(mod)] == [first], "what is about oneself isn't shown"
    assert decide(mod, second, "dismiss").json()["code"] == "another_moderator"
    assert decide(other_mod, second, "warn").json()["code"] == "another_moderator", "a moderator is an admin's to judge"
    assert decide(arrive("Adam", "admin"), second, "warn").status_code == 200


def test_a_case_is_decided_once_and_another_may_come(ann, bob, mod, case):
    assert decide(mod, case, "warn").status_code == 200
    assert decide(mod, case, "ban").json()["code"] == "judged_already"
    assert decide(mod, uuid4(), "ban").status_code == 404
    report(ann, "user", bob.id)
    assert cases(mod)[0]["before"] == 1


@pytest.mark.parametrize(
    ("action", "more", "status"),
    [
        ("hide", {}, 409),
        ("lock", {}, 409),
        ("suspend", {}, 422),
        ("warn", {"until": SOON}, 422),
        ("suspend", {"until": "2020-01-01T00:00:00Z"}, 422),
        ("suspend", {"until": "2060-01-01T00:00:00Z"}, 422),
        ("praise", {}, 422),
        ("warn", {"reason": ""}, 422),
        ("warn", {"reason": "x" * 1001}, 422),
        ("warn", {"rule": "danger"}, 200),
    ],
)
def test_what_can_be_done_about_somebody(ann, bob, mod, action, more, status):
    report(ann, "user", bob.id)
    (case,) = cases(mod)
    assert decide(mod, case["id"], action, **more).status_code == status
    assert len(cases(mod)) == (status != 200)


def test_who_leaves_takes_the_case_along_and_the_log_stays(ann, bob, mod, case, visitor):
    decide(mod, case, "warn")
    with system_transaction() as db:
        db.delete(db.get_one(User, bob.id))
    assert len(visitor.get(LOG).json()["items"]) == 1
