"""Looking for a partner, as another client does it: found with a reason, asked, agreed, and reached by nobody else."""

import json
from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest
from sqlalchemy import text

from practice_app import ages
from practice_app.database import system_transaction, transaction
from practice_app.models import Block, PartnerProfile, PartnerRequest, User
from practice_app.services import partners

ME, ALL, REQUESTS = "/api/v1/partners/me", "/api/v1/partners", "/api/v1/partners/requests"
THURSDAYS = [{"weekday": 3, "from": "18:00", "to": "20:00"}]
WISHES = {
    "looking_for": ["duets", "accountability"],
    "instruments": ["violin"],
    "level": "intermediate",
    "languages": ["en"],
    "hours": THURSDAYS,
    "timezone": "UTC",
    "about": "Bach, mostly",
}


def looks(client, **more):
    contact = f"reach {client.user['display_name']} at the stage door"
    answer = client.put(ME, json=WISHES | {"contact": contact} | more)
    assert answer.status_code == 200, answer.text
    return contact


def asks(client, other, says="Shall we?"):
    return client.post(f"{ALL}/{other.user['id']}/ask", json={"text": says})


def names(client):
    return [one["user"]["display_name"] for one in client.get(ALL).json()["items"]]


@pytest.fixture
def both(ann, bob):
    return looks(ann), looks(bob)


def test_who_looks_finds_who_looks_with_a_score_and_the_reason(ann, bob):
    looks(ann)
    assert names(bob) == []
    looks(bob, instruments=["바이올린", "piano"], level="Intermediate")
    (found,) = ann.get(ALL).json()["items"]
    assert found["user"]["display_name"] == "Bob"
    assert found["score"] == 90
    assert "Time in common: Thursday evening" in found["why"]
    assert "contact" not in found
    assert "stage door" not in json.dumps(found)


def test_what_one_said_is_shown_changed_and_ended(ann):
    assert ann.get(ME).status_code == 404
    contact = looks(ann)
    assert ann.get(ME).json() == {**WISHES, "contact": contact}
    looks(ann, hours=[], about="")
    assert ann.get(ME).json()["hours"] == []
    assert ann.delete(ME).status_code == 204
    assert ann.get(ME).status_code == 404
    assert ann.delete(ME).status_code == 204


def test_two_agree_and_see_each_others_line_and_nobody_else_does(ann, bob, sign_up, both, caplog):
    eve = sign_up("Eve")
    looks(eve)
    with caplog.at_level("DEBUG"):
        asked = asks(ann, bob)
        assert asked.status_code == 201
        assert asked.json()["contact"] is None
        (told,) = bob.get("/api/v1/notifications").json()["items"]
        assert (told["kind"], told["says"], told["url"]) == (
            "partner",
            "Ann would like to practise with you.",
            "/partners",
        )
        (row,) = bob.get(REQUESTS).json()["items"]
        assert (row["user"]["display_name"], row["mine"], row["text"], row["contact"]) == (
            "Ann",
            False,
            "Shall we?",
            None,
        )
        answered = bob.post(f"{REQUESTS}/{row['id']}", json={"accept": True})
        assert answered.json()["contact"] == both[0]
        assert ann.get(REQUESTS).json()["items"][0]["contact"] == both[1]
    assert ann.get("/api/v1/notifications").json()["items"][0]["kind"] == "partner"
    seen = [eve.get(path).text for path in (ALL, REQUESTS, ME, f"/api/v1/users/{ann.user['id']}")]
    seen += [bob.get(ALL).text, bob.get("/api/v1/notifications").text, caplog.text]
    assert not [one for one in seen if both[0] in one]
    assert eve.post(f"{REQUESTS}/{row['id']}", json={"accept": True}).status_code == 404
    assert eve.delete(f"{REQUESTS}/{row['id']}").status_code == 404


def test_who_asked_cannot_agree_for_the_other(ann, bob, both):
    identity = asks(ann, bob).json()["id"]
    assert ann.post(f"{REQUESTS}/{identity}", json={"accept": True}).status_code == 403
    with pytest.raises(Exception, match="permission denied"), transaction(UUID(ann.user["id"])) as db:
        db.execute(text("UPDATE partner_requests SET status = 'accepted'"))
    made = text("INSERT INTO partner_requests SELECT gen_random_uuid(), asked_id, asker_id, text FROM partner_requests")
    with pytest.raises(Exception, match="permission denied"), transaction(UUID(ann.user["id"])) as db:
        db.execute(made)


def test_nobody_reads_a_line_of_contact_by_sql_but_whose_it_is_and_who_agreed(ann, bob, both):
    who = UUID(ann.user["id"])
    identity = asks(ann, bob).json()["id"]
    with transaction(who) as db:
        assert db.scalars(text("SELECT contact FROM partner_profiles")).all() == [both[0]]
        assert db.scalar(text("SELECT app_partner_contact(:id)"), {"id": identity}) is None
        with pytest.raises(Exception, match="contact"):
            db.execute(text("SELECT contact FROM app_partners(NULL)"))
    assert bob.post(f"{REQUESTS}/{identity}", json={"accept": True}).status_code == 200
    with transaction(who) as db:
        assert db.scalar(text("SELECT app_partner_contact(:id)"), {"id": identity}) == both[1]


def test_one_asks_once_and_a_no_is_a_no(ann, bob, both):
    identity = asks(ann, bob).json()["id"]
    assert asks(ann, bob).json()["code"] == "asked_already"
    assert asks(bob, ann).json()["code"] == "asked_already"
    assert bob.post(f"{REQUESTS}/{identity}", json={"accept": False}).json()["status"] == "declined"
    assert bob.get(REQUESTS).json()["items"] == []
    assert ann.get(REQUESTS).json()["items"][0]["status"] == "declined"
    assert asks(ann, bob).status_code == 409


@pytest.mark.parametrize("ending", ["decline", "withdraw", "stop"])
def test_what_was_agreed_on_ends_for_both(ann, bob, both, ending):
    identity = asks(ann, bob).json()["id"]
    bob.post(f"{REQUESTS}/{identity}", json={"accept": True})
    if ending == "decline":
        bob.post(f"{REQUESTS}/{identity}", json={"accept": False})
    elif ending == "withdraw":
        assert ann.delete(f"{REQUESTS}/{identity}").status_code == 204
    else:
        bob.delete(ME)
    assert both[1] not in ann.get(REQUESTS).text
    assert both[0] not in bob.get(REQUESTS).text


def test_it_ends_by_itself_after_thirty_quiet_days(ann, bob, both):
    identity = asks(ann, bob).json()["id"]
    bob.post(f"{REQUESTS}/{identity}", json={"accept": True})
    for days, there in ((29, True), (31, False)):
        with system_transaction() as db:
            for kind in (PartnerProfile, PartnerRequest):
                db.execute(text(f"UPDATE {kind.__tablename__} SET touched_at = now() - interval '{days} days'"))
        with transaction(UUID(bob.user["id"])) as db:
            assert bool(db.scalar(text("SELECT app_partner_contact(:id)"), {"id": identity})) is there
    assert ann.get(ME).status_code == 404
    assert (names(ann), ann.get(REQUESTS).json()["items"]) == ([], [])
    assert asks(ann, bob).json()["code"] == "look_first"
    assert partners.sweep() == 3
    assert partners.sweep() == 0


def test_who_looks_goes_on_looking(ann, bob, both):
    with system_transaction() as db:
        db.execute(text("UPDATE partner_profiles SET touched_at = now() - interval '20 days'"))
    assert names(ann) == ["Bob"]
    with system_transaction() as db:
        touched = db.get_one(PartnerProfile, UUID(ann.user["id"])).touched_at
    assert touched > datetime.now(UTC) - timedelta(minutes=1)


@pytest.mark.parametrize("blocker", ["ann", "bob"])
def test_where_one_blocked_the_other_nothing_passes(ann, bob, both, blocker):
    identity = asks(ann, bob).json()["id"]
    bob.post(f"{REQUESTS}/{identity}", json={"accept": True})
    two = [UUID(ann.user["id"]), UUID(bob.user["id"])]
    first, second = two if blocker == "ann" else reversed(two)
    with system_transaction() as db:
        db.add(Block(blocker_id=first, blocked_id=second))
    for one, other in ((ann, bob), (bob, ann)):
        assert names(one) == []
        assert one.get(REQUESTS).json()["items"] == []
        assert asks(one, other).status_code == 404
        assert one.post(f"{REQUESTS}/{identity}", json={"accept": True}).status_code == 404


@pytest.mark.parametrize("column", ["deleted_at", "suspended_at", "paused_at"])
def test_who_is_away_is_not_found(ann, bob, both, column):
    with system_transaction() as db:
        setattr(db.get_one(User, UUID(bob.user["id"])), column, datetime.now(UTC))
    assert names(ann) == []
    assert asks(ann, bob).status_code == 404


def born(client, years, *, allowed=False):
    with system_transaction() as db:
        user = db.get_one(User, UUID(client.user["id"]))
        user.birth_year = ages.this_year() - years
        user.allows = ["partners"] if allowed else []


def test_who_is_under_age_looks_only_when_a_guardian_allows_it_and_meets_no_adult(ann, bob, sign_up, both):
    born(ann, 15)
    refused = ann.put(ME, json=WISHES | {"contact": "mine"})
    assert (refused.status_code, refused.json()["code"]) == (403, "guardian_allows")
    assert ann.get(ALL).status_code == 403
    assert asks(bob, ann).status_code == 404
    born(ann, 15, allowed=True)
    looks(ann)
    assert (names(ann), names(bob)) == ([], [])
    assert asks(bob, ann).status_code == 404
    cleo = sign_up("Cleo")
    born(cleo, 16, allowed=True)
    looks(cleo)
    assert (names(ann), names(cleo)) == (["Cleo"], ["Ann"])
    born(cleo, 16)
    assert names(ann) == []


def test_nobody_is_asked_who_does_not_look(ann, bob, sign_up):
    looks(ann)
    assert asks(ann, bob).status_code == 404
    assert asks(bob, ann).json()["code"] == "look_first"
    assert asks(ann, ann).status_code == 404


def test_ten_asks_a_day(ann, sign_up):
    looks(ann)
    for n in range(11):
        looks(other := sign_up(f"Other{n}"))
        answer = asks(ann, other)
        assert answer.status_code == (201 if n < 10 else 429), answer.text


WRONG = [
    {"looking_for": []},
    {"looking_for": ["love"]},
    {"instruments": []},
    {"instruments": ["violin"] * 11},
    {"languages": ["not a language"]},
    {"hours": [{"weekday": 7, "from": "18:00", "to": "20:00"}]},
    {"hours": [{"weekday": 0, "from": "18", "to": "20:00"}]},
    {"hours": [{"weekday": 0, "from": "25:00", "to": "26:00"}]},
    {"hours": [{"weekday": 0, "from": "18:00", "to": "18:00"}]},
    {"hours": [{"weekday": 0, "from": "²²:00", "to": "18:00"}]},
    {"hours": THURSDAYS * 29},
    {"timezone": "Mars/Olympus"},
    {"contact": ""},
    {"contact": "x" * 201},
    {"about": "x" * 501},
    {"score": 100},
]


@pytest.mark.parametrize("wrong", WRONG, ids=str)
def test_what_can_not_be_taken_is_said(ann, wrong):
    answer = ann.put(ME, json=WISHES | {"contact": "here"} | wrong)
    assert answer.status_code == 422, answer.text


def test_an_ask_says_something_and_not_too_much(ann, bob, both):
    for says in ("", " ", "x" * 501):
        assert asks(ann, bob, says).status_code == 422
