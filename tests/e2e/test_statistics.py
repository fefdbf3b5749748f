"""Statistics in a browser: the chart is drawn under the page's policy, taken along, and keeps up with the phone."""

import pytest
from playwright.sync_api import expect

from tests.e2e.conftest import Phone
from tests.e2e.test_journal import practised
from tests.e2e.test_policy import TELLS

expect.set_options(timeout=20_000)
pytestmark = pytest.mark.browser


def test_a_chart_is_explored_taken_along_and_keeps_up(phone: Phone) -> None:
    refused: list[object] = []
    phone.context.expose_binding("violated", lambda _, what: refused.append(what))
    phone.context.add_init_script(TELLS)
    practised(phone, 20, mode="slow")
    page = phone.open("/stats")
    page.get_by_test_id("stats-chart").scroll_into_view_if_needed()
    page.locator(".stats-explore .main-svg").first.wait_for()
    expect(page.get_by_test_id("stats-seconds")).to_have_text("20 min")

    time = page.locator("section", has=page.get_by_test_id("stats-chart"))
    time.get_by_text("Lay the same time before").click()
    page.locator(".stats-explore .scatterlayer .trace").wait_for()
    time.get_by_role("button", name="As a table").click()
    expect(time.get_by_role("row")).not_to_have_count(0)
    for kind in ("CSV", "PNG"):
        with page.expect_download() as taken:
            time.get_by_role("button", name=kind).click()
        assert taken.value.path().stat().st_size > 50

    practised(phone, 25, days_ago=1)
    expect(page.get_by_test_id("stats-seconds")).to_have_text("45 min")
    expect(page.get_by_test_id("stats-by-mode")).to_contain_text("Slow")
    assert refused == []
