"""The year and the month in a real browser: light, walked by keyboard, a day opened in place; a goal that is kept."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from playwright.sync_api import expect

from tests.e2e import practising
from tests.e2e.conftest import Phone
from tests.e2e.test_journal import practised

pytestmark = [pytest.mark.browser, pytest.mark.stores]
MOST_BYTES = 30_000


def test_a_year_is_light_walked_by_keyboard_and_there_with_no_network(phone: Phone):
    moment = datetime.now(UTC) - timedelta(minutes=35)
    practised(phone, 35)
    page = phone.open("/calendar")
    year = page.get_by_test_id("year-calendar")
    today = year.locator("td[tabindex='0']")
    expect(today).to_have_attribute("aria-label", re.compile("(35 minutes by the clock|no practice)$"))
    # As if every day had been practised for hours: the longest words a day can have.
    drawn = year.evaluate("""(year) => {
      for (const cell of year.querySelectorAll("td:not([colspan])"))
        if (!cell.hasAttribute("tabindex")) (cell.className = "y4", cell.ariaLabel = `${cell.textContent}, 240 min`);
      return new TextEncoder().encode(year.outerHTML).length;
    }""")
    assert drawn < MOST_BYTES
    page.reload()

    today.focus()
    page.keyboard.press("Home")
    expect(page.locator("td:focus")).to_have_text("1")
    expect(year.locator("[tabindex]")).to_have_count(1)
    page.keyboard.press("Enter")
    expect(page.get_by_test_id("year-day")).to_be_visible()
    if moment.year == datetime.now(UTC).year:  # not in the first minutes of a year
        year.locator(f"table[data-month='{moment:%m}'] td").get_by_text(str(moment.day), exact=True).click()
        expect(page.get_by_test_id("year-day").get_by_test_id("journal-session")).to_have_count(1)

    page.get_by_test_id("goal-add").click()
    page.get_by_label("Minutes a week").fill("70")
    page.get_by_text("Sun", exact=True).click()
    page.get_by_test_id("goal-form-save").click()
    expect(page.get_by_test_id("goal")).to_contain_text("of 1 hr 10 min")
    (kept,) = phone.ask("GET", "/goals").json()["items"]
    assert (kept["minutes_per_week"], kept["rest_days"]) == (70, [6])

    page.goto(f"{phone.url}/calendar?month={moment:%Y-%m}")
    month = page.get_by_test_id("month-calendar")
    expect(month.get_by_test_id("week-sum")).to_contain_text("35 min")
    assert len(month.evaluate("(month) => month.outerHTML")) < MOST_BYTES
    month.locator("[data-day][tabindex='0']").focus()
    page.keyboard.press("Home")
    expect(page.locator(":focus")).to_have_attribute("data-day", f"{moment:%Y-%m}-01")
    page.keyboard.press("Enter")
    expect(page.get_by_test_id("year-day")).to_be_visible()
    page.keyboard.press("PageUp")
    before = f"{moment.replace(day=1) - timedelta(days=1):%Y-%m}"
    expect(page).to_have_url(re.compile(f"month={before}$"))
    expect(page.locator(":focus")).to_have_attribute("data-day", f"{before}-01")
    page.get_by_role("button", name="Month after").click()
    expect(month.get_by_test_id("week-sum")).to_be_visible()

    practising.stored_for_later(page)
    practising.seen_is_kept(page, of="/calendar")
    phone.context.set_offline(True)
    page.reload()
    expect(page.get_by_test_id("last-seen")).to_be_visible()
    expect(month.get_by_test_id("week-sum")).to_contain_text("35 min")
    expect(page.get_by_test_id("goal")).to_contain_text("of 1 hr 10 min")
    page.get_by_test_id("calendar-form").get_by_text("Year").click()
    expect(today).to_be_visible()
