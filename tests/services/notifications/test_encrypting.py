"""What a push carries, by the example of RFC 8291; where it may go; by which key it is signed."""

import json

import pytest
from cryptography.hazmat.primitives.asymmetric import ec
from joserfc import jwt
from joserfc.jwk import ECKey
from pydantic import ValidationError

from practice_app.services.notifications.push import hosts, keys
from practice_app.services.notifications.push.base64url import decoded, encoded
from practice_app.services.notifications.push.encrypting import MOST_BYTES, encrypted
from practice_app.settings import Settings, get_settings

SENDER = "yfWPiYE-n46HLnH0KqZOF1fJJU3MYrct3AELtAQ-oRw"
DEVICE = "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4"
SECRET, SALT = "BTBZMqHH6r4Tts7J_aSIgg", "DGv6ra1nlYgDCS1FRnbzlw"
WRITTEN = (
    "DGv6ra1nlYgDCS1FRnbzlwAAEABBBP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl"
    "7A_yl95bQpu6cVPTpK4Mqgkf1CXztLVBSt2Ks3oZwbuwXPXLWyouBWLVWGNWQexSgSxsj_Qulcy4a-fN"
)


@pytest.fixture
def setting(monkeypatch, db_urls):
    """Change a setting for one test."""

    def change(name, value):
        monkeypatch.setenv(name, value)
        get_settings.cache_clear()

    yield change
    monkeypatch.undo()
    get_settings.cache_clear()


def test_it_is_encrypted_as_the_standard_says():
    ours = ec.derive_private_key(int.from_bytes(decoded(SENDER)), ec.SECP256R1())
    said = b"When I grow up, I want to be a watermelon"
    made = encrypted(said, decoded(DEVICE), decoded(SECRET), salt=decoded(SALT), ours=ours)
    assert encoded(made) == WRITTEN
    assert encrypted(said, decoded(DEVICE), decoded(SECRET)) != made


def test_what_is_too_long_for_a_push_is_refused_here():
    with pytest.raises(ValueError, match="too long"):
        encrypted(b"x" * (MOST_BYTES + 1), decoded(DEVICE), decoded(SECRET))


def test_our_key_is_made_from_the_secret_or_is_that_of_the_settings(setting):
    assert len(decoded(keys.public_key())) == 65
    derived = keys.public_key()
    setting("VAPID_PRIVATE_KEY", SENDER)
    assert encoded(decoded(WRITTEN)[21:86]) == keys.public_key() != derived
    signed, _, key = keys.authorization("https://fcm.googleapis.com/fcm/send/x").partition(", k=")
    assert key == keys.public_key()
    token = jwt.decode(signed.removeprefix("vapid t="), ECKey.import_key(keys.private_key()), algorithms=["ES256"])
    assert token.claims["aud"] == "https://fcm.googleapis.com"
    assert json.dumps(token.claims["sub"]).startswith('"http')


@pytest.mark.parametrize("key", ["short", "A" * 43, "_" * 43, "é"], ids=["short", "0", "too great", "letters"])
def test_a_key_that_is_none_is_said_at_the_start(key):
    with pytest.raises(ValidationError, match="VAPID_PRIVATE_KEY is 32 bytes"):
        Settings(SECRET_KEY="x" * 32, VAPID_PRIVATE_KEY=key)


ALLOWED = (
    "https://fcm.googleapis.com/fcm/send/abc:def",
    "https://updates.push.services.mozilla.com/wpush/v2/abc",
    "https://web.push.apple.com/QGn",
    "https://wns2-par02p.notify.windows.com/w/?token=abc",
    "https://fcm.googleapis.com:443/fcm/send/abc",
)
REFUSED = (
    "http://fcm.googleapis.com/fcm/send/abc",
    "https://fcm.googleapis.com:8443/fcm/send/abc",
    "https://169.254.169.254/latest/meta-data",
    "https://localhost/push",
    "https://fcm.googleapis.com.example.com/fcm",
    "https://notify.windows.com/x",
    "https://fcm.googleapis.com@169.254.169.254/",
    "https://user@fcm.googleapis.com/",
    "https://169.254.169.254\\.push.apple.com/",
    "https://169.254.169.254#.push.apple.com",
    "https://fcm.googleapis.com:x/",
    "https://[::1]/.push.apple.com",
    "//fcm.googleapis.com/fcm",
    "file:///etc/passwd",
    "https://fcm.googleapis.com/\r\nHost: x",
    "",
)


@pytest.mark.parametrize("endpoint", ALLOWED, ids=range(len(ALLOWED)))
def test_pushes_go_to_the_services_of_browsers(endpoint, db_urls):
    assert hosts.allowed(endpoint)


@pytest.mark.parametrize("endpoint", REFUSED, ids=range(len(REFUSED)))
def test_and_nowhere_else(endpoint, db_urls):
    assert not hosts.allowed(endpoint)


def test_but_to_those_that_the_settings_name(setting):
    setting("PUSH_HOSTS", "https://push.example, http://127.0.0.1:8999")
    assert hosts.allowed("https://push.example/x")
    assert hosts.allowed("http://127.0.0.1:8999/x")
    assert not hosts.allowed("http://127.0.0.1:8998/x")
    assert not hosts.allowed("https://push.example:444/x")
    with pytest.raises(ValidationError, match="PUSH_HOSTS looks like"):
        Settings(SECRET_KEY="x" * 32, PUSH_HOSTS="push.example")
