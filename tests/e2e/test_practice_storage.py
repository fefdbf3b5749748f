"""A device that runs out of room while somebody practises."""

import re
import time
from contextlib import suppress

import pytest
from playwright.sync_api import Error, Page, expect

from tests.e2e.conftest import PATIENCE_MS, Phone
from tests.e2e.practising import arrived, microphone_is, save, seconds, start

expect.set_options(timeout=20_000)

pytestmark = [pytest.mark.browser, pytest.mark.stores]

ROOM = 24_000_000
TELL_OF_20_MB = "navigator.storage.estimate = async () => ({ usage: 1e9, quota: 1e9 + 20e6 })"
FILL = """async () => {
  const db = await new Promise((resolve) => {
    const opening = indexedDB.open("woodshed");
    opening.onsuccess = () => resolve(opening.result);
  });
  const put = (size) => new Promise((resolve) => {
    const tx = db.transaction("pieces", "readwrite");
    const noise = new Uint8Array(size);
    for (let at = 0; at < size; at += 65536) crypto.getRandomValues(noise.subarray(at, at + 65536));
    tx.objectStore("pieces").put({ id: crypto.randomUUID(), noise, user_id: "nobody", title: "", composer: "" });
    tx.oncomplete = () => resolve(true);
    tx.onabort = () => resolve(false);
  });
  for (const size of [1e6, 6e4, 4e3, 1e3, 200]) while (await put(size));
  db.close();
}"""
"""No room is left for even the smallest row; Chromium tells nobody before."""


def _with_little_room(phone: Phone) -> Page:
    page = phone.context.new_page()
    page.set_default_timeout(PATIENCE_MS)
    limit = {"origin": phone.url, "quotaSize": ROOM}
    phone.context.new_cdp_session(page).send("Storage.overrideQuotaForOrigin", limit)
    page.goto(f"{phone.url}/practice")
    return page


def _heard(phone: Phone, page: Page, session: dict) -> dict:
    deadline = time.monotonic() + PATIENCE_MS / 1000
    while phone.ask("GET", f"/recordings/{session['recordings'][0]['id']}").json()["status"] != "ready":
        assert time.monotonic() < deadline
        page.wait_for_timeout(300)
    return phone.ask("GET", f"/sessions/{session['id']}/analysis").json()


def _finish_at_last(page: Page) -> None:
    """Tap *Finish*, and again where the page says that there was no room even for that step."""
    saving, trouble = page.get_by_test_id("practice-save"), page.get_by_text("could not store the last step")
    page.get_by_test_id("practice-finish").click()
    expect(saving.or_(trouble).first).to_be_visible()
    deadline = time.monotonic() + PATIENCE_MS / 1000
    while not saving.is_visible():
        assert time.monotonic() < deadline
        with suppress(Error):  # it went just now: the summary is there
            page.get_by_test_id("practice-finish").click(timeout=1000)


@pytest.mark.hears
def test_a_full_device_says_so_in_time_and_keeps_and_sends_what_it_has(phone: Phone):
    page = _with_little_room(phone)
    start(page)
    microphone_is(page, "on")
    page.evaluate(TELL_OF_20_MB)
    expect(page.get_by_test_id("practice-room")).to_have_attribute("data-minutes", re.compile(r"^1\d$"))
    page.evaluate("navigator.serviceWorker.ready.then(() => true)")  # the app's own two megabytes are there
    heard_for = seconds(page)
    page.evaluate(FILL)
    microphone_is(page, "full")
    now = seconds(page)
    clock = page.get_by_test_id("practice-clock")
    expect(clock).not_to_have_text(clock.inner_text())
    assert seconds(page) >= now
    _finish_at_last(page)
    save(page)
    session = phone.ask("GET", f"/sessions/{arrived(page)}").json()
    recorded_s = _heard(phone, page, session)["recorded_s"]
    assert heard_for - 2.5 <= recorded_s <= session["clock_s"]
