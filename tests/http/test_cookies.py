"""Sockets and REST read the same cookie out of the same header."""

import time

import pytest
from starlette.datastructures import Headers

from practice_app.http.cookies import cookie, cookie_of
from practice_app.services.accounts import signin


@pytest.mark.parametrize(
    ("header", "value"),
    [
        ("woodshed_session=x", "x"),
        ("theme=dark;woodshed_session=x ; z=1", "x"),
        ("a[b]=c; woodshed_session=x", "x"),
        ("a@b; woodshed_session=x", "x"),
        ('{"a":1}; woodshed_session=x', "x"),
        ("expires=never; woodshed_session=x", "x"),
        ('woodshed_session="x"', "x"),
        ("woodshed_session=x; woodshed_session=y", "x"),
        ("Woodshed_Session=y; woodshed_session=x", "x"),
        ("not_woodshed_session=y; woodshed_session_=z; woodshed_session=x", "x"),
        ("woodshed_session=a=b", "a=b"),
        ('note="a; woodshed_session=x', "x"),
        ("é=ü; woodshed_session=x", "x"),
        *(
            (nothing, "")
            for nothing in ("", ";;;", "woodshed_session", "woodshed_session=", "=x", "woodshed", "a" * 9000)
        ),
    ],
)
def test_one_reader_whatever_else_is_in_the_header(header, value):
    assert cookie(header, signin.COOKIE) == value
    assert cookie_of(Headers({"cookie": header}), signin.COOKIE) == value


def test_cookies_that_come_in_several_headers_are_read_all():
    headers = Headers(raw=[(b"cookie", b"theme=dark"), (b"cookie", b"woodshed_session=x")])
    assert cookie_of(headers, signin.COOKIE) == "x"


def test_a_flood_of_backslashes_takes_no_longer_than_of_letters():
    def seconds(value: str) -> float:
        began = time.thread_time()
        cookie(f'woodshed_session="{value}"', signin.COOKIE)
        return time.thread_time() - began

    assert seconds("\\" * 1_000_000) < 40 * max(seconds("a" * 1_000_000), 0.005)
