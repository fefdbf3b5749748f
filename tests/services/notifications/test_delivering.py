"""What rings: to real addresses, once, though workers die, and not when nobody needs it any more."""

import json
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import text
from sqlmodel import select

from practice_app.database import system_transaction, transaction
from practice_app.models import AuthSession, NotificationKind, PushSubscription, User
from practice_app.services import notifications
from practice_app.services.accounts import signin
from practice_app.services.notifications import Choices, Quiet, pushing
from practice_app.services.shared.telling import tell
from practice_app.settings import get_settings
from tests.services import people
from tests.services.notifications.ringing import device, long_ago, push, rows, said, status, told


@pytest.fixture
def ann(clean_database):
    return people.person("Ann")


def test_each_device_is_told_once_and_whoever_has_none_is_not_written_down(ann, service):
    told(ann, "before")
    assert rows() == []
    device(ann, service, "phone")
    device(ann, service, "tablet")
    told(ann, by=people.person("Bob"))
    assert (push(), push()) == (1, 0)
    assert sorted(path for path, _, _ in service.came) == ["/phone", "/tablet"]
    headers = service.came[0][1]
    assert (headers["Content-Encoding"], headers["TTL"]) == ("aes128gcm", "86400")
    assert headers["Authorization"].startswith("vapid t=")
    for one in said(service):
        assert (one["title"], one["body"], one["url"]) == ("Woodshed", "Bob commented on your playing.", "/sessions/1")
    assert status() == ["sent"]


def test_it_says_it_in_the_readers_language_and_nothing_on_a_discreet_lock_screen(ann, service):
    device(ann, service)
    with system_transaction() as db:
        db.get_one(User, ann).locale = "ko"
    told(ann, what="Secret", kind=NotificationKind.HOMEWORK_GIVEN)
    push()
    with transaction(ann) as db:
        notifications.choose(db, ann, Choices({}, discreet=True))
    told(ann, "two", what="Secret", kind=NotificationKind.HOMEWORK_GIVEN, path="/homework")
    push()
    open_, discreet = said(service)
    assert "Secret" in open_["body"]
    assert "Secret" not in json.dumps(discreet)
    assert (discreet["url"], discreet["title"], discreet["lang"]) == ("/notifications", "Woodshed", "ko")


def test_what_was_read_meanwhile_or_is_not_wanted_any_more_does_not_ring(ann, service):
    device(ann, service)
    told(ann)
    with transaction(ann) as db:
        notifications.mark_read(db, ann)
    told(ann, "two", NotificationKind.JOINED)
    told(ann, "three", NotificationKind.ANSWER)
    with transaction(ann) as db:
        notifications.choose_some(db, ann, {"answer": {"push": False}})
    push()
    assert (service.came, sorted(status())) == ([], ["not_needed", "not_needed"])


def test_one_that_is_only_pushed_is_not_in_the_inbox(ann, service):
    device(ann, service)
    with transaction(ann) as db:
        notifications.choose_some(db, ann, {"feedback": {"app": False}})
    told(ann)
    with transaction(ann) as db:
        assert (notifications.inbox(db, ann).items, notifications.unread(db, ann)) == ([], 0)
        notifications.mark_read(db, ann)
    push()
    assert len(service.came) == 1


def test_a_thread_rings_once_in_ten_minutes_then_once_for_all_of_it(ann, service):
    device(ann, service)
    for key in ("one", "two", "three"):
        told(ann, key)
        push()
    told(ann, "elsewhere", path="/lessons")
    push()
    assert [one["url"] for one in said(service)] == ["/sessions/1", "/lessons"]
    rows()
    push()
    assert len(service.came) == 2
    long_ago()
    rows()
    push()
    assert len(service.came) == 3
    assert said(service)[2]["title"] == "2 things are new"
    assert status() == ["sent"] * 4


def test_two_things_that_lead_to_one_page_ring_each_and_so_do_two_kinds(ann, service):
    device(ann, service)
    moved, cancelled = NotificationKind.LESSON_MOVED, NotificationKind.LESSON_CANCELLED
    for kind, key in ((moved, "one 0"), (moved, "other 0"), (cancelled, "one 1"), (moved, "one 2")):
        with system_transaction() as db:
            tell(db, ann, kind, key, path="/lessons", at="2026-03-02T12:00:00+00:00")
        push()
    assert len(service.came) == 3
    assert status() == ["sent"] * 3 + ["waiting"]


def test_quiet_hours_hold_it_back_until_they_end_and_then_it_is_one_push(ann, service):
    device(ann, service)
    night = datetime.now(UTC)
    quiet = Quiet((night - timedelta(hours=1)).time(), (night + timedelta(hours=1)).time().replace(microsecond=0))
    with transaction(ann) as db:
        notifications.choose(db, ann, Choices({}, quiet))
    told(ann, "one")
    told(ann, "two", path="/lessons")
    push()
    assert service.came == []
    ends = {row.due_at.time() for row in rows(due=False)}
    assert ends == {quiet.ends}
    with transaction(ann) as db:
        notifications.choose(db, ann, Choices({}))
    rows()
    push()
    assert [one["title"] for one in said(service)] == ["2 things are new"]


@pytest.mark.parametrize("status_code", [404, 410])
def test_a_device_that_takes_no_more_is_forgotten(ann, service, status_code):
    device(ann, service)
    service.answers["/phone"] = status_code
    told(ann)
    push()
    with system_transaction() as db:
        assert db.exec(select(PushSubscription)).all() == []
    assert status() == ["not_needed"]


@pytest.mark.parametrize("status_code", [429, 500])
def test_a_service_that_is_busy_is_asked_again_later_and_at_last_no_more(ann, service, status_code):
    device(ann, service)
    device(ann, service, "tablet")
    service.answers["/phone"] = status_code
    told(ann)
    push()
    (row,) = rows(due=False)
    assert row.due_at > datetime.now(UTC) + timedelta(minutes=9)  # as long as it asks
    for _ in range(5):
        rows()
        push()
    assert [path for path, _, _ in service.came].count("/tablet") == 1
    assert [path for path, _, _ in service.came].count("/phone") == 1 + len(pushing.WAITS)
    assert status() == ["sent"]


@pytest.mark.parametrize("status_code", [307, 401, 413])
def test_what_is_refused_is_not_tried_again_and_nobody_is_led_elsewhere(ann, service, status_code):
    device(ann, service)
    service.answers["/phone"] = status_code
    told(ann)
    push()
    assert ([path for path, _, _ in service.came], status()) == (["/phone"], ["failed"])


def test_a_service_that_does_not_answer_is_asked_again(ann, service, monkeypatch):
    device(ann, service)
    told(ann)
    with monkeypatch.context() as away:
        away.setattr(service, "url", "http://127.0.0.1:9")
        with system_transaction() as db:
            db.execute(text("UPDATE push_subscriptions SET endpoint = 'http://127.0.0.1:9/phone'"))
        away.setenv("PUSH_HOSTS", "http://127.0.0.1:9")
        get_settings.cache_clear()
        push()
    assert (status(), rows(due=False)[0].attempts) == (["waiting"], 1)


def test_a_device_that_signed_out_is_told_nothing(ann, service):
    phone = device(ann, service, "phone")
    tablet = device(ann, service, "tablet")
    laptop = device(ann, service, "laptop")
    told(ann)
    with transaction(ann) as db:
        signin.sign_out(db, ann, phone)
    with system_transaction() as db:
        db.get_one(AuthSession, tablet).expires_at = datetime.now(UTC)
    # the last one while the push is on its way to another
    device(ann, service, "watch")
    service.meanwhile = lambda: _sign_out(ann, laptop)
    push()
    assert {path for path, _, _ in service.came} <= {"/laptop", "/watch"}
    assert len({path for path, _, _ in service.came} - {"/laptop"}) == 1


def _sign_out(who, device_id):
    with system_transaction() as db:
        db.execute(text("UPDATE auth_sessions SET revoked_at = now() WHERE id = :id"), {"id": device_id})


def test_what_can_not_be_said_holds_up_nobody_else(ann, service):
    bob = people.person("Bob")
    device(ann, service, "anns")
    device(bob, service, "bobs")
    told(ann)
    told(bob)
    with system_transaction() as db:
        db.execute(text('UPDATE notifications SET told = \'{"at": "no time"}\' WHERE user_id = :ann'), {"ann": ann})
    push()
    assert [path for path, _, _ in service.came] == ["/bobs"]
    assert sorted(status()) == ["failed", "sent"]


def test_whoever_leaves_hears_no_more(ann, service):
    device(ann, service)
    told(ann)
    with system_transaction() as db:
        db.get_one(User, ann).deleted_at = datetime.now(UTC)
    push()
    assert (service.came, status()) == ([], ["not_needed"])


def test_what_went_long_ago_goes_and_so_do_subscriptions_of_devices_that_are_not_signed_in(ann, service):
    phone = device(ann, service)
    told(ann)
    push()
    notifications.sweep_deliveries()
    assert status() == ["sent"]
    with system_transaction() as db:
        db.execute(text("UPDATE notification_deliveries SET ended_at = now() - interval '31 days'"))
        db.get_one(AuthSession, phone).expires_at = datetime.now(UTC)
    notifications.sweep_deliveries()
    assert status() == []
    with system_transaction() as db:
        assert db.exec(select(PushSubscription)).all() == []
