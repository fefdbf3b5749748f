"""A plan for today: proposed, begun with no network, practised step by step, and what comes of it."""

from datetime import UTC, datetime, timedelta

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.conftest import Phone
from tests.e2e.practising import arrived, finish, save, seconds, seen_is_kept, stored_for_later

expect.set_options(timeout=20_000)

pytestmark = [pytest.mark.browser, pytest.mark.stores]


def hard_going(phone: Phone) -> str:
    """Let a passage have gone badly some days ago; its id."""
    piece = phone.ask("POST", "/pieces", title="Sarabande").json()["id"]
    bars = {"title": "Bars 9–16", "bar_start": 9, "bar_end": 16, "current_bpm": 80, "target_bpm": 100}
    section = phone.ask("POST", f"/pieces/{piece}/sections", **bars).json()["id"]
    start = datetime.now(UTC) - timedelta(days=5)
    times = {"started_at": start.isoformat(), "ended_at": (start + timedelta(minutes=8)).isoformat()}
    item = {"piece_id": piece, "section_id": section, "seconds": 480}
    assert phone.ask("POST", "/sessions", **times, self_rating=1, items=[item]).status == 201
    return section


def due(phone: Phone) -> list[str]:
    return [row["section_id"] for row in phone.ask("GET", "/progress/due").json()["items"]]


def step_is(page: Page, title: str) -> None:
    expect(page.get_by_test_id("plan-step-title")).to_have_text(title)


def for_some_seconds(page: Page) -> None:
    """Play for so long that it counts as practised."""
    enough = seconds(page) + 7
    while seconds(page) < enough:
        page.wait_for_timeout(200)


@pytest.mark.long
def test_a_plan_is_practised_with_no_network_and_what_was_due_comes_back_later(phone: Phone, new_phone):
    section = hard_going(phone)
    assert due(phone) == [section]
    page = phone.open("/")
    expect(page.get_by_test_id("next-due")).to_have_text("1 passage is due")
    page.get_by_test_id("next-plan").click()
    expect(page.get_by_test_id("plan-total")).to_have_text("30 minutes")
    stored_for_later(page)
    seen_is_kept(page, "plan", "plan")
    seen_is_kept(page, "due", "plan-lists")
    phone.context.set_offline(True)

    page.goto(phone.url + "/plan")
    expect(page.get_by_test_id("plan-due")).to_contain_text("Sarabande · Bars 9–16")
    page.get_by_test_id("plan-minutes-10").locator("input").click(force=True)
    expect(page.get_by_test_id("plan-total")).to_have_text("10 minutes")
    page.get_by_test_id("plan-start").click()
    expect(page.get_by_test_id("practice-pause")).to_be_visible()
    step_is(page, "Warm-up")
    page.get_by_test_id("plan-next").click()
    step_is(page, "Sarabande · Bars 9–16")
    page.get_by_test_id("tool-metronome").click()
    expect(page.get_by_test_id("plan-step")).to_contain_text("56 bpm")
    for_some_seconds(page)
    finish(page)
    page.get_by_test_id("plan-rate-1-5").click()
    expect(page.get_by_test_id("plan-next-on")).to_contain_text("Next on")
    save(page)
    expect(page.get_by_test_id("upload-waits")).to_be_visible()
    phone.context.set_offline(False)
    arrived(page)
    stored = phone.ask("GET", "/sessions").json()["items"][0]
    assert stored["plan"]["steps"] >= 2
    assert [(item["section_id"], item["rating"]) for item in stored["items"]] == [(section, 5)]
    assert due(phone) == []
    what_comes_of_it(phone, page, new_phone())


def what_comes_of_it(phone: Phone, page: Page, visitor: Phone) -> None:
    """Look at the day in the calendar, the titles, the figures, and the session by a link, signed out."""
    page.goto(phone.url + "/calendar")
    expect(page.get_by_test_id("year-calendar").locator("[aria-current=date]")).to_have_count(1)
    page.goto(phone.url + "/achievements")
    expect(page.get_by_test_id("achievement").filter(has_text="First line")).to_be_visible()
    page.goto(phone.url + "/stats")
    expect(page.get_by_test_id("stats-by-section")).to_contain_text("Bars 9–16")
    expect(page.get_by_text("Not enough to see a trend yet")).to_be_visible()
    session_id = phone.ask("GET", "/sessions").json()["items"][0]["id"]
    page.goto(f"{phone.url}/sessions/{session_id}")
    page.get_by_test_id("share-create").click()
    address = page.get_by_test_id("share-url").get_attribute("href")
    assert address
    shown = visitor.open(address.removeprefix(phone.url))
    expect(shown.get_by_text("Sarabande")).to_be_visible()
