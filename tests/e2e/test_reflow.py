"""Small screens and large letters: nothing sticks out of a page, nothing is cut to letters."""

from uuid import UUID

import pytest
from playwright.sync_api import Page, expect
from sqlalchemy import create_engine
from sqlmodel import Session

from practice_app.models import Comparison, Recording
from tests.api.comparisons.test_comparisons import FOUND
from tests.e2e.test_journal import practised
from tests.running import RunningApp

expect.set_options(timeout=20_000)

pytestmark = pytest.mark.browser
TITLE = "Partita No. 2 in D minor, BWV 1004: Allemanda"
STICKS_OUT = """() => [...document.querySelectorAll("body *")]
  .filter((one) => !one.closest("[aria-hidden=true], .sr-only, .skip-link, [hidden]"))
  .filter((one) => one.getClientRects().length && one.getBoundingClientRect().right > innerWidth + 1)
  .map((one) => `${one.tagName}.${one.className}`)"""
IN_WORDS = ("/calendar", "/stats", "/plan", "/pieces/", "/compare/", "/achievements", "/shares", "/notifications")
IN_LETTERS = """() => {
  const words = document.createRange();
  const squeezed = (one) => {
    words.selectNodeContents(one);
    const lines = new Set([...words.getClientRects()].map((line) => Math.round(line.top))).size;
    return lines > 3 && one.textContent.trim().length / lines < 3;
  };
  return [...document.querySelectorAll("main *")]
    .filter((one) => [...one.childNodes].some((node) => node.nodeType === 3 && node.data.trim().length > 7))
    .filter((one) => one.getClientRects().length && squeezed(one))
    .map((one) => one.textContent);
}"""
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


def compared(app: RunningApp, user_id: str, session_id: str) -> str:
    """Let two takes have been set side by side."""
    who = {"user_id": UUID(user_id)}
    kept = {"session_id": UUID(session_id), "mime_type": "audio/webm", "status": "ready", "keep": True}
    with Session(create_engine(app.addresses["DATABASE_OWNER_URL"].replace("://", "+psycopg://", 1))) as db:
        takes = [Recording(**who, **kept, object_key=f"{session_id}/{n}", duration_s=60.0) for n in range(2)]
        db.add_all(takes)
        db.flush()
        db.add(one := Comparison(**who, a_id=takes[0].id, b_id=takes[1].id, status="ready", found=FOUND))
        db.commit()
        return str(one.id)


@pytest.mark.long
def test_no_page_sticks_out_of_a_small_screen_in_letters_of_twice_the_size(new_phone, running_app: RunningApp):
    phone = new_phone()
    who = phone.register()
    piece = phone.ask("POST", "/pieces", title=TITLE, composer="J. S. Bach").json()["id"]
    phone.ask(
        "POST",
        f"/pieces/{piece}/sections",
        title="Second half",
        bar_start=17,
        bar_end=32,
        current_bpm=112,
        target_bpm=120,
    )
    session_id = practised(phone, 45, items=[{"piece_id": piece, "seconds": 2700}])
    page = phone.context.new_page()
    page.set_viewport_size({"width": 320, "height": 700})
    twice_as_large(page)
    drawn = {
        "/": page.get_by_test_id("journal-session").first,
        "/pieces": page.get_by_test_id("piece"),
        f"/sessions/{session_id}": page.get_by_test_id("session-clock"),
        "/settings": page.get_by_test_id("settings-save"),
        "/settings/security": page.get_by_test_id("settings-device"),
        "/settings/data": page.get_by_test_id("import-choose"),
        "/profile": page.get_by_test_id("profile-save"),
        "/children": page.get_by_role("heading", level=1),
        "/device": page.get_by_test_id("device-empty"),
        "/calendar": page.get_by_test_id("year-calendar"),
        "/calendar?month=2026-03": page.get_by_test_id("month-calendar"),
        "/stats": page.locator(".stats-bars").first,
        "/plan": page.get_by_test_id("plan-row").first,
        f"/pieces/{piece}": page.locator(".passage-tempi"),
        f"/compare/{compared(running_app, who.user_id, practised(phone, 20))}": page.get_by_test_id("compare-said"),
        "/achievements": page.get_by_test_id("achievement").first,
        "/shares": page.get_by_test_id("shares-weeks"),
        "/notifications": page.get_by_test_id("notifications-item").first,
    }
    for address, content in drawn.items():
        page.goto(phone.url + address)
        expect(content).to_be_visible()
        assert page.evaluate(STICKS_OUT) == [], address
        if address.startswith(IN_WORDS):
            assert page.evaluate(IN_LETTERS) == [], address
    page.goto(phone.url + "/pieces")
    assert page.locator(".piece-title").evaluate(ONE_LETTER) > 6, "a title stands in words"
    page.goto(phone.url + "/")
    figure = page.locator(".entry-figure").last
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
