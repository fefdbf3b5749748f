"""Browsers that are older, speak an odd language or let a page store nothing; and what no browser sends at all."""

import http.client
import re
import socket
from collections.abc import Callable
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import expect

from tests.e2e.conftest import Phone
from tests.e2e.practising import arrived, finish, save, start
from tests.running import RunningApp

pytestmark = [pytest.mark.browser, pytest.mark.stores]

# What Safari 16.4, Chromium 109 or Firefox 115 lack (practice_app/floor.py), and a language tag that is none.
OLDER = """
delete AbortSignal.any;
delete AbortSignal.timeout;
for (const name of ["withResolvers", "try"]) delete Promise[name];
for (const kind of [Object, Map, Array, URL])
  for (const name of ["groupBy", "fromAsync", "canParse", "parse"]) delete kind[name];
for (const name of ["toSorted", "toReversed", "toSpliced", "with"]) delete Array.prototype[name];
for (const name of ["union", "intersection", "difference", "isSubsetOf"]) delete Set.prototype[name];
for (const name of ["scheduler", "requestIdleCallback", "navigation"]) delete self[name];
delete Intl.Segmenter;
delete Document.prototype.startViewTransition;
Object.defineProperty(navigator, "language", { get: () => "en-US@posix" });
Object.defineProperty(navigator, "languages", { get: () => ["en-US@posix", "*"] });
"""
DENIED = """
const no = () => { throw new DOMException("Access is denied for this document.", "SecurityError"); };
for (const name of ["localStorage", "sessionStorage", "indexedDB", "caches"])
  Object.defineProperty(self, name, { get: no, configurable: true });
"""


@pytest.mark.hears
def test_an_older_browser_in_an_odd_language_practises_and_sends(phone: Phone):
    phone.context.add_init_script(OLDER)
    page = phone.open("/practice")
    broken: list[str] = []
    page.on("pageerror", lambda error: broken.append(str(error)))
    start(page)
    page.wait_for_timeout(1200)
    finish(page)
    save(page)
    session = arrived(page)
    assert phone.until_sent(1)[0]["id"] == session
    page.goto(phone.url + "/")
    expect(page.get_by_test_id("entry").or_(page.locator(".entry")).first).to_be_visible()
    assert broken == []


def test_where_nothing_may_be_stored_each_page_works_or_says_what_it_needs(new_phone: Callable[..., Phone]):
    phone = new_phone()
    phone.register()
    phone.context.add_init_script(DENIED)
    page = phone.open("/")
    broken: list[str] = []
    page.on("pageerror", lambda error: broken.append(str(error)))
    for path, said in (
        ("/practice", "This browser keeps nothing"),
        ("/add", "This browser keeps nothing"),
        ("/device", "This browser keeps nothing"),
        ("/settings", "Settings"),
        ("/pieces", "Pieces"),
        ("/login", "Sign in"),
        ("/", "journal"),
    ):
        page.goto(phone.url + path)
        expect(page.get_by_text(re.compile(said, re.IGNORECASE)).filter(visible=True).first).to_be_visible()
        expect(page.get_by_text("Application Error")).to_have_count(0)
    assert broken == []


def test_below_the_floor_the_page_is_one_sentence(new_phone: Callable[..., Phone]):
    phone = new_phone()
    phone.context.add_init_script("delete HTMLScriptElement.supports")
    page = phone.open("/practice")
    expect(page.locator("#too-old")).to_contain_text("Safari 16.4")
    expect(page.locator("button, a, script[type=module]")).to_have_count(0)


JUNK = (
    b"GET / HTTP/1.1\r\nHost: [\r\n\r\n",
    b"GET /metrics HTTP/1.1\r\nHost: [\r\n\r\n",
    b"GET /_event/?EIO=4&transport=websocket HTTP/1.1\r\nHost: x\r\nOrigin: http://[\r\n\r\n",
    b"GET /_event/?EIO=4&transport=polling HTTP/1.1\r\nHost: localhost\r\nAccept-Language: KO\r\n\r\n",
    b"GET /api/v1/me HTTP/1.1\r\nHost: localhost\r\nAccept-Language: KO\r\n\r\n",
    b"GET /_s3%2f HTTP/1.1\r\nHost: localhost\r\n\r\n",
    b"GET /" + b"a" * 300 + b" HTTP/1.1\r\nHost: localhost\r\n\r\n",
    b"GET /" + b"a" * 20_000 + b" HTTP/1.1\r\nHost: localhost\r\n\r\n",
    b"GET /%00%ff/.. HTTP/1.1\r\nHost: localhost\r\n\r\n",
    b"GET /practice HTTP/1.1\r\nHost: localhost\r\nCookie: " + b"a\\" * 10_000 + b"\r\n\r\n",
    b"GET / HTTP/1.1\r\nHost: localhost\r\nX: " + b"\xff" * 40_000 + b"\r\n\r\n",
    b"GET /assets/x.js HTTP/1.1\r\nHost: localhost\r\nRange: bytes=0-" + b",0-" * 3000 + b"\r\n\r\n",
    b"GET /favicon.svg HTTP/1.1\r\nHost: localhost\r\nIf-Modified-Since: \xe9\r\nRange: bytes=9-1\r\n\r\n",
    b"PUT /_s3/x HTTP/1.1\r\nHost: localhost\r\nContent-Length: 99999999999\r\n\r\n",
)


@pytest.mark.parametrize("sent", JUNK, ids=lambda sent: repr(sent[:48]))
def test_what_no_browser_sends_is_no_fault_of_the_running_server(running_app: RunningApp, sent: bytes):
    address = urlsplit(running_app.url)
    with socket.create_connection((address.hostname, address.port), timeout=30) as line:
        line.sendall(sent)
        answer = http.client.HTTPResponse(line)
        answer.begin()
        assert answer.status < 500
    with socket.create_connection((address.hostname, address.port), timeout=30) as line:
        line.sendall(b"GET /health/live HTTP/1.1\r\nHost: localhost\r\n\r\n")
        answer = http.client.HTTPResponse(line)
        answer.begin()
        assert answer.status == 200
