"""What is read comes from a CDN by signed addresses, where the settings name one; what is sent goes to S3 as ever."""

import base64
import json
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import SimpleNamespace
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.hashes import SHA1
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from pydantic import ValidationError

from practice_app.api.shared import public
from practice_app.commands import connections
from practice_app.errors import Problem
from practice_app.server import policy
from practice_app.services.shared import storage
from practice_app.services.shared.parts import Part
from practice_app.settings import Settings, explain, get_settings

KEY = rsa.generate_private_key(65537, 2048)
PEM = KEY.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()).decode()


class Cdn(BaseHTTPRequestHandler):
    """Hands out what lies in the bucket to who has an address that our key signed, as CloudFront does."""

    def do_GET(self):
        status, body = self.answer() if self.allows() else (403, b"")
        self.send_response(status)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def allows(self):
        if self.server.lax:
            return True
        parts, host = urlsplit(self.path), self.headers["Host"]
        try:
            told = {name: value for name, (value,) in parse_qs(parts.query).items()}
            until = int(told["Expires"])
            about = {"Resource": f"http://{host}{parts.path}", "Condition": {"DateLessThan": {"AWS:EpochTime": until}}}
            signed = json.dumps({"Statement": [about]}, separators=(",", ":")).encode()
            given = base64.b64decode(told["Signature"].translate(str.maketrans("-_~", "+=/")))
            KEY.public_key().verify(given, signed, PKCS1v15(), SHA1())
        except (KeyError, ValueError, InvalidSignature):
            return False
        return told["Key-Pair-Id"] == "K2" and until > time.time()

    def answer(self):
        try:
            return 200, b"".join(storage.chunks(urlsplit(self.path).path.lstrip("/")))
        except Problem:
            return 404, b""

    def log_message(self, *_):
        pass


@pytest.fixture
def cdn(clean_database, s3_bucket, monkeypatch):
    server = ThreadingHTTPServer(("127.0.0.1", 0), Cdn)
    server.lax = False
    threading.Thread(target=server.serve_forever, daemon=True).start()
    url = f"http://127.0.0.1:{server.server_port}"
    for name, value in (("CDN_URL", url), ("CDN_KEY_ID", "K2"), ("CDN_PRIVATE_KEY", PEM.replace("\n", "\\n"))):
        monkeypatch.setenv(name, value)
    get_settings.cache_clear()
    storage.client.cache_clear()
    yield SimpleNamespace(url=url, server=server)
    monkeypatch.undo()
    get_settings.cache_clear()
    storage.client.cache_clear()
    server.shutdown()


def test_a_recording_is_read_from_the_cdn_by_an_address_that_is_signed_for_it_alone(cdn):
    for key in ("takes/one.webm", "takes/two.webm"):
        storage.put(key, key.encode(), "audio/webm")
    url = storage.play_url("takes/one.webm", "https://woodshed.example", 60)
    assert url.startswith(f"{cdn.url}/takes/one.webm?")
    assert httpx.get(url).content == b"takes/one.webm"
    later = url.replace("Expires=", "Expires=9")
    for bent in (url.partition("?")[0], url.replace("one", "two"), later, storage.play_url("takes/one.webm", "", -1)):
        assert httpx.get(bent).status_code == 403


def test_what_is_sent_and_what_is_saved_as_a_file_goes_to_s3(cdn):
    part = storage.part_url("takes/one", "upload", Part(1, 3), "https://woodshed.example")
    assert part.startswith("https://woodshed.example/_s3/")
    assert storage.file_url("exports/one", "https://woodshed.example", "x.zip", 60).startswith(
        "https://woodshed.example/"
    )


def test_pages_may_take_media_from_the_cdn(cdn):
    told = dict(part.split(" ", 1) for part in policy._page(frozenset(), get_settings().media_origins).split("; "))
    assert {name for name, value in told.items() if cdn.url in value} == {"img-src", "media-src", "connect-src"}
    assert (
        cdn.url
        in public.page("share_none.html.j2", "en", {"title": "x", "why": "y"}, 404, {}).headers[
            "Content-Security-Policy"
        ]
    )


def test_check_says_whether_it_keeps_what_nobody_signed_for(cdn, monkeypatch):
    (said,) = connections.network()
    assert said.kind == "well"
    cdn.server.lax = True
    (said,) = connections.network()
    assert (said.kind, "nobody signed for" in said.sentence) == ("wrong", True)
    cdn.server.lax = False
    monkeypatch.setattr(get_settings(), "cdn_key_id", "K3")
    (said,) = connections.network()
    assert (said.kind, "answers 403" in said.sentence) == ("wrong", True)
    assert storage.listed("check/") == []


def test_without_a_cdn_check_says_nothing_of_it(clean_database):
    assert list(connections.network()) == []


EC = ec.generate_private_key(ec.SECP256R1()).private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()).decode()


@pytest.mark.parametrize(
    "wrong",
    [
        {"CDN_URL": "https://media.example"},
        {"CDN_URL": "media.example", "CDN_KEY_ID": "K2", "CDN_PRIVATE_KEY": PEM},
        {"CDN_URL": "https://media.example/bucket", "CDN_KEY_ID": "K2", "CDN_PRIVATE_KEY": PEM},
        {"CDN_URL": "https://media.example", "CDN_KEY_ID": "K2", "CDN_PRIVATE_KEY": "K2 SECRET"},
        {"CDN_URL": "https://media.example", "CDN_KEY_ID": "K2", "CDN_PRIVATE_KEY": EC},
    ],
)
def test_half_a_cdn_and_no_key_are_sentences_at_start(db_urls, monkeypatch, wrong):
    for name, value in wrong.items():
        monkeypatch.setenv(name, value)
    with pytest.raises(ValidationError) as refused:
        Settings()
    said = explain(refused.value)
    assert "CDN" in said
    assert "SECRET" not in said
    assert "BEGIN PRIVATE KEY-----\nM" not in said
