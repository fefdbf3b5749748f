"""Pages that the server fills, while it cannot be reached: the last copy of each, or a sentence why there is none."""

import re

import pytest
from playwright.sync_api import WebSocketRoute, expect

from practice_app.ids import new_id
from tests.e2e import practising
from tests.e2e.conftest import Phone
from tests.e2e.test_journal import practised

expect.set_options(timeout=20_000)

pytestmark = [pytest.mark.browser, pytest.mark.stores]
SEEN = re.compile("As you last saw it, .*20\\d\\d")


def test_with_no_network_each_page_is_there_as_it_was_last_seen_and_a_piece_can_be_added(phone: Phone, new_phone):
    session_id = practised(phone, 20, note="The shift holds.")
    other_id = practised(phone, 35, days_ago=1)
    phone.ask("POST", "/pieces", title="Largo")
    page = phone.open("/pieces")
    practising.stored_for_later(page)
    for address in ("/pieces", f"/sessions/{session_id}", f"/sessions/{other_id}", "/", "/settings"):
        page.goto(phone.url + address)
        practising.seen_is_kept(page, of=address if address != "/" else "journal")
    phone.context.set_offline(True)

    page.reload()
    expect(page.get_by_test_id("last-seen")).to_have_text(SEEN)
    expect(page.get_by_label("Name")).to_have_value("Ann")
    page.goto(f"{phone.url}/sessions/{session_id}")
    expect(page.get_by_test_id("session-clock")).to_have_text("20:00")
    expect(page.get_by_test_id("last-seen")).to_have_text(SEEN)
    page.goto(phone.url + "/")
    for minutes, note in ((20, 1), (35, 0)):
        page.locator(f"a[href='/sessions/{session_id if note else other_id}']").click()
        expect(page.get_by_test_id("session-clock")).to_have_text(f"{minutes}:00")
        expect(page.get_by_text("The shift holds.")).to_have_count(note)
        page.get_by_test_id("last-seen").wait_for()
        page.go_back()
    page.goto(f"{phone.url}/sessions/{new_id()}")
    expect(page.get_by_test_id("never-seen")).to_contain_text("no copy")

    page.goto(phone.url + "/pieces")
    page.get_by_test_id("piece").click()
    expect(page.get_by_test_id("never-seen")).to_contain_text("no copy")
    page.goto(phone.url + "/pieces")
    page.get_by_test_id("piece-add").click()
    form = page.get_by_role("dialog")
    form.get_by_label("Title").fill("Rondo")
    page.get_by_test_id("piece-keep").click()
    expect(page.get_by_test_id("piece-unsent")).to_contain_text("Waits for the network")

    phone.context.set_offline(False)
    expect(page.get_by_test_id("piece")).to_have_count(2)
    expect(page.get_by_test_id("piece-unsent")).to_have_count(0)
    expect(page.get_by_test_id("last-seen")).to_have_count(0)
    assert [p["title"] for p in phone.ask("GET", "/pieces").json()["items"]] == ["Rondo", "Largo"]


def test_a_server_that_is_slow_to_answer_says_so_takes_no_form_away_and_nobody_else_sees_the_copy(phone: Phone):
    page = phone.open("/pieces")
    practising.seen_is_kept(page, of="/pieces")
    slow: list[WebSocketRoute] = []

    def hold(socket: WebSocketRoute) -> None:
        slow.append(socket)

    page.route_web_socket(re.compile("/_event"), hold)
    page.reload()
    expect(page.get_by_test_id("last-seen")).to_contain_text("slow to answer")
    page.get_by_test_id("piece-add-first").click()
    title = page.get_by_role("dialog").get_by_label("Title")
    title.fill("Rondo")
    phone.ask("POST", "/pieces", title="Largo")
    for socket in slow:
        socket.connect_to_server()
    expect(page.get_by_test_id("piece")).to_have_count(1)
    expect(page.get_by_test_id("piece-add-first")).to_have_count(0)
    expect(title).to_have_value("Rondo")

    assert phone.ask("POST", "/auth/logout").ok
    phone.register("Bob")
    page.reload()
    expect(page.get_by_test_id("never-seen")).to_contain_text("slow to answer")
