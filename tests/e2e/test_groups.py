"""A section leader's week: a group that three come into in three ways, what each shows, a challenge, a link for all."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from playwright.sync_api import Page, expect

from practice_app.ids import new_id
from tests.e2e.conftest import Phone

pytestmark = pytest.mark.browser
MINUTES = 30


def practised(phone: Phone, title: str = "") -> None:
    """Half an hour of violin an hour ago, on a piece of one's own if there is one of that title."""
    began = datetime.now(UTC) - timedelta(hours=1)
    ended = began + timedelta(minutes=MINUTES)
    pieces = [one["id"] for one in phone.ask("GET", "/pieces").json()["items"] if one["title"] == title]
    times = {"started_at": began.isoformat(), "ended_at": ended.isoformat()}
    body = {
        **times,
        "timezone": "Europe/London",
        "instrument": "violin",
        "client_updated_at": ended.isoformat(),
        "intervals": [times],
        "items": [{"piece_id": one, "seconds": 900} for one in pieces],
    }
    answer = phone.ask("PUT", f"/sessions/{new_id()}", **body)
    assert answer.ok, answer.text()


def set_up(leader: Phone) -> Page:
    """The leader sets up a group that one comes into by request; its page."""
    page = leader.open("/groups")
    page.get_by_test_id("groups-create").click()
    page.locator("form#group #name").fill("Second violins")
    page.get_by_test_id("group-save").click()
    expect(page.get_by_test_id("group-dashboard")).to_be_visible()
    return page


def joins(page: Page, how: str) -> None:
    """The leader says how one comes in."""
    page.get_by_test_id("groups-settings").click()
    page.get_by_test_id("groups-joining").select_option(how)
    page.get_by_test_id("group-settings-save").click()
    expect(page.locator("form#group-settings")).to_have_count(0)


def by_link(member: Phone, page: Page) -> Page:
    """Somebody comes in by the leader's link; the group's page."""
    page.get_by_test_id("groups-invite").click()
    link = page.get_by_test_id("groups-invite-url").inner_text()
    theirs = member.open(link.removeprefix(member.url))
    theirs.get_by_test_id("groups-join").click()
    expect(theirs.get_by_test_id("group-dashboard")).to_be_visible()
    return theirs


def found(member: Phone) -> Page:
    """Somebody finds the group by its name, and taps."""
    theirs = member.open("/groups")
    theirs.locator("#words").fill("second viol")
    theirs.get_by_test_id("groups-found").get_by_test_id("groups-join").first.click()
    return theirs


def shows(page: Page, level: str) -> None:
    """A member says what the others see."""
    page.get_by_test_id(f"groups-sharing-{level}").click()
    expect(page.get_by_test_id(f"groups-sharing-{level}")).to_be_checked()


def challenged(page: Page) -> None:
    """The leader sets all a challenge against each one's own goal."""
    page.get_by_test_id("groups-challenge-add").click()
    form = page.locator("form#group-challenge")
    form.locator("#title").fill("Everyone eighty per cent")
    form.locator("#target").fill("10")
    page.get_by_test_id("group-challenge-save").click()
    expect(page.get_by_test_id("groups-challenge")).to_contain_text("Everyone eighty per cent")


def test_three_come_in_in_three_ways_and_show_what_they_like(new_phone: Callable[..., Phone]):
    leader, bob, cleo, dan = (new_phone() for _ in range(4))
    for phone, name in ((leader, "Lena"), (bob, "Bob"), (cleo, "Cleo"), (dan, "Dan")):
        phone.register(name)
    page = set_up(leader)
    page.get_by_test_id("groups-work-add").click()
    page.locator("form#group-work #title").fill("Serenade for Strings")
    page.locator("form#group-work #composer").fill("Dvořák")
    page.get_by_test_id("group-work-save").click()

    his = by_link(bob, page)
    joins(page, "request")
    hers = found(cleo)
    page.get_by_test_id("groups-accept").click()
    joins(page, "open")
    theirs = found(dan)
    for one in (hers, theirs):
        one.goto(page.url)
        expect(one.get_by_test_id("groups-member")).to_have_count(4)

    assert bob.ask("PUT", "/goals/violin", minutes_per_week=60, rest_days=[]).ok
    his.get_by_test_id("groups-work-take").click()
    expect(his.get_by_test_id("groups-work").get_by_role("link", name="My piece")).to_be_visible()
    practised(bob, "Serenade for Strings"), practised(cleo), practised(dan)
    shows(his, "statistics"), shows(hers, "minutes")

    # The leader's page has heard of it by itself: an hour, of two; who opened the part; and who shows nothing.
    board = page.get_by_test_id("group-dashboard")
    expect(board).to_contain_text("1 h")
    who = page.get_by_test_id("groups-who")
    who.locator("summary").click()
    expect(who).to_contain_text("Opened by 1 of 1")
    expect(who).to_contain_text("Bob")
    expect(page.get_by_test_id("groups-member").filter(has_text="Dan")).to_contain_text("shares nothing")

    challenged(page)
    expect(his.get_by_test_id("groups-challenge")).to_contain_text("50 % of the weekly goal")

    his.get_by_test_id("groups-board-write").click()
    his.get_by_test_id("forum-title").fill("Letter B")
    his.get_by_test_id("forum-body").fill("All of it down bow?")
    his.get_by_test_id("forum-publish").click()
    expect(his.get_by_test_id("forum-of-group")).to_contain_text("Second violins")
    expect(page.get_by_test_id("groups-board")).to_contain_text("Letter B")
    looked_at_from_outside(new_phone, page, his)


def looked_at_from_outside(new_phone: Callable[..., Phone], page: Page, his: Page) -> None:
    """The group has a link; who has it and no account sees sums, and of members those who said so."""
    page.get_by_test_id("groups-settings").click()
    page.locator("form#group-settings [name=public_dashboard]").check()
    page.get_by_test_id("group-settings-save").click()
    public = page.get_by_test_id("groups-public")
    public.get_by_test_id("share-create").click()
    link = public.get_by_test_id("share-url").first.inner_text()
    stranger = new_phone(microphone=False)
    seen = stranger.open(link.removeprefix(stranger.url))
    expect(seen.locator("body")).to_contain_text("Second violins")
    expect(seen.locator("body")).to_contain_text("1 h")
    for name in ("Lena", "Bob", "Cleo", "Dan", "Letter B"):
        expect(seen.locator("body")).not_to_contain_text(name)
    post = his.url
    his.goto(page.url)
    his.get_by_test_id("groups-named").select_option("initials")
    for _ in range(50):  # a page without a script doesn't change by itself, and what he said is on its way
        seen.reload()
        if "B." in seen.locator("body").inner_text():
            break
        seen.wait_for_timeout(200)
    expect(seen.locator("body")).to_contain_text("B.")
    expect(seen.locator("body")).not_to_contain_text("Bob")
    eve = new_phone()
    eve.register("Eve")
    outside = eve.open(post.removeprefix(eve.url))
    expect(outside.locator("body")).to_contain_text("This isn't on the board")
    assert "Letter B" not in outside.content()


def test_a_members_sessions_are_read_as_far_as_they_show_them(new_phone: Callable[..., Phone]):
    """From the row of the member; and no more once they chose otherwise, while the page is open."""
    leader, member = new_phone(), new_phone()
    for phone, name in ((leader, "Olga"), (member, "김서연 Maximiliana-Alexandrina von Hohenstein")):
        phone.register(name)
    page = set_up(leader)
    theirs = by_link(member, page)
    practised(member)
    theirs.get_by_test_id("groups-sharing-sessions").click()
    page.reload()
    page.get_by_test_id("groups-member-sessions").click()
    expect(page.get_by_test_id("group-session")).to_have_count(1)
    expect(page.get_by_test_id("group-session")).to_contain_text("30 min")
    expect(page.locator("h1")).to_contain_text("김서연")
    theirs.get_by_test_id("groups-sharing-minutes").click()
    expect(page.get_by_test_id("group-session")).to_have_count(0)
    expect(page.get_by_text("Nothing is shown here")).to_be_visible()
