"""What nobody plans: the browser is killed in the middle of a phrase, a new version comes out during a session."""

import time
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest
from playwright.sync_api import Browser, Page, Playwright, expect

from practice_app.run.frontend import PAGES
from tests.e2e.conftest import PATIENCE_MS, Phone
from tests.e2e.device import Device
from tests.e2e.practising import arrived, finish, microphone_is, save, seconds, start
from tests.running import RunningApp

expect.set_options(timeout=20_000)

pytestmark = pytest.mark.browser


@pytest.fixture
def device(playwright_driver: Playwright, chromium_path: str | None, tmp_path: Path, violin: Path) -> Iterator[Device]:
    """A device that is switched off at the end."""
    program = chromium_path or playwright_driver.chromium.executable_path
    device = Device(playwright_driver, program, tmp_path / "profile", violin)
    yield device
    device.kill()


def test_a_killed_browser_loses_less_than_two_seconds_of_sound(device: Device, running_app: RunningApp):
    phone = Phone(device.switch_on(), running_app.url)
    ann = phone.register()
    page = phone.open("/practice")
    start(page)
    microphone_is(page, "on")
    page.wait_for_timeout(7500)
    heard_for = seconds(page)
    device.kill()

    phone = Phone(device.switch_on(), running_app.url)
    phone.sign_in(ann)  # Chromium writes its cookies to the disk twice a minute only
    page = phone.open("/practice")
    expect(page.get_by_test_id("practice-resume-offer")).to_be_visible()
    assert heard_for - 6 <= seconds(page) <= heard_for + 1  # one heartbeat
    finish(page)
    save(page)
    session = phone.ask("GET", f"/sessions/{arrived(page)}").json()
    deadline = time.monotonic() + 60
    while phone.ask("GET", f"/recordings/{session['recordings'][0]['id']}").json()["status"] != "ready":
        assert time.monotonic() < deadline
        page.wait_for_timeout(500)
    analysis = phone.ask("GET", f"/sessions/{session['id']}/analysis").json()
    assert analysis["recorded_s"] >= heard_for - 2.5


class Site(SimpleHTTPRequestHandler):
    """The finished pages alone, with a service worker that can be exchanged; the server itself is away."""

    worker = b""

    def do_GET(self) -> None:
        """Answer a page, a file, or that there is nothing."""
        path = self.path.partition("?")[0]
        if path == "/sw.js":
            return self._worker()
        if path.startswith("/api/"):
            return self.send_error(503)
        if not Path(path).suffix:
            self.path = "/index.html" if path == "/" else f"{path.rstrip('/')}.html"
        return super().do_GET()

    def _worker(self) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/javascript")
        self.send_header("Cache-Control", "no-cache")
        self.end_headers()
        self.wfile.write(type(self).worker)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002  its name in the standard library
        """Say nothing."""


@pytest.fixture
def site(running_app: RunningApp) -> Iterator[str]:
    """The address of the pages alone; asking for the app first makes sure that they are built."""
    Site.worker = (PAGES / "sw.js").read_bytes()
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Site, directory=str(PAGES)))
    Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()


def _state_of_update(page: Page) -> str:
    return page.evaluate(
        "navigator.serviceWorker.getRegistration()"
        ".then((it) => it.waiting ? 'waits' : it.installing ? 'comes' : 'none')"
    )


def _until(page: Page, state: str) -> None:
    deadline = time.monotonic() + PATIENCE_MS / 1000
    while _state_of_update(page) != state:
        assert time.monotonic() < deadline, _state_of_update(page)
        page.wait_for_timeout(200)


def _let_workers_rest(page: Page) -> None:
    """Stop the idle worker, as a browser does that nobody watches: the next one begins when the old one is idle."""
    devtools = page.context.new_cdp_session(page)
    devtools.send("ServiceWorker.enable")
    devtools.send("ServiceWorker.stopAllWorkers")
    devtools.detach()


@pytest.mark.hears
def test_a_new_version_waits_until_the_session_is_over(browser: Browser, site: str):
    context = browser.new_context()
    context.grant_permissions(["microphone"], origin=site)
    page = context.new_page()
    page.goto(f"{site}/practice")
    page.evaluate("navigator.serviceWorker.ready.then(() => true)")
    start(page)
    page.evaluate("window.sameLife = true")
    Site.worker = Site.worker.replace(b'const BUILD = "', b'const BUILD = "next-')
    page.evaluate("navigator.serviceWorker.getRegistration().then((it) => it.update()).then(() => true)")
    _until(page, "waits")
    page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    page.wait_for_timeout(1500)
    assert _state_of_update(page) == "waits"

    finish(page)
    page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    _let_workers_rest(page)
    _until(page, "none")
    assert page.evaluate("window.sameLife") is True
    assert any("next-" in name for name in page.evaluate("caches.keys()"))
    context.close()
