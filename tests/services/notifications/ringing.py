"""A push service on this machine, devices that take pushes, and what came to them."""

import json
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from sqlalchemy import text
from sqlmodel import select

from practice_app.database import system_transaction
from practice_app.ids import new_id
from practice_app.models import AuthSession, Channel, Delivery, NotificationKind
from practice_app.services import notifications
from practice_app.services.notifications.push import keys
from practice_app.services.notifications.push.base64url import encoded
from practice_app.services.shared.telling import tell
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
