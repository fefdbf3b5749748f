"""What rings: to real addresses, once, though workers die, and not when nobody needs it any more."""

import json
import threading
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from sqlalchemy import text
from sqlmodel import select

from practice_app.database import system_transaction, transaction
from practice_app.ids import new_id
from practice_app.models import AuthSession, Channel, Delivery, NotificationKind, PushSubscription, User
from practice_app.services import notifications
from practice_app.services.accounts import signin
from practice_app.services.notifications import Choices, Quiet, claims, pushing
from practice_app.services.notifications.push import keys
from practice_app.services.notifications.push.base64url import encoded
from practice_app.services.shared.telling import tell
from practice_app.settings import get_settings
from tests.services import people

PHONE = ec.generate_private_key(ec.SECP256R1())
SECRET = b"sixteen bytes ok"


class Service(BaseHTTPRequestHandler):
    """A push service: keeps what came, answers what it is told to, and may do something in the middle."""

    def do_POST(self):
        body = self.rfile.read(int(self.headers["content-length"]))
        self.server.came.append((self.path, dict(self.headers), body))
        self.server.meanwhile()
        self.send_response(self.server.answers.get(self.path, 201))
        self.send_header("Retry-After", "600")
        self.send_header("Location", "/elsewhere")
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *_args):
        """Say nothing."""


@pytest.fixture
def service(monkeypatch, clean_database):
    """A push service on this machine, which the settings name."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), Service)
    server.came, server.answers, server.meanwhile = [], {}, lambda: None
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
    server.url = f"http://127.0.0.1:{server.server_port}"
    monkeypatch.setenv("PUSH_HOSTS", server.url)
    get_settings.cache_clear()
    yield server
    server.shutdown()
    server.server_close()
    monkeypatch.undo()
    get_settings.cache_clear()


@pytest.fixture
def ann(clean_database):
    return people.person("Ann")


def device(who, service, name="phone"):
    """A device of somebody's that is signed in, and takes pushes."""
    ends = datetime(2100, 1, 1, tzinfo=UTC)
    row = AuthSession(user_id=who, cookie_hash=new_id().bytes, refresh_hash=b"", expires_at=ends)
    mine = {"p256dh": encoded(keys.point(PHONE.public_key())), "auth_secret": encoded(SECRET)}
    with system_transaction() as db:
        db.add(row)
        db.flush()
        db.add(people.pushed_to(who, row.id, f"{service.url}/{name}", **mine))
    return row.id


def told(to, key="one", kind=NotificationKind.FEEDBACK, path="/sessions/1", by=None, **more):
    """What it leads to is what it is about."""
    with system_transaction() as db:
        tell(db, to, kind, f"{path} {key}", path=path, by=by, **more)


def push():
    return notifications.deliver(Channel.PUSH)


def read(body):
    """Read a push as the phone does (RFC 8291)."""
    salt, theirs, cipher = body[:16], body[21:86], body[86:]
    shared = PHONE.exchange(ec.ECDH(), ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), theirs))
    us = keys.point(PHONE.public_key())

    def derived(secret, with_salt, info, length):
        return HKDF(SHA256(), length, salt=with_salt, info=info).derive(secret)

    secret = derived(shared, SECRET, b"WebPush: info\0" + us + theirs, 32)
    key = derived(secret, salt, b"Content-Encoding: aes128gcm\0", 16)
    nonce = derived(secret, salt, b"Content-Encoding: nonce\0", 12)
    return json.loads(AESGCM(key).decrypt(nonce, cipher, None).rstrip(b"\2"))


def said(service):
    return [read(body) for _, _, body in service.came]


def rows(*, due=True):
    """The deliveries; with ``due`` all of them are due from now on."""
    with system_transaction() as db:
        if due:
            db.execute(text("UPDATE notification_deliveries SET due_at = now() - interval '1 second'"))
        return db.exec(select(Delivery).order_by(Delivery.id)).all()


def long_ago(minutes=11):
    """Let what rang have rung so long ago."""
    ago = {"ago": timedelta(minutes=minutes)}
    with system_transaction() as db:
        db.execute(text("UPDATE notification_deliveries SET handed_at = handed_at - :ago"), ago)
        db.execute(text("UPDATE notification_deliveries SET claimed_at = claimed_at - :ago"), ago)


def status():
    return [row.status for row in rows(due=False)]


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


class Killed(BaseException):
    """As SIGKILL: nothing of ours goes on."""


def _killed(*_args, **_more):
    raise Killed


@pytest.mark.parametrize("when", ["taken", "reached", "one device"])
def test_a_worker_that_dies_is_followed_by_one_that_rings_no_second_time(ann, service, monkeypatch, when):
    device(ann, service, "phone")
    device(ann, service, "tablet")
    told(ann)
    with monkeypatch.context() as dying:
        if when == "taken":
            dying.setattr("practice_app.services.notifications.delivering.look", _killed)
        if when == "reached":
            dying.setattr(pushing, "_note", _killed)
        if when == "one device":
            dying.setattr(pushing, "_finish", _killed)
        with pytest.raises(Killed):
            push()
    assert push() == 0  # it may be alive still
    long_ago()
    push()
    assert sorted(path for path, _, _ in service.came) == ["/phone", "/tablet"]
    assert status() == ["sent"]


def test_of_two_workers_at_once_one_has_it(ann, service):
    device(ann, service)
    told(ann)
    first = claims.take(Channel.PUSH)
    told(ann, "two", path="/lessons")
    assert claims.take(Channel.PUSH) is None
    bob = people.person("Bob")
    device(bob, service, "bobs")
    told(bob)
    assert claims.take(Channel.PUSH).user_id == bob
    assert claims.note(first, first.ids, attempts=1)
    long_ago()
    assert len(claims.take(Channel.PUSH).ids) in (1, 2)
    assert not claims.note(first, first.ids, attempts=2)


def test_many_workers_at_once_ring_once(ann, service):
    device(ann, service)
    for key in range(6):
        told(ann, str(key), path=f"/sessions/{key}")
    workers = [threading.Thread(target=push) for _ in range(4)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    assert [one["title"] for one in said(service)] == ["6 things are new"]
    assert status() == ["sent"] * 6


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
