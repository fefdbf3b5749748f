"""Filming oneself: pictures with the sound, seen before, while and after."""

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.browser import until
from tests.e2e.conftest import PATIENCE_MS, Phone
from tests.e2e.practising import arrived, finish, microphone_is, save, start, turn_the_camera_on

PLAYED = "document.querySelector('[data-testid=session-player]').currentTime > 0.2"
SEEN = "document.querySelector('[data-testid=film-view]').videoWidth > 0"


@pytest.mark.hears
def test_a_film_is_seen_kept_heard_and_played_again(new_phone: Callable[..., Phone]):
    phone = new_phone()
    phone.register()
    phone.context.grant_permissions(["microphone", "camera"], origin=phone.url)
    page = phone.open("/practice")
    turn_the_camera_on(page)
    until(page, SEEN)
    start(page)
    microphone_is(page, "on")
    until(page, SEEN)
    expect(page.get_by_test_id("film-size")).to_contain_text("so far")
    page.wait_for_timeout(3000)
    finish(page)
    expect(page.get_by_test_id("practice-keep")).to_be_checked()
    page.get_by_test_id("practice-share").check()
    save(page)
    session = arrived(page)
    expect(page.get_by_test_id("session-play")).to_be_visible(timeout=PATIENCE_MS)
    page.get_by_test_id("session-play").click()
    until(page, PLAYED)
    (take,) = phone.ask("GET", f"/sessions/{session}").json()["recordings"]
    shown = phone.ask("GET", f"/recordings/{take['id']}").json()
    assert (shown["kind"], shown["keep"], shown["shared"]) == ("video", True, True)
    assert shown["renditions"]["video_url"]
    page.keyboard.press("k")
    until(page, "document.querySelector('[data-testid=session-player]').paused")
    page.get_by_test_id("player-speed").select_option("0.25")
    until(page, "document.querySelector('[data-testid=session-player]').playbackRate === 0.25")
    page.get_by_test_id("take-share").click()
    expect(page.get_by_test_id("take-share")).not_to_be_checked()
    assert not phone.ask("GET", f"/recordings/{take['id']}").json()["shared"]


@pytest.mark.hears
def test_a_camera_that_is_refused_does_not_cost_the_sound(phone: Phone):
    page = phone.open("/practice")
    start(page)
    microphone_is(page, "on")
    turn_the_camera_on(page)
    expect(page.get_by_text("The camera was refused")).to_be_visible()
    microphone_is(page, "on")
