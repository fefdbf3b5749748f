"""The form of a session in a real browser: written in by hand, changed afterwards, typed in Korean."""

import re

import pytest
from playwright.sync_api import Locator, expect

from tests.e2e.conftest import Phone
from tests.e2e.test_journal import practised

expect.set_options(timeout=20_000)

pytestmark = pytest.mark.browser

SAFARIS_ENTER = """(field) => {
  field.dispatchEvent(new CompositionEvent("compositionend", { bubbles: true, data: "업" }));
  const enter = new KeyboardEvent("keydown", { key: "Enter", keyCode: 229, bubbles: true, cancelable: true });
  field.dispatchEvent(enter);
  return enter.defaultPrevented;
}"""


def ends_a_word_only(field: Locator) -> bool:
    """Press the Enter that ends a composition, in Safari's order; whether the browser was kept from sending a form."""
    return field.evaluate(SAFARIS_ENTER)


def test_an_hour_and_a_half_that_just_ended_is_written_in_and_confirmed(phone: Phone):
    page = phone.open("/add")
    word = page.get_by_test_id("practice-tag-new")
    word.fill("워밍업")
    assert ends_a_word_only(word)
    expect(word).to_have_value("워밍업")
    expect(page.get_by_test_id("practice-tag")).to_have_count(0)
    word.press("Enter")
    expect(page.get_by_test_id("practice-tag")).to_have_text("워밍업")
    page.get_by_test_id("entry-length-45").click()
    page.get_by_test_id("entry-length-90").click()
    page.get_by_test_id("entry-save").click()
    expect(page.get_by_text("Session saved. It is marked as written in by hand.")).to_be_visible()
    (session,) = phone.until_sent(1)
    assert (session["clock_s"], session["source"], len(session["tag_ids"])) == (5400, "manual", 1)


def test_an_instrument_typed_in_korean_is_that_instrument(phone: Phone):
    page = phone.open("/profile")
    page.get_by_test_id("profile-instrument-add").click()
    page.get_by_test_id("profile-instrument-search").fill("바이올린")
    page.get_by_role("button", name="Add “바이올린”").click()
    expect(page.get_by_test_id("profile-instrument")).to_contain_text("Violin")
    assert phone.ask("GET", "/me").json()["instruments"] == ["violin"]


def test_what_was_written_stays_when_it_cannot_be_saved(phone: Phone):
    session_id = practised(phone, 20)
    page = phone.open(f"/sessions/{session_id}")
    page.get_by_role("button", name="Edit session").click()
    form = page.get_by_test_id("session-form")
    form.get_by_test_id("practice-note").fill("The shift in bar 12 holds now.")
    assert phone.ask("DELETE", f"/sessions/{session_id}").ok
    page.get_by_test_id("session-form-save").click()
    expect(page.get_by_test_id("session-form-wrong")).to_contain_text("what you wrote is still here")
    page.keyboard.press("Escape")
    expect(page.get_by_test_id("session-form-question")).to_be_visible()
    page.get_by_test_id("session-form-stay").click()
    assert phone.ask("POST", f"/sessions/{session_id}/restore").ok
    page.reload()
    expect(form.get_by_test_id("practice-note")).to_have_value("The shift in bar 12 holds now.")
    page.get_by_test_id("session-form-save").click()
    expect(page.get_by_text("Session saved.")).to_be_visible()
    assert phone.ask("GET", f"/sessions/{session_id}").json()["note"] == "The shift in bar 12 holds now."


def test_what_was_written_in_by_hand_is_not_thrown_away_by_one_tap(phone: Phone):
    page = phone.open("/add")
    page.get_by_test_id("practice-note").fill("Slower next time.")
    page.get_by_test_id("entry-cancel").click()
    page.get_by_test_id("session-form-stay").click()
    expect(page.get_by_test_id("practice-note")).to_have_value("Slower next time.")
    page.get_by_test_id("entry-cancel").click()
    page.get_by_test_id("session-form-throw-away").click()
    page.wait_for_url(re.compile(r"/$"))
    page.goto(phone.url + "/add")
    expect(page.get_by_test_id("practice-note")).to_have_value("")
