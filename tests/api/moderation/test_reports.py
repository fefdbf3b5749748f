"""Reporting: in one call, once, out of one's own sight; three who are trusted hide it until somebody has looked."""

from datetime import UTC, datetime
from uuid import uuid4

import pytest
from sqlalchemy import text

from practice_app.database import system_transaction, transaction
from practice_app.models import TeacherStudent
from tests.api.moderation.conftest import LOG, QUEUE, REPORTS, ask, cases, decide, report
from tests.services import people


def test_a_report_is_made_once_and_opens_one_case(ann, bob, mod, arrive):
    rude = arrive("Rude")
    first = report(ann, "user", rude.id, text="writes to everybody")
    assert first.status_code == 201, first.text
    assert report(ann, "user", rude.id, "spam").status_code == 200
    assert report(bob, "user", rude.id, "danger").json()["id"] == first.json()["id"]
    (case,) = cases(mod)
    assert (case["kind"], case["subject_id"], case["says"]) == ("user", str(rude.id), "Rude")
    assert (case["reports"], case["reasons"], case["hidden"]) == (2, ["rude", "danger"], False)
    assert [(one["user"]["display_name"], one["text"]) for one in case["said"]] == [
        ("Ann", "writes to everybody"),
        ("Bob", ""),
    ]
    assert case["can"] == ["dismiss", "warn", "suspend", "ban"]


def test_what_is_reported_is_seen_no_more_by_who_reported_it(ann, bob):
    identity = ask(bob, ann)
    assert [one["id"] for one in ann.get("/api/v1/partners/requests").json()["items"]] == [identity]
    assert report(ann, "partner_request", identity).status_code == 201
    assert ann.get("/api/v1/partners/requests").json()["items"] == []
    assert [one["id"] for one in bob.get("/api/v1/partners/requests").json()["items"]] == [identity]


def test_what_stays_in_sight_is_not_said_to_be_hidden(ann, arrive):
    take, (teacher, *_others) = shared_with_four(ann, arrive)
    assert report(teacher, "recording", take).json()["hidden"] is False
    assert teacher.get(f"/api/v1/recordings/{take}").status_code == 200
    assert report(teacher, "user", ann.id).json()["hidden"] is True


def test_nobody_reports_what_is_theirs_or_what_they_do_not_see(ann, bob, arrive):
    eve = arrive("Eve")
    identity = ask(bob, ann)
    assert report(bob, "partner_request", identity).json()["code"] == "own"
    assert report(ann, "user", ann.id).status_code == 409
    take = people.take(people.session(ann.id, datetime(2026, 3, 2, 17, tzinfo=UTC)), ann.id, keep=True, shared=True)
    for kind, hidden in (("partner_request", identity), ("recording", take), ("user", uuid4()), ("post", uuid4())):
        assert report(eve, kind, hidden).status_code == 404, kind
    assert report(ann, "recording", take).status_code == 409


def shared_with_four(ann, arrive):
    """A take that four teachers see, each of them somebody who may report it."""
    session = people.session(ann.id, datetime(2026, 3, 2, 17, tzinfo=UTC))
    take = people.take(session, ann.id, keep=True, shared=True)
    teachers = [arrive(f"T{n}", days=30 if n else 1) for n in range(4)]
    with system_transaction() as db:
        db.add_all([TeacherStudent(teacher_id=one.id, student_id=ann.id, history=True) for one in teachers])
    return take, teachers


def is_shared(take):
    with system_transaction() as db:
        return db.scalar(text("SELECT shared FROM recordings WHERE id = :id"), {"id": take})


def test_three_trusted_reports_hide_it_from_all_until_somebody_looked(ann, mod, arrive):
    take, (new, *known) = shared_with_four(ann, arrive)
    for teacher in (new, *known[:2]):
        assert report(teacher, "recording", take, "copyright").status_code == 201
    assert is_shared(take), "whoever came yesterday is heard, and hides nothing"
    report(known[2], "recording", take, "copyright")
    assert not is_shared(take)
    (case,) = cases(mod)
    assert (case["hidden"], case["reports"]) == (True, 4)
    assert decide(mod, case["id"], "dismiss").status_code == 200
    assert is_shared(take)
    assert cases(mod) == []


def test_whose_reports_were_mostly_for_nothing_hides_nothing(ann, mod, arrive):
    take, (_, *known) = shared_with_four(ann, arrive)
    for n in range(3):
        report(known[0], "user", arrive(f"Innocent{n}").id)
        decide(mod, cases(mod)[0]["id"], "dismiss")
    for teacher in known:
        report(teacher, "recording", take)
    assert is_shared(take)


def test_thirty_reports_a_day(ann, arrive):
    for n in range(31):
        answer = report(ann, "user", people.person(f"Other{n}"))
        assert answer.status_code == (201 if n < 30 else 429)


WRONG = [
    {"kind": "weather"},
    {"reason": "boring"},
    {"id": "no id"},
    {"text": "x" * 1001},
    {"more": 1},
]


@pytest.mark.parametrize("wrong", WRONG, ids=str)
def test_what_can_not_be_taken_is_said(ann, bob, wrong):
    answer = ann.post(REPORTS, json={"kind": "user", "id": str(bob.id), "reason": "rude"} | wrong)
    assert answer.status_code == 422


def test_who_reported_what_is_read_by_nobody_else(ann, bob, arrive):
    rude = arrive("Rude")
    report(ann, "user", rude.id, text="between us")
    for who in (rude, bob):
        assert who.get(QUEUE).status_code == 403
        seen = who.get(LOG).text + who.get("/api/v1/notifications").text + who.get("/api/v1/moderation/mine").text
        assert "between us" not in seen
        with transaction(who.id) as db:
            assert db.execute(text("SELECT * FROM reports_made")).all() == []
            with pytest.raises(Exception, match="permission denied"):
                db.execute(text("SELECT * FROM reports"))
    with transaction(ann.id) as db:
        assert db.scalars(text("SELECT text FROM reports_made")).all() == ["between us"]


def test_what_a_machine_notices_waits_for_a_moderator_and_hides_nothing(ann, bob, mod):
    wishes = {"looking_for": ["duets"], "instruments": ["violin"], "languages": ["en"], "contact": "here"}
    for who in (ann, bob):
        assert who.put("/api/v1/partners/me", json=wishes).status_code == 200
    assert bob.post(f"/api/v1/partners/{ann.id}/ask", json={"text": "Hello, bitch"}).status_code == 201
    (case,) = cases(mod)
    assert (case["flags"], case["reports"], case["reasons"], case["hidden"]) == (["words"], 0, [], False)
    assert [one["text"] for one in ann.get("/api/v1/partners/requests").json()["items"]] == ["Hello, bitch"]
    report(ann, "partner_request", case["subject_id"])
    assert [(one["id"], one["reports"]) for one in cases(mod)] == [(case["id"], 1)]
    assert decide(mod, case["id"], "warn").json()["rule"] == "rude"
