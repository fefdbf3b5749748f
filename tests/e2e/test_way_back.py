"""Leaving, in a browser, and the way back."""

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.e2e.conftest import PASSWORD, Phone

pytestmark = [pytest.mark.browser, pytest.mark.stores]


def test_whoever_leaves_signs_in_again_and_comes_back_in_one_tap(new_phone: Callable[..., Phone]):
    phone = new_phone()
    who = phone.register()
    page = phone.open("/settings/data")
    page.get_by_test_id("leave").click()
    page.get_by_test_id("leave-password").fill("wrong")
    page.get_by_test_id("leave-submit").click()
    expect(page.get_by_text("That is not your password.")).to_be_visible()
    page.get_by_test_id("leave-password").fill(PASSWORD)
    page.get_by_test_id("leave-submit").click()

    expect(page.get_by_test_id("left")).to_contain_text("erased in 14 days")
    assert phone.ask("GET", "/me").status == 401
    page.get_by_test_id("left").get_by_role("link", name="Sign in").click()
    page.get_by_test_id("login-email").fill(who.email)
    page.get_by_test_id("login-password").fill(PASSWORD)
    page.get_by_test_id("login-submit").click()
    expect(page.get_by_test_id("leaving")).to_contain_text("will be erased for good")

    page.goto(phone.url + "/pieces")  # every other page leads back here
    page.get_by_test_id("come-back").click()
    page.wait_for_url(phone.url + "/")
    assert phone.ask("GET", "/me").json()["deletes_at"] is None
    assert phone.ask("GET", "/pieces").ok
