"""A phone with a microphone that hears a synthesised violin, and musicians to hold it."""

import asyncio
import contextlib
import subprocess
import sys
import time
from collections.abc import Callable, Coroutine, Generator, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from playwright.sync_api import Browser, BrowserContext, Error, Page, Playwright, sync_playwright

from tests.browser import ARGUMENTS, find_shell
from tests.running import RunningApp
from tests.stack import ROOT

PASSWORD = "a quiet room and a metronome"
PHONE = {"width": 390, "height": 844}
PATIENCE_MS = 60_000
CLOSING_S = 30
NOT_STORED = (
    "self.ServiceWorkerContainer && (ServiceWorkerContainer.prototype.register = () => Promise.reject('not here'))"
)
"""No service worker, as in development: storing the app takes seconds of a processor, on each new phone."""


@dataclass(frozen=True)
class Musician:
    """Somebody with an account."""

    email: str
    user_id: str


@dataclass
class Phone:
    """A browser of somebody's own, at a phone's size."""

    context: BrowserContext
    url: str

    def open(self, path: str) -> Page:
        """A new tab."""
        page = self.context.new_page()
        page.set_default_timeout(PATIENCE_MS)
        page.goto(self.url + path)
        return page

    def ask(self, method: str, path: str, **body: object):
        """Speak to the API as this browser's user."""
        data = {"data": body} if body else {}
        return self.context.request.fetch(
            f"{self.url}/api/v1{path}", method=method, headers={"Origin": self.url}, **data
        )

    def register(self, name: str = "Ann") -> Musician:
        """Make an account and sign in with it."""
        email = f"{uuid4().hex[:12]}@example.org"
        said = {"email": email, "password": PASSWORD, "display_name": name, "role": "student"}
        answer = self.ask("POST", "/auth/register", **said)
        assert answer.status == 201, answer.text()
        return Musician(email, answer.json()["user"]["id"])

    def sign_in(self, who: Musician) -> None:
        """Sign in again."""
        assert self.ask("POST", "/auth/login", email=who.email, password=PASSWORD).ok

    def until_sent(self, sessions: int) -> list[dict]:
        """Wait until the server has so many sessions of this user."""
        deadline = time.monotonic() + PATIENCE_MS / 1000
        while True:
            found = self.ask("GET", "/sessions").json()["items"]
            if len(found) == sessions:
                return found
            assert time.monotonic() < deadline, found
            self.context.pages[0].wait_for_timeout(200)


@pytest.fixture(scope="session")
def violin(run_folder: Path, worker_number: int) -> Path:
    """What the fake microphone hears, over and over."""
    file = run_folder / f"violin-{worker_number}.wav"
    subprocess.run([sys.executable, "-m", "tests.sounds", "violin", str(file)], cwd=ROOT, check=True)
    return file


@pytest.fixture(scope="session")
def playwright_driver() -> Iterator[Playwright]:
    """Playwright itself."""
    with sync_playwright() as driver:
        yield driver


@pytest.fixture(scope="session")
def hearing_browser(playwright_driver: Playwright, chromium_path: str | None, violin: Path) -> Iterator[Browser]:
    """Chromium with a microphone that plays the violin."""
    microphone = ["--use-fake-device-for-media-stream", f"--use-file-for-fake-audio-capture={violin}"]
    browser = playwright_driver.chromium.launch(executable_path=chromium_path, args=ARGUMENTS + microphone)
    yield browser
    _ended(browser, browser._impl_obj.close(reason=None))


@pytest.fixture(scope="session")
def deaf_browser(playwright_driver: Playwright) -> Iterator[Browser | None]:
    """Chromium without windows and microphone, if this machine has it: a phone costs a seventh of the work in it."""
    if not (shell := find_shell()):
        yield None
        return
    browser = playwright_driver.chromium.launch(executable_path=shell, args=ARGUMENTS)
    yield browser
    _ended(browser, browser._impl_obj.close(reason=None))


@pytest.fixture
def browser(request: pytest.FixtureRequest) -> Browser:
    """The browser that a test needs: one with a microphone if it is marked so (`hears`)."""
    hears = request.node.get_closest_marker("hears")
    deaf = None if hears else request.getfixturevalue("deaf_browser")
    return deaf or request.getfixturevalue("hearing_browser")


def _ended(thing: Browser | BrowserContext, closing: Coroutine[None, None, None]) -> None:
    """Close it. Now and then Chromium never says that a context is gone; that is no fault of what was tested."""
    with contextlib.suppress(TimeoutError):
        thing._sync(asyncio.wait_for(closing, CLOSING_S))


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item, call: pytest.CallInfo) -> Generator[None, pytest.TestReport, Any]:
    """Of a test that failed is told what its phones show: what was missing says little of what was there."""
    report = yield
    phones = getattr(item, "funcargs", {}).get("new_phone")
    if report.when == "call" and report.failed and phones:
        report.sections.append(("what the phones show", "\n".join(map(_shown, phones.pages()))))
    return report


def _shown(page: Page) -> str:
    try:
        return f"{page.url}\n{page.locator('body').inner_text(timeout=2000)[:1500]}\n"
    except Error as gone:
        return f"{page.url}\n({gone.message})\n"


@pytest.fixture
def new_phone(
    request: pytest.FixtureRequest, browser: Browser, running_app: RunningApp
) -> Iterator[Callable[..., Phone]]:
    """Phones, as many as asked for; the microphone is allowed unless told otherwise.

    They store the app for when there is no network in tests that are marked so (`stores`).
    """
    contexts: list[BrowserContext] = []
    stores = request.node.get_closest_marker("stores")

    def make(*, microphone: bool = True) -> Phone:
        context = browser.new_context(
            viewport=PHONE,
            has_touch=True,
            locale="en-GB",
            timezone_id="Europe/London",
            # Else Playwright, when a menu still rises, scrolls the page from under it and misses.
            reduced_motion="reduce",
        )
        if not stores:
            context.add_init_script(NOT_STORED)
        if microphone:
            context.grant_permissions(["microphone"], origin=running_app.url)
        contexts.append(context)
        return Phone(context, running_app.url)

    make.pages = lambda: [page for context in contexts for page in context.pages]
    yield make
    for context in contexts:
        _ended(context, context._impl_obj.close(reason=None))


@pytest.fixture
def phone(new_phone: Callable[..., Phone]) -> Phone:
    """A phone whose owner is signed in."""
    phone = new_phone()
    phone.register()
    return phone
