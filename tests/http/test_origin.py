"""Which pages are ours: scheme, host and port together, by the same rule for sockets and REST."""

import pytest
from starlette.requests import HTTPConnection

from practice_app.api.shared.deps import same_origin
from practice_app.http import origin
from practice_app.settings import get_settings


@pytest.fixture
def settings(db_urls, monkeypatch):
    return lambda **values: [monkeypatch.setattr(get_settings(), name, value) for name, value in values.items()]


def asked(page: str, host: str = "woodshed.example", scheme: str = "http", kind: str = "http", **headers: str):
    """A request by a page, as our server gets it."""
    said = {"origin": page, "host": host, **{name.replace("_", "-"): value for name, value in headers.items()}}
    pairs = [(name.encode(), value.encode("latin-1")) for name, value in said.items()]
    return HTTPConnection({"type": kind, "scheme": scheme, "path": "/", "headers": pairs, "server": ("x", 80)})


@pytest.mark.parametrize(
    ("page", "more", "own"),
    [
        ("http://woodshed.example", {}, True),
        ("http://woodshed.example:80", {}, True),
        ("HTTP://Woodshed.Example", {}, True),
        ("https://woodshed.example", {}, False),
        ("http://woodshed.example:8000", {}, False),
        ("http://woodshed.example:8000", {"host": "woodshed.example:8000"}, True),
        ("http://[::1]:8000", {"host": "[::1]:8000"}, True),
        ("https://woodshed.example", {"x_forwarded_proto": "https"}, True),
        ("http://woodshed.example", {"x_forwarded_proto": "https"}, False),
        ("https://woodshed.example", {"scheme": "wss", "kind": "websocket"}, True),
        ("http://woodshed.example", {"scheme": "ws", "kind": "websocket"}, True),
        ("http://woodshed.example", {"scheme": "wss", "kind": "websocket"}, False),
        *((junk, {}, False) for junk in ("null", "", "http://[", "http://", "//woodshed.example", "http://x:99999999")),
        ("http://evil@woodshed.example", {}, False),
        ("http://woodshed.example/", {}, False),
        ("http://woodshed.example?", {"host": "woodshed.example?"}, False),
        ("ftp://woodshed.example", {}, False),
        ("http://woodshed.example.evil.example", {}, False),
        ("http://wooｄshed.example", {}, False),
    ],
)
def test_a_page_is_ours_when_scheme_host_and_port_are(settings, page, more, own):
    if not page.isascii():
        page = page.encode().decode("latin-1")
    assert origin.is_own(asked(page, **more)) is own
    assert same_origin(asked(page, **more)) is own


def test_what_people_type_is_the_only_scheme_of_that_host(settings):
    settings(public_url="https://woodshed.example")
    assert origin.is_own(asked("https://woodshed.example"))
    assert not origin.is_own(asked("http://woodshed.example"))
    assert origin.is_own(asked("https://woodshed.example", host="10.0.0.7:8000"))
    assert origin.is_own(asked("http://10.0.0.7:8000", host="10.0.0.7:8000"))


def test_of_several_proxies_the_one_that_people_talk_to_counts(settings):
    settings(trusted_proxy_hops=2)
    assert origin.scheme(asked("", x_forwarded_proto="http, https, http")) == "https"
    assert origin.scheme(asked("", x_forwarded_proto="https")) == "https"
    assert origin.scheme(asked("", x_forwarded_proto="gopher")) == "http"
