"""Signing in again before what could cost the account, another address, and the quiet word to confirm one."""

from collections.abc import Callable

import psycopg
import pytest
from playwright.sync_api import expect

from tests.e2e.conftest import PASSWORD, Musician, Phone
from tests.e2e.test_by_mail import link_of
from tests.running import RunningApp

pytestmark = pytest.mark.browser
expect.set_options(timeout=30_000)


def a_while_later(app: RunningApp, who: Musician) -> None:
    """What somebody proved by signing in they proved an hour ago."""
    with psycopg.connect(app.addresses["DATABASE_URL"]) as db:
        db.execute("SET ROLE woodshed_system")
        db.execute("UPDATE auth_sessions SET proved_at = now() - interval '1 hour' WHERE user_id = %s", [who.user_id])


def test_another_address_wants_the_password_once_more_and_loses_nothing_typed(
    new_phone: Callable[..., Phone], running_app: RunningApp
):
    phone = new_phone()
    who = phone.register()
    page = phone.open("/")
    page.get_by_test_id("confirm-again").click()
    expect(page.get_by_test_id("confirm-banner")).to_contain_text("It is on its way.")
    page.get_by_test_id("confirm-not-today").click()
    expect(page.get_by_test_id("confirm-banner")).to_have_count(0)

    page.goto(phone.url + "/settings/security")
    new = f"new-{who.email}"
    page.get_by_test_id("security-new-email").fill(new)
    a_while_later(running_app, who)
    page.get_by_test_id("security-change-email").click()
    page.get_by_test_id("again-password").fill("a guess")
    page.get_by_test_id("again-submit").click()
    expect(page.get_by_text("That is not your password.")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_test_id("security-new-email")).to_have_value(new)
    expect(page.get_by_text("Please show that it's you before you go on.")).to_be_visible()

    page.get_by_test_id("security-change-email").click()
    page.get_by_test_id("again-password").fill(PASSWORD)
    page.get_by_test_id("again-submit").click()
    expect(page.get_by_test_id("security-waiting")).to_contain_text(new)

    page.goto(phone.url + link_of(running_app, new, "/verify", page))
    page.get_by_test_id("verify-submit").click()
    expect(page.get_by_text("Your address is confirmed")).to_be_visible()
    page.goto(phone.url + "/settings/security")
    expect(page.get_by_test_id("security-email")).to_have_text(new)
    expect(page.get_by_test_id("security-waiting")).to_have_count(0)
