"""A parent starts a journal for a child; the child signs in by its name, and by a PIN on the family's tablet."""

import re
from collections.abc import Callable
from uuid import uuid4

import pytest
from playwright.sync_api import Page, expect

from practice_app import ages
from tests.e2e.conftest import PASSWORD, Phone

pytestmark = pytest.mark.browser
YEAR = ages.this_year()
CHILDS, PIN = "the owl plays at night", "4071"


def sign_up(page: Page, born: int) -> None:
    page.get_by_test_id("register-name").fill("Mum")
    page.get_by_test_id("register-email").fill(f"{uuid4().hex[:12]}@example.org")
    page.get_by_test_id("register-password").fill(PASSWORD)
    page.get_by_test_id("register-birth-year").fill(str(born))
    page.get_by_test_id("register-submit").click()


def test_a_child_has_a_journal_by_its_parent_and_comes_in_by_name_and_by_pin(new_phone: Callable[..., Phone]):
    tablet, own = new_phone(), new_phone()
    page = tablet.open("/register")
    page.get_by_test_id("register-role-parent").click()
    sign_up(page, YEAR - 9)
    expect(page.get_by_text("may not keep anything of yours")).to_be_visible()  # it asks, and nothing was sent
    page.get_by_test_id("register-consent").check()
    page.get_by_test_id("register-submit").click()
    expect(page.get_by_test_id("register-guardian-needed")).to_be_visible()
    assert tablet.ask("GET", "/me").status == 401
    sign_up(page, YEAR - 40)
    page.wait_for_url(re.compile("/children"))

    username = f"min.ji-{uuid4().hex[:8]}"
    for name, value in (("name", "Minji"), ("username", username), ("password", CHILDS), ("birth-year", YEAR - 9)):
        page.get_by_test_id(f"child-{name}").fill(str(value))
    page.get_by_test_id("child-consent").check()
    page.get_by_test_id("child-save").click()
    page.get_by_test_id("child-row").click()
    page.get_by_test_id("child-pin").fill(PIN)
    page.get_by_test_id("child-pin-save").click()
    expect(page.get_by_text("has a PIN")).to_be_visible()

    other = own.open("/login")
    other.get_by_test_id("login-email").fill(username.upper())
    other.get_by_test_id("login-password").fill(CHILDS)
    other.get_by_test_id("login-submit").click()
    other.wait_for_url(re.compile(r"/$"))
    assert own.ask("GET", "/me").json()["display_name"] == "Minji"

    page.get_by_test_id("family-share").click()
    page.get_by_test_id("family-child").click()
    page.get_by_test_id("pin").fill("8250")
    page.get_by_test_id("pin-enter").click()
    expect(page.get_by_text("isn't your PIN")).to_be_visible()
    for digit in PIN:
        page.get_by_role("button", name=digit, exact=True).click()
    page.get_by_test_id("pin-enter").click()
    page.wait_for_url(re.compile(r"/$"))
    assert tablet.ask("GET", "/me").json()["username"] == username
    page.get_by_test_id("family-link").locator("visible=true").click()
    expect(page.get_by_test_id("family-guardian")).to_have_text("I am Mum")
    assert tablet.ask("GET", "/children").json()["items"] == []  # who is in is the child
