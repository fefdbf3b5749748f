"""A passkey in a browser, with an authenticator of the browser's own making: made, used for coming in, taken off."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.conftest import Phone

pytestmark = pytest.mark.browser


def with_authenticator(page: Page) -> None:
    """Give this browser a thumb that it knows."""
    devtools = page.context.new_cdp_session(page)
    devtools.send("WebAuthn.enable")
    told = {"protocol": "ctap2", "transport": "internal", "automaticPresenceSimulation": True}
    told |= {"hasResidentKey": True, "hasUserVerification": True, "isUserVerified": True}
    devtools.send("WebAuthn.addVirtualAuthenticator", {"options": told})


def test_a_passkey_is_made_and_opens_the_journal_without_a_word(new_phone: Callable[..., Phone]):
    phone = new_phone()
    who = phone.register()
    page = phone.open("/settings/security")
    with_authenticator(page)
    page.get_by_test_id("passkey-add").click()
    row = page.get_by_test_id("passkey")
    expect(row).to_contain_text("Chrome")
    row.get_by_role("button", name=re.compile("Rename")).click()
    page.get_by_test_id("passkey-name").fill("첼로 옆 휴대폰")
    page.get_by_test_id("passkey-do").click()
    expect(row).to_contain_text("첼로 옆 휴대폰")

    phone.context.clear_cookies()
    page.goto(phone.url + "/login?next=/pieces")
    page.wait_for_url(
        re.compile(r":\d+/pieces/?$")
    )  # the only passkey there is, offered below the field, taken at once
    assert phone.ask("GET", "/me").json()["id"] == who.user_id

    phone.context.clear_cookies()
    page.goto(phone.url + "/settings/security")  # nobody is signed in: to the sign-in page and back
    row.get_by_role("button", name=re.compile("Take off")).click()
    page.get_by_test_id("passkey-do").click()
    expect(page.get_by_text("None yet.")).to_be_visible()
    assert phone.ask("GET", "/auth/passkeys").json()["items"] == []
