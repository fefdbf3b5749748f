"""The journal in a real browser: what was practised stands in it, can be read, changed, deleted and brought back."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from playwright.sync_api import Page, expect

from practice_app.ids import new_id
from tests.e2e import practising
from tests.e2e.conftest import Phone

pytestmark = pytest.mark.browser
MINUTES = re.compile(r", (\d+) minutes?$")


def practised(phone: Phone, minutes: int = 20, days_ago: int = 0, **more: object) -> str:
    """Let somebody have practised; answers the session's id."""
    start = datetime.now(UTC).replace(microsecond=0) - timedelta(days=days_ago, minutes=minutes)
    session_id = str(new_id())
    body = {
        "started_at": start.isoformat(),
        "ended_at": (start + timedelta(minutes=minutes)).isoformat(),
        "timezone": "UTC",
        "instrument": "Violin",
        "source": "timer",
        "client_updated_at": start.isoformat(),
        **more,
    }
    answer = phone.ask("PUT", f"/sessions/{session_id}", **body)
    assert answer.status == 201, answer.text()
    return session_id


def day(page: Page, moment: datetime):
    return page.get_by_test_id(f"calendar-day-{moment:%Y-%m-%d}")


def test_a_new_journal_invites_to_practise_and_takes_what_was_practised_elsewhere(phone: Phone):
    page = phone.open("/")
    empty = page.get_by_test_id("journal-empty")
    expect(empty).to_be_visible()
    expect(empty.get_by_test_id("journal-add")).to_have_attribute("href", re.compile("^/add"))
    empty.get_by_role("link", name="Start practising").click()
    page.wait_for_url(re.compile("/practice"))


@pytest.mark.stores
def test_with_no_network_the_month_is_there_as_it_was_last_seen(phone: Phone):
    practised(phone, 35)
    page = phone.open("/")
    practising.stored_for_later(page)
    today = day(page, datetime.now(UTC) - timedelta(minutes=35))
    expect(today).to_have_attribute("data-minutes", "35")
    practising.seen_is_kept(page, "calendar")
    phone.context.set_offline(True)
    page.reload()
    expect(today).to_have_attribute("data-minutes", "35")
    expect(page.get_by_role("button", name="Month before")).to_be_disabled()


def test_a_day_says_its_minutes_and_lists_its_sessions(phone: Phone):
    practised(phone, 35, note="today")
    practised(phone, 10, days_ago=40)
    page = phone.open("/")
    today = day(page, datetime.now(UTC) - timedelta(minutes=35))
    expect(today).to_have_attribute("aria-label", MINUTES)
    assert MINUTES.search(today.get_attribute("aria-label"))[1] == "35"
    expect(page.get_by_test_id("journal-session")).to_have_count(2)

    today.click()

    expect(page.get_by_test_id("journal-session")).to_have_count(1)
    page.get_by_role("button", name="All days").click()
    expect(page.get_by_test_id("journal-session")).to_have_count(2)


def test_the_calendar_is_turned_and_walked_by_keyboard(phone: Phone):
    practised(phone, 10)
    page = phone.open("/")
    today = datetime.now(UTC)
    day(page, today).focus()
    page.keyboard.press("PageUp")
    before = today.replace(day=1) - timedelta(days=1)
    expect(day(page, before)).to_be_visible()
    expect(page.get_by_role("heading", name=f"{before:%B %Y}")).to_be_visible()
    there = before.replace(day=min(today.day, before.day))
    expect(day(page, there)).to_be_focused()
    page.keyboard.press("PageDown")
    expect(day(page, today)).to_be_focused()
    page.keyboard.press("PageUp")
    expect(day(page, there)).to_be_focused()
    page.keyboard.press("End")
    page.keyboard.press("ArrowLeft")
    expect(day(page, before - timedelta(days=1))).to_be_focused()
    page.keyboard.press("Home")
    expect(day(page, before.replace(day=1))).to_be_focused()


def test_a_session_is_changed_and_says_so(phone: Phone):
    session_id = practised(phone, 20)
    page = phone.open(f"/sessions/{session_id}")
    expect(page.get_by_test_id("session-clock")).to_have_text("20:00")
    expect(page.get_by_test_id("session-said")).to_have_text(
        re.compile("You practised 20 mins?. Nothing was recorded.")
    )
    page.get_by_role("button", name="Edit session").click()
    form = page.get_by_role("dialog")
    form.get_by_label("Note").fill("The shift in bar 12 holds now.")
    form.get_by_test_id("practice-focus-tone").click()
    form.get_by_test_id("practice-piece").fill("Gavotte")
    ended = form.get_by_label("Ended").input_value()
    form.get_by_label("Ended").fill(str(datetime.fromisoformat(ended) - timedelta(minutes=5))[:16].replace(" ", "T"))
    page.get_by_test_id("session-form-save").click()

    expect(form).to_be_hidden()
    expect(page.get_by_text("The shift in bar 12 holds now.")).to_be_visible()
    expect(page.get_by_text("changed by hand")).to_be_visible()
    expect(page.get_by_text("Session saved.")).to_be_visible()
    stored = phone.ask("GET", f"/sessions/{session_id}").json()
    assert (stored["source"], stored["focus"], stored["items"][0]["piece_title"]) == ("edited", ["tone"], "Gavotte")


def test_what_cannot_be_taken_is_said_beside_its_field(phone: Phone):
    page = phone.open(f"/sessions/{practised(phone, 20)}")
    page.get_by_role("button", name="Edit session").click()
    form = page.get_by_role("dialog")
    form.get_by_label("Ended").fill("2020-01-01T10:00")
    page.get_by_test_id("session-form-save").click()
    expect(form.get_by_label("Ended")).to_have_attribute("aria-invalid", "true")
    expect(form.get_by_text("can't end before it starts")).to_be_visible()


def test_a_deleted_session_can_be_brought_back_from_the_journal(phone: Phone):
    session_id = practised(phone, 20)
    practised(phone, 15, days_ago=1)
    page = phone.open(f"/sessions/{session_id}")
    page.get_by_role("button", name="More").click()
    page.get_by_test_id("session-delete").click()

    page.wait_for_url(re.compile(r"/$"))
    expect(page.get_by_test_id("journal-session")).to_have_count(1)
    page.get_by_role("button", name="Undo").click()

    expect(page.get_by_test_id("journal-session")).to_have_count(2)
    page.reload()
    expect(page.get_by_test_id("journal-session")).to_have_count(2)
    expect(page.get_by_role("button", name="Undo")).to_have_count(0)


@pytest.mark.hears
def test_what_was_played_appears_by_itself(phone: Phone):
    page = phone.open("/practice")
    practising.start(page)
    page.wait_for_timeout(6_000)
    practising.finish(page)
    practising.save(page)
    practising.arrived(page)
    played = page.get_by_test_id("session-played")
    expect(played).to_have_attribute("data-seconds", re.compile(r"^[1-9]"), timeout=60_000)
    expect(page.get_by_test_id("session-said")).to_contain_text("sounded")
    expect(
        page.get_by_test_id("metric-click_offset_ms")
    ).to_be_hidden()  # no metronome ran: one line for all of its kind
    page.get_by_test_id("figures-untold").locator("> summary").click()
    expect(page.get_by_test_id("metric-click_offset_ms")).to_be_visible()


def test_a_strangers_session_and_none_look_the_same(phone: Phone, new_phone):
    session_id = practised(phone, 20)
    stranger = new_phone()
    stranger.register("Bob")
    said = []
    for address in (session_id, str(new_id())):
        page = stranger.open(f"/sessions/{address}")
        expect(page.get_by_test_id("session-missing")).to_be_visible()
        said.append(page.get_by_test_id("session-missing").inner_text())
    assert said[0] == said[1]


def test_a_piece_is_written_down_with_a_section_and_taken_off_and_put_back(phone: Phone):
    page = phone.open("/pieces")
    page.get_by_test_id("pieces-empty").get_by_role("button").click()
    page.get_by_label("Title").fill("Partita No. 2")
    page.get_by_label("Target tempo").fill("72")
    page.get_by_role("button", name="Save piece").click()  # or the device's own form, where the server was slow
    page.get_by_test_id("piece").click()
    page.get_by_role("button", name="Add a section").click()
    page.get_by_label("Name").fill("Arpeggios")
    page.get_by_label("First bar").fill("89")
    page.get_by_label("Last bar").fill("120")
    page.get_by_test_id("section-form-save").click()
    expect(page.get_by_text("bars 89–120")).to_be_visible()

    page.get_by_role("button", name="More").click()
    page.get_by_test_id("piece-delete").click()
    expect(page.get_by_test_id("piece-missing")).to_be_visible()
    page.get_by_role("button", name="Undo").click()
    expect(page.get_by_role("heading", name="Partita No. 2")).to_be_visible()

    page.get_by_test_id("piece-practise").click()
    expect(page.get_by_test_id("practice-subject")).to_contain_text("Partita No. 2")


@pytest.mark.stores
def test_signing_out_leaves_nothing_behind(phone: Phone):
    practised(phone, 20)
    page = phone.open("/")
    expect(page.get_by_test_id("journal-session")).to_have_count(1)
    page.goto(phone.url + "/settings")
    page.get_by_test_id("sign-out").click()
    page.wait_for_url(re.compile(r"/$"))
    expect(page.get_by_role("link", name="Start your journal")).to_be_visible()
    expect(page.get_by_test_id("journal-session")).to_have_count(0)
    assert phone.ask("GET", "/me").status == 401
