"""Cookies by https have names that no other host can give them; nobody is signed out by that."""

import pytest
from starlette.requests import Request
from starlette.responses import Response

from practice_app.http import guarded

OLD, SINCE = "a-secret-from-before", guarded.SINCE + "secret"
NEW = guarded.PREFIX + guarded.SESSION


@pytest.fixture
def asked(db_urls):
    def make(cookie: str, scheme: str = "https") -> Request:
        headers = [(b"host", b"woodshed.example"), (b"cookie", cookie.encode())]
        return Request({"type": "http", "scheme": scheme, "headers": headers, "path": "/", "method": "GET"})

    return make


@pytest.mark.parametrize(
    ("cookie", "scheme", "value"),
    [
        (f"{NEW}={SINCE}", "https", SINCE),
        (f"{guarded.SESSION}={OLD}", "https", OLD),
        (f"{guarded.SESSION}={SINCE}", "https", ""),
        (f"{guarded.SESSION}={OLD}; {NEW}={SINCE}", "https", SINCE),
        (f"{guarded.SESSION}={SINCE}", "http", SINCE),
        ("theme=dark", "https", ""),
    ],
)
def test_a_plain_name_counts_by_https_only_for_who_signed_in_before(asked, cookie, scheme, value):
    assert guarded.read(asked(cookie, scheme), guarded.SESSION) == value


def test_by_https_a_cookie_is_for_this_very_host(asked):
    answer = Response()
    guarded.put(asked(""), answer, guarded.SESSION, "x", 60, httponly=True)
    (told,) = answer.headers.getlist("set-cookie")
    assert told.startswith(f"{NEW}=x;")
    assert {"Secure", "HttpOnly", "Path=/", "SameSite=lax"} <= set(told.split("; "))
    assert "domain" not in told.lower()


def test_by_http_it_keeps_its_name_and_path(asked):
    answer = Response()
    guarded.put(asked("", "http"), answer, "woodshed_device", "x", 60, path="/api/v1/auth")
    (told,) = answer.headers.getlist("set-cookie")
    assert told.startswith("woodshed_device=x;")
    assert "Path=/api/v1/auth" in told
    assert "Secure" not in told


def test_who_signed_in_before_gets_the_new_name_and_loses_the_old_one(asked):
    told = guarded.renamed(asked(f"{guarded.SESSION}={OLD}; {guarded.HINT}=1"))
    kept = {one.partition("=")[0]: one for one in told if "Max-Age=0" not in one}
    assert kept[NEW].startswith(f"{NEW}={OLD};")
    assert set(kept) == {NEW, guarded.PREFIX + guarded.HINT}
    assert {one.partition("=")[0] for one in told if "Max-Age=0" in one} == {guarded.SESSION, guarded.HINT}


@pytest.mark.parametrize(
    ("cookie", "scheme"),
    [
        (f"{guarded.SESSION}={OLD}", "http"),
        (f"{guarded.SESSION}={SINCE}", "https"),
        (f"{guarded.SESSION}={OLD}; {NEW}={SINCE}", "https"),
        ("", "https"),
    ],
)
def test_nothing_else_is_renamed(asked, cookie, scheme):
    assert guarded.renamed(asked(cookie, scheme)) == []
