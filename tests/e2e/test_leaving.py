"""A device that two people share: the next one learns no name of the last."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser import until
from tests.e2e.conftest import Phone

expect.set_options(timeout=20_000)

pytestmark = [pytest.mark.browser, pytest.mark.stores]

NAMES = ("Gavotte", "warm-up", "Theremin", "Ann Keller")
_KEPT = """async () => {
  const db = await new Promise((resolve) => {
    indexedDB.open("woodshed").onsuccess = ({ target }) => resolve(target.result);
  });
  const all = (store) => new Promise((resolve) => {
    db.transaction(store).objectStore(store).getAll().onsuccess = ({ target }) => resolve(target.result);
  });
  const stores = [...db.objectStoreNames].filter((name) => name !== "chunks");
  const rows = await Promise.all(stores.map(all));
  db.close();
  const drafts = ([key]) => key.startsWith("woodshed-entry:");
  const local = Object.entries(localStorage);
  const rest = local.filter((one) => !drafts(one));
  return JSON.stringify([rows, rest, { ...sessionStorage }, local.filter(drafts).length]);
}"""


def offered(page: Page) -> str:
    """What the page knows by name: its text, and what its fields would complete."""
    page.get_by_test_id("entry-form").wait_for()
    fields = page.locator("datalist option, select option, [data-testid=practice-tag]").evaluate_all(
        "all => all.map((one) => one.value || one.textContent).join(' ')"
    )
    return f"{fields} {page.locator('body').inner_text()}"


def test_the_next_one_on_a_device_learns_no_name_of_the_last(new_phone: Callable[..., Phone]):
    phone = new_phone()
    ann = phone.register("Ann Keller")
    assert phone.ask("POST", "/pieces", title="Gavotte").ok
    assert phone.ask("POST", "/tags", name="warm-up").ok
    assert phone.ask("PATCH", "/me", instruments=["Theremin"]).ok
    page = phone.open("/add")
    expect(page.get_by_test_id("practice-tag")).to_have_text("warm-up")
    page.get_by_test_id("practice-note").fill("Gavotte is nearly there")
    until(page, "Object.keys(localStorage).some((key) => key.startsWith('woodshed-entry:'))")

    page.goto(phone.url + "/settings")
    page.get_by_test_id("sign-out").click()
    page.wait_for_url(phone.url + "/")
    page.goto(phone.url + "/add")
    assert not [name for name in NAMES if name in offered(page)]
    assert page.get_by_test_id("practice-note").input_value() == ""
    kept = page.evaluate(_KEPT)
    assert ann.user_id in kept
    assert not [name for name in NAMES if name in kept]
    assert kept.endswith(",1]"), "her draft waits for her"

    phone.register("Bob")
    page.goto(phone.url + "/add")
    assert not [name for name in NAMES if name in offered(page)]
    phone.context.clear_cookies()
    phone.sign_in(ann)
    page.goto(phone.url + "/add")
    expect(page.get_by_test_id("practice-note")).to_have_value("Gavotte is nearly there")
    expect(page.get_by_test_id("practice-tag")).to_have_text("warm-up")
