"""Somebody comes with Apple: its page, on another site, posts to ours."""

from uuid import uuid4

import pytest
from playwright.sync_api import expect

from tests.providers.openid import openid_provider

pytestmark = pytest.mark.browser


@pytest.fixture
def apple(running_app):
    """Apple is another site than ours: 127.0.0.1, where we are localhost."""
    told = running_app.providers
    port = int(told["APPLE_ISSUER"].rsplit(":", 1)[1])
    with openid_provider(running_app.url, port=port, key=told["APPLE_PRIVATE_KEY"]) as provider:
        yield provider


def test_somebody_comes_with_apple_says_one_thing_more_and_is_in_with_one_tap_from_then_on(apple, new_phone):
    phone = new_phone()
    apple.next_is(uuid4().hex, email=f"{uuid4().hex[:12]}@example.org", email_verified="true")
    page = phone.open("/login?next=/pieces")
    page.get_by_test_id("provider-apple").click()
    page.wait_for_url("**/one-more-step*")
    page.get_by_test_id("register-name").fill("Mina")
    page.get_by_test_id("register-birth-year").fill("1984")
    page.get_by_test_id("register-consent").check()
    page.get_by_test_id("arrival-join").click()
    page.wait_for_url("**/pieces")
    page.goto(phone.url + "/settings/security")
    expect(page.get_by_test_id("identity").filter(has_text="Apple")).to_contain_text("@example.org")
    phone.ask("POST", "/auth/logout")
    page.goto(phone.url + "/login?next=/settings/security")
    page.get_by_test_id("provider-apple").click()
    page.wait_for_url("**/settings/security")
    happened = page.get_by_test_id("settings-happened")
    expect(happened.filter(has_text="Another account was connected.")).to_have_count(1)
    expect(happened.filter(has_text="Signed in on a new device.")).to_have_count(0)
