"""Small screens and large letters: nothing sticks out of a page, nothing is cut to letters."""

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.conftest import Phone
from tests.e2e.test_journal import practised

expect.set_options(timeout=20_000)

pytestmark = pytest.mark.browser
TITLE = "Partita No. 2 in D minor, BWV 1004: Allemanda"
STICKS_OUT = """() => [...document.querySelectorAll("body *")]
  .filter((one) => !one.closest("[aria-hidden=true], .sr-only, .skip-link, [hidden]"))
  .filter((one) => one.getClientRects().length && one.getBoundingClientRect().right > innerWidth + 1)
  .map((one) => `${one.tagName}.${one.className}`)"""
ONE_LETTER = """(one) => {
  const words = document.createRange();
  words.selectNodeContents(one);
  return one.textContent.length / words.getClientRects().length;
}"""


def twice_as_large(page: Page) -> None:
    """What a phone does whose owner wants letters of twice the size."""
    page.add_init_script(
        "addEventListener('DOMContentLoaded', () => (document.documentElement.style.fontSize = '200%'))"
    )


def test_no_page_sticks_out_of_a_small_screen_in_letters_of_twice_the_size(phone: Phone):
    piece = phone.ask("POST", "/pieces", title=TITLE, composer="J. S. Bach").json()["id"]
    session_id = practised(phone, 45, items=[{"piece_id": piece, "seconds": 2700}])
    page = phone.context.new_page()
    page.set_viewport_size({"width": 320, "height": 700})
    twice_as_large(page)
    drawn = {
        "/": page.get_by_test_id("journal-session"),
        "/pieces": page.get_by_test_id("piece"),
        f"/sessions/{session_id}": page.get_by_test_id("session-clock"),
        "/settings": page.get_by_test_id("settings-save"),
        "/settings/security": page.get_by_test_id("settings-device"),
        "/settings/data": page.get_by_test_id("import-choose"),
        "/profile": page.get_by_test_id("profile-save"),
        "/children": page.get_by_role("heading", level=1),
        "/device": page.get_by_test_id("device-empty"),
    }
    for address, content in drawn.items():
        page.goto(phone.url + address)
        expect(content).to_be_visible()
        assert page.evaluate(STICKS_OUT) == [], address
    page.goto(phone.url + "/pieces")
    assert page.locator(".piece-title").evaluate(ONE_LETTER) > 6, "a title stands in words"
    page.goto(phone.url + "/")
    figure = page.locator(".entry-figure")
    expect(figure).to_have_css("-webkit-text-stroke-width", "0px")


def test_the_doors_fit_a_small_screen_too(new_phone):
    phone = new_phone()
    page = phone.context.new_page()
    page.set_viewport_size({"width": 320, "height": 700})
    twice_as_large(page)
    for address in ("/", "/login", "/register"):
        page.goto(phone.url + address)
        expect(page.get_by_role("heading", level=1)).to_be_visible()
        assert page.evaluate(STICKS_OUT) == [], address
