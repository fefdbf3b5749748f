"""A newer release behind the same address: an open page is loaded again by itself, unless something is typed on it."""

import json
import re

import pytest
from playwright.sync_api import Page, WebSocketRoute, expect

from tests.e2e.conftest import Phone

expect.set_options(timeout=20_000)

pytestmark = pytest.mark.browser
NEWER = "42/_event," + json.dumps(["state_mismatch", {"backend": "another", "reload_cooldown_ms": 10_000}])
"""What a process of another build says when a page opens its socket there."""


def opened(phone: Phone) -> tuple[Page, list[WebSocketRoute]]:
    """Open a page with a form, and whatever sockets it opens."""
    page = phone.context.new_page()
    sockets: list[WebSocketRoute] = []

    def noted(socket: WebSocketRoute) -> None:
        socket.connect_to_server()
        sockets.append(socket)

    page.route_web_socket(re.compile("/_event"), noted)
    page.goto(f"{phone.url}/pieces")
    page.get_by_test_id("piece-add-first").click()
    page.evaluate("window.first = true")
    return page, sockets


def test_what_is_typed_outlives_a_newer_release_and_the_page_says_that_there_is_one(phone: Phone):
    page, sockets = opened(phone)
    title = page.get_by_role("dialog").get_by_label("Title")
    title.fill("Rondo")
    sockets[-1].send(NEWER)
    banner = page.get_by_role("alert").filter(has_text="There is a newer Woodshed.")
    expect(banner).to_be_visible()
    expect(title).to_have_value("Rondo")
    assert page.evaluate("window.first")
    title.fill("")
    page.keyboard.press("Escape")
    with page.expect_navigation():
        banner.get_by_role("button").click()


def test_where_nothing_is_typed_any_more_the_page_is_loaded_again(phone: Phone):
    page, sockets = opened(phone)
    title = page.get_by_role("dialog").get_by_label("Title")
    title.fill("Rondo")
    title.fill("")
    with page.expect_navigation():
        sockets[-1].send(NEWER)
