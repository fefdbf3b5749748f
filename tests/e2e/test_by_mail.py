"""A forgotten password, in a browser: the mail, its link, the page behind it."""

import email
import re
from collections.abc import Callable
from email import policy

import pytest
from playwright.sync_api import expect

from tests.e2e.conftest import Phone
from tests.running import RunningApp

pytestmark = pytest.mark.browser
NEW = "the second finger is too low"


def link_of(app: RunningApp, to: str, path: str, page) -> str:
    """The link of a mail, once it has come."""
    for _ in range(150):
        for file in (app.home / "mail").glob("*.eml"):
            mail = email.message_from_bytes(file.read_bytes(), policy=policy.default)
            found = re.search(rf"http\S+({path}#\S+)", mail.get_body(("plain",)).get_content())
            if mail["To"] == to and found:
                return found[1]
        page.wait_for_timeout(200)
    raise AssertionError(f"no mail to {to}")


def test_a_forgotten_password_is_chosen_anew_by_a_link(new_phone: Callable[..., Phone], running_app: RunningApp):
    phone = new_phone()
    who = phone.register()
    page = phone.open("/login")
    page.goto(phone.url + link_of(running_app, who.email, "/verify", page))
    page.get_by_test_id("verify-submit").click()
    expect(page.get_by_role("status").filter(has_text="Your address is confirmed")).to_be_visible()
    assert phone.ask("GET", "/me").json()["email_verified"] is True

    page.goto(phone.url + "/login")
    phone.context.clear_cookies()
    page.goto(phone.url + "/login")
    page.get_by_role("link", name="Forgot your password?").click()
    page.get_by_test_id("forgot-email").fill(who.email)
    page.get_by_test_id("forgot-submit").click()
    expect(page.get_by_text("a mail is on its way")).to_be_visible()

    page.goto(phone.url + link_of(running_app, who.email, "/reset", page))
    expect(page).to_have_url(phone.url + "/reset")  # the token is in nobody's picture of the screen
    page.get_by_test_id("reset-password").fill(NEW)
    page.get_by_test_id("reset-submit").click()
    page.get_by_role("link", name="Sign in with your new password").click()
    page.get_by_test_id("login-email").fill(who.email)
    page.get_by_test_id("login-password").fill(NEW)
    page.get_by_test_id("login-submit").click()
    page.wait_for_url(re.compile(r"/$"))
    assert "#token=" not in running_app.log
