"""Whatever a stranger writes into an address or a header is answered, and never with a fault of ours."""

import asyncio
import itertools
from urllib.parse import unquote_to_bytes

import pytest
from starlette.staticfiles import StaticFiles

from practice_app.server import front
from practice_app.server.guard import Guard

HEADERS = (
    "Origin", "Host", "Accept-Language", "Cookie", "Authorization", "Range", "If-Modified-Since", "If-None-Match",
    "If-Range", "X-Forwarded-For", "X-Forwarded-Proto", "Forwarded", "Content-Type", "Accept", "Accept-Encoding",
    "User-Agent", "Sec-Fetch-Site", "Content-Length", "Transfer-Encoding", "Connection", "Upgrade", "Expect",
    "X-HTTP-Method-Override", "Traceparent", "Idempotency-Key",
)  # fmt: skip
JUNK = (
    "", " ", "[", "]", "http://[", "http://[::1", "http://user@[::1]:x", "//", "http://x:99999999", "EN", "KO",
    "zh-HANT",
    "en-US@posix", "-", "_", "*;q=x", "x" * 5000, "%00", "\t", "é", "\xff\xfe", ";;;===", "a[b]=c", '"\\"\\\\', "-1",
    "9" * 5000, "bytes=", "bytes=0-" + ",0-" * 2000, "bytes=-", "bytes=9-1", "Thu, 99 Foo 99999 99:99:99 XYZ",
    "W/\"", "(",
    "Bearer " + "." * 3000, "Bearer ..", "Basic \xff", "{", "℀", "xn--", "1e999", "nan",
)  # fmt: skip
PATHS = ("/practice", "/api/v1/me", "/metrics", "/health/live", "/_s3/x")
ODD_PATHS = (
    "/_s3%2f", "/_s3%2F..%2f", "/_s3", "/_s3/", "/_s3//", "/_s3/%ff", "/_s3/%00", "/_s3/\xe9", "/_s3/?%", "/_s3/..",
    "/%00", "/%ff%fe", "/%", "/%zz", "//", "///", "//evil.example", "/..", "/%2e%2e/", "/.", "/\\", "/a\\b", "/:",
    "/[", "/{}",
    "/practice/%00", "/practice%2f..", "/practice/" + "x" * 300, "/" + "a" * 255, "/" + "a" * 256, "/" + "é" * 200,
    "/" + "a" * 20_000, "/" + "a/" * 4000, "/api/v1/sessions/" + "9" * 5000, "/api/v1/sessions/%00",
    "/api/v1/sessions?cursor=%00", "/api/v1/sessions?cursor=" + "é" * 100, "/api/v1/sessions?limit=" + "9" * 5000,
    "/api/v1/sessions?limit=nan", "/assets/" + "x" * 300 + ".js", "/fonts/\u202e", "/api/v1/docs-assets/..%2f",
    "/?" + "&" * 5000,
    "/_event/?EIO=x", "/_event/?EIO=4&transport=" + "x" * 300, "/_event/?EIO=4&transport=polling&sid=%00", "/ping",
    "/_upload", "/_health",
)  # fmt: skip
METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "PROPFIND", "X")


@pytest.fixture
def house(clean_database, tmp_path, monkeypatch):
    """The whole server but Reflex's own part of it, with a built page."""
    from practice_app.api.app import create_api

    pages = tmp_path / "build" / "client"
    (pages / "practice").mkdir(parents=True)
    (pages / "practice" / "index.html").write_text("<h1>Practice</h1>")
    monkeypatch.setattr(front.pages, "folder", lambda: pages)
    api = create_api()
    api.mount("/", StaticFiles(directory=pages, html=True))
    return Guard(front.Front(api))


async def ask(house, method="GET", path="/", headers=()):
    """Send what no client library would."""
    address, _, query = path.partition("?")
    raw = address.encode()
    decoded = unquote_to_bytes(raw).decode("utf-8", "replace")
    scope = {
        "type": "http", "asgi": {"version": "3.0"}, "http_version": "1.1", "method": method, "scheme": "http",
        "path": decoded,
        "raw_path": raw, "query_string": query.encode(), "root_path": "", "client": ("127.0.0.1",
        1), "server": ("x", 80),
        "headers": [(name.lower().encode(), value.encode("utf-8", "surrogateescape")) for name, value in headers],
    }  # fmt: skip
    said = {"status": 500}

    messages = [{"type": "http.disconnect"}, {"type": "http.request", "body": b"", "more_body": False}]

    async def receive():
        return messages.pop() if len(messages) > 1 else messages[0]

    async def send(message):
        if message["type"] == "http.response.start":
            said["status"] = message["status"]

    await house(scope, receive, send)
    return said["status"]


def faults(house, tries):
    """Those that were answered with a fault of ours, or not at all."""

    async def all_of_them():
        found = []
        for method, path, headers in tries:
            try:
                status = await ask(house, method, path, headers)
            except Exception as error:
                status = repr(error)
            if status != 503 and (not isinstance(status, int) or status >= 500):
                found.append((method, path[:60], [(n, v[:60]) for n, v in headers], status))
        return found

    return asyncio.run(all_of_them())


def test_no_odd_header_is_a_fault_of_ours(house):
    host = ("Host", "woodshed.example")
    tries = [
        ("GET", path, [(name, value)] if name == "Host" else [host, (name, value)])
        for path, name, value in itertools.product(PATHS, HEADERS, JUNK)
    ]
    assert faults(house, tries) == []


def test_no_odd_path_is_a_fault_of_ours(house):
    assert (
        faults(
            house,
            [(method, path, [("Host", "woodshed.example")]) for method, path in itertools.product(METHODS, ODD_PATHS)],
        )
        == []
    )
