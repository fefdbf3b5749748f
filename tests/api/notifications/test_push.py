"""Devices that pushes reach, and mails that one tap ends, as another client meets them."""

from uuid import UUID

import pytest
from sqlmodel import select

from practice_app.database import system_transaction
from practice_app.models import PushSubscription
from practice_app.services.notifications import subscriptions, trying, unsubscribing
from practice_app.services.notifications.push import Answer, Outcome
from tests.services.people import KEYS

V1 = "/api/v1"
SUBSCRIPTIONS = f"{V1}/push/subscriptions"
PHONE = {
    "endpoint": "https://fcm.googleapis.com/fcm/send/phone",
    "expirationTime": None,
    "keys": {"p256dh": KEYS["p256dh"], "auth": KEYS["auth_secret"]},
}


def kept():
    with system_transaction() as db:
        return db.exec(select(PushSubscription)).all()


def another(client):
    """The same person on another device."""
    body = {"email": client.user["email"], "password": "fiddle-sticks"}
    answer = client.post(f"{V1}/auth/login", json=body)
    assert answer.is_success, answer.text
    return {"Authorization": f"Bearer {answer.json()['access_token']}"}


def test_a_browser_says_where_a_push_reaches_it_once_for_each_device(ann, bob):
    assert len(ann.get(f"{V1}/push/key").json()["public_key"]) == 87
    first = ann.post(SUBSCRIPTIONS, json=PHONE)
    assert first.status_code == 201
    assert ann.post(SUBSCRIPTIONS, json=PHONE).json() == first.json()
    moved = ann.post(SUBSCRIPTIONS, json=PHONE | {"endpoint": "https://web.push.apple.com/x"}).json()
    tablet = another(ann)
    assert ann.post(SUBSCRIPTIONS, json=PHONE, headers=tablet).status_code == 201
    listed = ann.get(SUBSCRIPTIONS).json()["items"]
    assert [row["here"] for row in listed] == [False, True]
    assert listed[1]["id"] == moved["id"]
    assert bob.get(SUBSCRIPTIONS).json()["items"] == []
    assert bob.delete(f"{SUBSCRIPTIONS}/{moved['id']}").status_code == 404
    assert ann.delete(f"{SUBSCRIPTIONS}/{moved['id']}").status_code == 204
    assert ann.delete(f"{SUBSCRIPTIONS}/{moved['id']}").status_code == 404


def test_a_browser_that_somebody_else_signs_in_on_is_theirs_from_then_on(ann, bob):
    ann.post(SUBSCRIPTIONS, json=PHONE)
    assert bob.post(SUBSCRIPTIONS, json=PHONE).status_code == 201
    assert [row.user_id for row in kept()] == [UUID(bob.user["id"])]


def test_it_goes_with_the_sign_out_and_there_are_few(ann, monkeypatch):
    monkeypatch.setattr(subscriptions, "MOST", 2)
    for number in range(3):
        body = PHONE | {"endpoint": f"{PHONE['endpoint']}{number}"}
        device = another(ann)
        assert ann.post(SUBSCRIPTIONS, json=body, headers=device).status_code == 201
    assert {row.endpoint[-1] for row in kept()} == {"1", "2"}
    assert ann.post(f"{V1}/auth/logout", headers=device).is_success
    assert {row.endpoint[-1] for row in kept()} == {"1"}


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"endpoint": "https://169.254.169.254/latest"}, "endpoint"),
        ({"endpoint": "http://fcm.googleapis.com/x"}, "endpoint"),
        ({"endpoint": "https://fcm.googleapis.com/" + "x" * 1000}, "endpoint"),
        ({"keys": PHONE["keys"] | {"p256dh": "AAAA"}}, "keys"),
        ({"keys": PHONE["keys"] | {"p256dh": "B" + "A" * 86}}, "keys"),
        ({"keys": PHONE["keys"] | {"auth": "é"}}, "keys"),
        ({"keys": PHONE["keys"] | {"auth": "AAAA"}}, "keys"),
        ({"keys": {}}, "keys"),
    ],
    ids=["inside", "clear", "long", "short key", "no point", "no letters", "short secret", "none"],
)
def test_what_is_no_subscription_of_a_browser_is_refused(ann, changes, field):
    answer = ann.post(SUBSCRIPTIONS, json=PHONE | changes)
    assert answer.status_code == 422
    assert field in answer.text
    assert kept() == []


def wants_mail(client):
    return client.get(f"{V1}/me/notifications").json()["kinds"]["lesson_moved"]["mail"]


def test_a_mails_link_ends_such_mails_by_a_post_alone_and_takes_it_back(ann, visitor):
    link = unsubscribing.address(UUID(ann.user["id"]), ["lesson_moved"])
    path = link[link.index("/unsubscribe") :]
    asked = visitor.get(path)
    assert (asked.status_code, wants_mail(ann)) == (200, True)
    assert "A lesson moved" in asked.text
    assert "form-action 'self'" in asked.headers["content-security-policy"]
    one_click = {"Origin": "https://mail.example", "Content-Type": "application/x-www-form-urlencoded"}
    ended = visitor.post(path, content="List-Unsubscribe=One-Click", headers=one_click)
    assert (ended.status_code, wants_mail(ann)) == (200, False)
    assert "These mails are off" in ended.text
    visitor.headers["accept-language"] = "ko"
    assert "다시 받기" in visitor.get(path).text
    assert visitor.post(f"{path}?again=true").status_code == 200
    assert wants_mail(ann) is True
    for wrong in (f"{path}x", "/unsubscribe/x", "/unsubscribe/" + "x" * 3000):
        assert visitor.post(wrong).status_code == 404
        assert visitor.get(wrong).status_code == 404


def test_one_tries_it_on_a_device_of_ones_own(ann, bob, monkeypatch):
    answers = [Answer(Outcome.SENT), Answer(Outcome.LATER), Answer(Outcome.GONE)]
    monkeypatch.setattr(trying, "send", lambda *_: answers.pop(0))
    mine = ann.post(SUBSCRIPTIONS, json=PHONE).json()["id"]
    assert bob.post(f"{SUBSCRIPTIONS}/{mine}/try").status_code == 404
    statuses = [ann.post(f"{SUBSCRIPTIONS}/{mine}/try").status_code for _ in range(4)]
    assert statuses == [204, 409, 409, 404]


def test_a_reminder_is_kept_until_it_is_said_otherwise(ann):
    wishes = f"{V1}/me/notifications"
    assert ann.put(wishes, json={"reminder": {"weekdays": [0, 2], "at": "17:30"}}).status_code == 200
    kept = ann.put(wishes, json={"discreet": True}).json()
    assert (kept["reminder"], kept["usual_hour"]) == ({"weekdays": [0, 2], "at": "17:30"}, None)
    assert ann.put(wishes, json={"reminder": None}).json()["reminder"] is None
    for wrong in ({"weekdays": [7]}, {"weekdays": []}, {"weekdays": [0], "at": "25:00"}):
        assert ann.put(wishes, json={"reminder": wrong}).status_code == 422


def test_what_happens_with_an_account_is_told_in_the_inbox(ann):
    changed = {"current_password": "fiddle-sticks", "new_password": "the owl plays at night"}
    assert ann.post(f"{V1}/me/password", json=changed).is_success
    told = ann.get(f"{V1}/notifications").json()["items"]
    assert [(row["kind"], row["says"], row["url"]) for row in told] == [
        ("security", "Your password was changed.", "/settings/security")
    ]
