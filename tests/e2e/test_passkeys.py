"""A passkey in a browser, with an authenticator of the browser's own making: made, used for coming in, taken off."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.conftest import PASSWORD, Phone

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


def test_with_a_second_factor_a_password_wants_a_code_besides(new_phone: Callable[..., Phone]):
    phone, other = new_phone(), new_phone()
    who = phone.register()
    page = phone.open("/settings/security")
    with_authenticator(page)
    page.get_by_test_id("passkey-add").click()
    page.get_by_test_id("second-factor-on").click()
    code = page.get_by_test_id("recovery-codes").locator("li").first.inner_text()
    page.get_by_test_id("recovery-codes-kept").click()
    expect(page.get_by_test_id("second-factor")).to_contain_text("You have 10 codes left.")

    page = other.open("/login")
    page.get_by_test_id("login-email").fill(who.email)
    page.get_by_test_id("login-password").fill(PASSWORD)
    page.get_by_test_id("login-submit").click()
    page.get_by_test_id("login-code").fill("not one of them")
    page.get_by_test_id("login-submit").click()
    expect(page.get_by_text("That is none of your recovery codes")).to_be_visible()
    page.get_by_test_id("login-code").fill(code)
    page.get_by_test_id("login-submit").click()
    page.wait_for_url(re.compile(r":\d+/$"))
    assert other.ask("GET", "/auth/second-factor").json()["codes_left"] == 9
