"""One's profile, in a browser: a picture that is cut, an instrument that is found, and what others then see."""

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.e2e.conftest import Phone
from tests.services.profiles import pictures

pytestmark = pytest.mark.browser


def test_a_profile_is_filled_in_shown_and_read_without_a_script(new_phone: Callable[..., Phone]):
    phone = new_phone()
    who = phone.register("Ann")
    page = phone.open("/profile")
    expect(page.get_by_test_id("profile-preview")).to_contain_text("They see no profile of yours.")

    photo = {"name": "me.png", "mimeType": "image/png", "buffer": pictures.written(pictures.picture((800, 400)), "PNG")}
    page.get_by_test_id("profile-picture-file").set_input_files(photo)
    page.get_by_test_id("profile-crop").focus()
    page.keyboard.press("ArrowLeft")
    page.get_by_test_id("profile-crop-take").click()
    expect(page.get_by_test_id("profile-picture")).to_be_visible()
    wait = "one => one.complete && one.naturalWidth"
    page.get_by_test_id("profile-picture").evaluate(f"one => one.decode().then(() => ({wait})(one))")

    page.get_by_test_id("profile-instrument-add").click()
    page.get_by_test_id("profile-instrument-search").fill("gaya")
    page.get_by_test_id("profile-instrument-gayageum").click()
    expect(page.get_by_test_id("profile-instrument")).to_contain_text("Gayageum")
    page.get_by_test_id("profile-bio").fill("Evenings.")
    page.get_by_test_id("profile-hashtags").fill("#hobby")
    page.get_by_test_id("profile-save").click()
    page.get_by_test_id("profile-seen-profile").select_option("everyone")
    page.get_by_test_id("profile-as-everyone").click()
    expect(page.get_by_test_id("profile-preview")).to_contain_text("#hobby")

    visitor = phone.context.browser.new_context(java_script_enabled=False).new_page()
    visitor.goto(f"{phone.url}/users/{who.user_id}")
    expect(visitor.get_by_role("heading", name="Ann")).to_be_visible()
    expect(visitor.get_by_text("Evenings.")).to_be_visible()
    assert visitor.locator("main img").evaluate("one => one.decode().then(() => one.naturalWidth)") == 256
    visitor.context.close()
