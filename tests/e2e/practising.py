"""What a musician does on the practice page, in words."""

import re
import time

from playwright.sync_api import Error, Page, expect

CLOCK = re.compile(r"^(?:(\d+):)?(\d+):(\d\d)$")


def start(page: Page) -> None:
    """Tap the big button and see the clock run."""
    page.get_by_test_id("practice-start").click()
    expect(page.get_by_test_id("practice-pause")).to_be_visible()


def turn_the_camera_on(page: Page) -> None:
    """Ask for pictures with the sound."""
    page.get_by_test_id("tool-film").click()
    page.get_by_test_id("film-on").click()


def finish(page: Page) -> None:
    """Tap *Finish* and see the summary."""
    page.get_by_test_id("practice-finish").click()
    expect(page.get_by_test_id("practice-save")).to_be_visible()


def save(page: Page) -> None:
    """Save the session and see that it is safe."""
    page.get_by_test_id("practice-save").click()


def arrived(page: Page) -> str:
    """Wait until everything is on the server; the id of the session whose page has opened."""
    try:
        page.wait_for_url(re.compile(r"/sessions/[0-9a-f-]{36}"), wait_until="commit")
    except Error as late:
        raise AssertionError(f"still at {page.url}: {page.locator('body').inner_text()}") from late
    return page.url.rstrip("/").rsplit("/", 1)[1].partition("?")[0]


def seconds(page: Page) -> int:
    """What the clock shows."""
    match = CLOCK.match(page.get_by_test_id("practice-clock").inner_text().strip())
    assert match
    hours, minutes, rest = (int(part or 0) for part in match.groups())
    return hours * 3600 + minutes * 60 + rest


def microphone_is(page: Page, state: str) -> None:
    """Wait until the microphone is in that state."""
    expect(page.get_by_test_id("practice-microphone")).to_have_attribute("data-state", state)


def seen_is_kept(page: Page, what: str = "", of: str = "journal") -> None:
    """Wait until this device knows who is here, and has written down a page as they saw it, with that part of it."""
    deadline = time.monotonic() + 60
    while not page.evaluate(_IS_KEPT, [what, of]):
        assert time.monotonic() < deadline, f"{of} was not kept"
        page.wait_for_timeout(100)


_IS_KEPT = """async ([what, of]) => {
          const known = await indexedDB.databases();
          if (!known.some(({ name, version }) => name === "woodshed" && version > 1)) return false;
          return new Promise((resolve) => {
            indexedDB.open("woodshed").onsuccess = ({ target: { result: db } }) => {
              const meta = db.transaction("meta").objectStore("meta");
              const me = meta.get("me");
              meta.get(`copy:${of}`).onsuccess = ({ target: { result } }) => {
                db.close();
                resolve(Boolean(me.result && result) && (!what || what in result.value));
              };
            };
          });
        }"""


def stored_for_later(page: Page) -> None:
    """Wait until the service worker has all it needs and serves this page."""
    page.evaluate(
        "navigator.serviceWorker.ready.then(() => navigator.serviceWorker.controller ??"
        " new Promise((resolve) => navigator.serviceWorker.addEventListener('controllerchange', resolve)))"
        ".then(() => true)"
    )
