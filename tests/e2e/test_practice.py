"""The practice page as a musician meets it: one tap, whatever happens to the microphone, the page or the network."""

import re
from collections.abc import Callable
from uuid import uuid4

import pytest
from playwright.sync_api import Page, Route, expect

from tests.e2e.conftest import PASSWORD, PATIENCE_MS, Phone
from tests.e2e.practising import arrived, finish, microphone_is, save, seconds, start

expect.set_options(timeout=20_000)

pytestmark = [pytest.mark.browser, pytest.mark.hears]

KEEP_STREAMS = """
const ask = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices);
window.streams = [];
navigator.mediaDevices.getUserMedia = async (...wishes) => {
  const stream = await ask(...wishes);
  window.streams.push(stream);
  return stream;
};
"""


def test_a_tap_before_the_page_is_alive_is_not_lost(phone: Phone):
    page = phone.context.new_page()
    page.set_default_timeout(PATIENCE_MS)
    held: list[Route] | None = []

    def hold(route: Route) -> None:
        route.continue_() if held is None else held.append(route)

    page.route("**/*.js", hold)
    page.goto(phone.url + "/practice", wait_until="commit")
    button = page.get_by_test_id("practice-start")
    button.wait_for()
    assert not button.evaluate("(it) => Object.keys(it).some((key) => key.startsWith('__reactProps'))")
    button.dispatch_event("click")
    scripts, held = held, None
    assert scripts
    for script in scripts:
        script.continue_()
    expect(page.get_by_test_id("practice-pause")).to_be_visible(timeout=PATIENCE_MS)


@pytest.mark.stores
def test_a_session_from_the_first_tap_to_its_page(phone: Phone):
    page = phone.open("/practice")
    start(page)
    microphone_is(page, "on")
    expect(page.get_by_test_id("practice-level")).not_to_have_attribute("aria-valuenow", "0")

    page.get_by_test_id("practice-details").click()
    page.get_by_test_id("practice-instrument").select_option("violin")
    page.get_by_test_id("practice-piece").fill("Gavotte")
    page.get_by_test_id("practice-focus-tone").click()
    page.get_by_test_id("practice-tempo").fill("72")
    page.get_by_test_id("practice-details-done").click()

    page.wait_for_timeout(3000)
    page.get_by_test_id("practice-pause").click()
    expect(page.get_by_test_id("practice-resume")).to_be_visible()
    stood_at = seconds(page)
    page.wait_for_timeout(2500)
    assert seconds(page) == stood_at
    page.get_by_test_id("practice-resume").click()
    page.wait_for_timeout(2000)
    finish(page)
    page.get_by_test_id("practice-rating-4").click()
    page.get_by_test_id("practice-note").fill("Slower next time.")
    save(page)

    stored = phone.ask("GET", f"/sessions/{arrived(page)}").json()
    assert stored["instrument"] == "violin"
    assert stored["focus"] == ["tone"]
    assert stored["target_bpm"] == 72
    assert stored["self_rating"] == 4
    assert stored["note"] == "Slower next time."
    assert stored["timezone"] == "Europe/London"
    assert len(stored["intervals"]) == 2
    assert stored["items"][0]["piece_title"] == "Gavotte"
    assert stored["recordings"][0]["duration_s"] == pytest.approx(stored["clock_s"], abs=1.5)


def test_the_page_is_made_for_a_music_stand(phone: Phone):
    page = phone.open("/practice")
    start(page)
    clock = page.get_by_test_id("practice-clock")
    assert float(clock.evaluate("it => parseFloat(getComputedStyle(it).fontSize)")) >= 72
    for handle in ("practice-pause", "practice-finish", "practice-details"):
        box = page.get_by_test_id(handle).bounding_box()
        assert box
        assert min(box["width"], box["height"]) >= 64
        assert box["y"] > 844 / 2


def test_without_a_microphone_the_clock_goes_on(new_phone: Callable[..., Phone]):
    phone = new_phone(microphone=False)
    phone.register()
    page = phone.open("/practice")
    start(page)
    microphone_is(page, "refused")
    expect(page.get_by_text("Your microphone is off. The clock goes on.")).to_be_visible()
    page.wait_for_timeout(2000)
    assert seconds(page) >= 1
    phone.context.grant_permissions(["microphone"], origin=phone.url)
    page.get_by_test_id("practice-microphone-retry").click()
    microphone_is(page, "on")
    page.wait_for_timeout(2500)
    finish(page)
    save(page)
    (take,) = phone.ask("GET", f"/sessions/{arrived(page)}").json()["recordings"]
    assert take["offset_s"] > 1


def test_a_session_without_any_recording_arrives_too(new_phone: Callable[..., Phone]):
    phone = new_phone(microphone=False)
    phone.register()
    page = phone.open("/practice")
    start(page)
    microphone_is(page, "refused")
    page.wait_for_timeout(1200)
    finish(page)
    save(page)
    assert phone.ask("GET", f"/sessions/{arrived(page)}").json()["recordings"] == []


def test_a_microphone_taken_away_in_mid_session_costs_a_moment_not_the_session(phone: Phone):
    phone.context.add_init_script(KEEP_STREAMS)
    page = phone.open("/practice")
    start(page)
    microphone_is(page, "on")
    page.wait_for_timeout(2500)
    page.evaluate("streams.at(-1).getAudioTracks()[0].dispatchEvent(new Event('ended'))")
    microphone_is(page, "lost")
    expect(page.get_by_text("The microphone was taken away. The clock goes on.")).to_be_visible()
    microphone_is(page, "on")
    page.wait_for_timeout(2500)
    finish(page)
    save(page)
    stored = phone.ask("GET", f"/sessions/{arrived(page)}").json()
    first, second = sorted(stored["recordings"], key=lambda take: take["offset_s"])
    assert len(stored["intervals"]) == 1
    assert second["offset_s"] > first["offset_s"] + first["duration_s"] - 0.1


@pytest.mark.stores
def test_a_closed_page_offers_its_session_again(phone: Phone):
    page = phone.open("/practice")
    start(page)
    microphone_is(page, "on")
    page.wait_for_timeout(3000)
    page.close()
    page = phone.open("/practice")
    expect(page.get_by_test_id("practice-resume-offer")).to_be_visible()
    stood_at = seconds(page)
    assert 2 <= stood_at <= 5
    page.wait_for_timeout(1500)
    assert seconds(page) == stood_at
    page.get_by_test_id("practice-resume").click()
    expect(page.get_by_test_id("practice-pause")).to_be_visible()
    microphone_is(page, "on")
    page.wait_for_timeout(2200)
    assert seconds(page) <= stood_at + 4
    finish(page)
    save(page)
    stored = phone.ask("GET", f"/sessions/{arrived(page)}").json()
    assert len(stored["intervals"]) == 2
    assert len(stored["recordings"]) == 2


@pytest.mark.stores
def test_a_summary_that_was_not_saved_is_still_there_after_a_reload(phone: Phone):
    page = phone.open("/practice")
    start(page)
    page.wait_for_timeout(1500)
    finish(page)
    page.get_by_test_id("practice-note").fill("Do not forget me")
    page.wait_for_timeout(300)
    page.reload()
    expect(page.get_by_test_id("practice-note")).to_have_value("Do not forget me")
    save(page)
    arrived(page)


def test_a_discarded_session_can_be_brought_back(phone: Phone):
    page = phone.open("/practice")
    start(page)
    page.wait_for_timeout(1500)
    finish(page)
    page.get_by_test_id("practice-discard").click()
    page.get_by_test_id("practice-undo").click()
    expect(page.get_by_test_id("practice-save")).to_be_visible()
    page.get_by_test_id("practice-discard").click()
    expect(page.get_by_test_id("practice-start")).to_be_visible()
    page.reload()
    expect(page.get_by_test_id("practice-start")).to_be_visible()


@pytest.mark.stores
def test_an_upload_cut_in_the_middle_goes_on_by_itself(phone: Phone):
    page = phone.open("/practice")
    cut: list[str] = []

    def cut_twice(route: Route) -> None:
        if route.request.method == "PUT" and len(cut) < 2:
            cut.append(route.request.url)
            route.abort("connectionreset")
        else:
            route.continue_()

    page.route("**/_s3/**", cut_twice)
    start(page)
    microphone_is(page, "on")
    page.wait_for_timeout(2500)
    finish(page)
    save(page)
    stored = phone.ask("GET", f"/sessions/{arrived(page)}").json()
    assert len(cut) == 2
    assert len(stored["recordings"]) == 1
    assert stored["recordings"][0]["status"] != "uploading"


def test_an_upload_can_be_held_back_and_sent_from_the_device_page(phone: Phone):
    page = phone.open("/practice")
    page.route("**/_s3/**", lambda _: None)
    start(page)
    microphone_is(page, "on")
    page.wait_for_timeout(2500)
    finish(page)
    save(page)
    page.get_by_test_id("upload-cancel").click()
    expect(page.get_by_test_id("upload-held")).to_be_visible()
    page.unroute_all(behavior="ignoreErrors")
    page.goto(phone.url + "/device")
    expect(page.get_by_test_id("device-session")).to_have_attribute("data-state", "held")
    with page.expect_download() as download:
        page.get_by_test_id("device-export").click()
    assert download.value.path().read_bytes()[:4] == b"\x1a\x45\xdf\xa3"  # WebM
    page.get_by_test_id("upload-retry").click()
    expect(page.get_by_test_id("device-empty")).to_be_visible()


def test_a_session_can_be_deleted_from_the_device_after_a_question(phone: Phone):
    page = phone.open("/practice")
    page.route("**/api/v1/sessions/**", lambda route: route.abort())
    start(page)
    page.wait_for_timeout(1500)
    finish(page)
    save(page)
    expect(page.get_by_test_id("outbox-count")).to_have_attribute("data-count", "1")
    page.goto(phone.url + "/device")
    page.get_by_test_id("device-delete").click()
    page.get_by_test_id("device-delete-confirm").click()
    expect(page.get_by_test_id("device-empty")).to_be_visible()


def test_what_the_server_refuses_is_shown_and_kept(phone: Phone):
    page = phone.open("/practice")
    refusal = '{"status": 422, "code": "invalid", "detail": "This lies in the future."}'
    page.route(
        "**/api/v1/sessions/*",
        lambda route: route.fulfill(status=422, content_type="application/problem+json", body=refusal),
    )
    start(page)
    page.wait_for_timeout(1500)
    finish(page)
    save(page)
    expect(page.get_by_test_id("upload-attention")).to_contain_text("This lies in the future.")
    page.unroute_all()
    page.get_by_test_id("upload-retry").click()
    arrived(page)


def test_a_second_tab_says_that_the_session_runs_elsewhere(phone: Phone):
    first = phone.open("/practice")
    start(first)
    second = phone.open("/practice")
    expect(second.get_by_text("This session runs in another tab")).to_be_visible()
    first.wait_for_timeout(1000)
    finish(first)
    save(first)
    arrived(first)
    expect(second.get_by_test_id("practice-start")).to_be_visible()


def test_a_tab_that_is_ready_does_not_start_beside_another(phone: Phone):
    first, second = phone.open("/practice"), phone.open("/practice")
    second.wait_for_timeout(3000)
    start(first)
    second.get_by_test_id("practice-start").click()
    expect(second.get_by_text("This session runs in another tab")).to_be_visible()
    first.close()
    expect(second.get_by_test_id("practice-resume-offer")).to_be_visible()


def _practise(page: Page) -> None:
    start(page)
    microphone_is(page, "on")
    page.wait_for_timeout(1500)
    finish(page)
    save(page)


def test_a_sign_in_that_ends_in_mid_session_loses_nothing(new_phone: Callable[..., Phone]):
    phone = new_phone()
    ann = phone.register()
    page = phone.open("/practice")
    expect(page.get_by_test_id("practice-start")).to_be_visible()
    page.wait_for_timeout(800)
    start(page)
    microphone_is(page, "on")
    phone.context.clear_cookies()
    page.wait_for_timeout(1500)
    finish(page)
    save(page)
    expect(page.get_by_text("Sign in to send 1 session.")).to_be_visible()
    phone.sign_in(ann)
    page.goto(phone.url + "/device")
    phone.until_sent(1)


@pytest.mark.stores
def test_somebody_signed_out_can_start_at_once_and_sign_up_later(new_phone: Callable[..., Phone]):
    phone = new_phone()
    page = phone.open("/")
    page.get_by_test_id("hero-practise").click()
    page.wait_for_url(re.compile("/practice"))
    _practise(page)
    expect(page.get_by_test_id("upload-sign-in")).to_contain_text("An account listens to it")
    page.goto(phone.url + "/")
    expect(page.get_by_test_id("hero-here-before")).to_be_visible()
    page.goto(phone.url + "/device")
    page.get_by_test_id("upload-sign-up-link").click()
    page.get_by_test_id("register-name").fill("Ann")
    page.get_by_test_id("register-email").fill(f"{uuid4().hex[:12]}@example.org")
    page.get_by_test_id("register-password").fill(PASSWORD)
    page.get_by_test_id("register-birth-year").fill("1984")
    page.get_by_test_id("register-consent").check()
    page.get_by_test_id("register-submit").click()
    page.wait_for_url(re.compile(r"\d/device"))
    expect(page.get_by_test_id("device-empty")).to_be_visible()
    (session,) = phone.until_sent(1)
    assert len(session["recordings"]) == 1
    page.goto(phone.url + "/")  # and is asked two things, once
    page.get_by_test_id("welcome-violin").click()
    page.get_by_test_id("welcome-next").click()
    with page.expect_response(lambda it: "hobby" in (it.request.post_data or "")):
        page.get_by_test_id("welcome-hobby").click()
    expect(page.get_by_test_id("welcome")).to_have_count(0)
    told = phone.ask("GET", "/me").json()
    assert (told["instruments"], told["kind"]) == (["violin"], "hobby")
    assert page.evaluate("localStorage.getItem('woodshed-newcomer')") is None


def test_another_login_neither_sees_nor_sends_my_work(new_phone: Callable[..., Phone]):
    phone = new_phone()
    ann = phone.register("Ann")
    page = phone.open("/practice")
    page.wait_for_timeout(800)
    page.route("**/api/v1/sessions/**", lambda route: route.abort())
    _practise(page)
    expect(page.get_by_test_id("outbox-count")).to_have_attribute("data-count", "1")
    page.unroute_all()
    phone.context.clear_cookies()
    phone.register("Bob")
    page.goto(phone.url + "/device")
    expect(page.get_by_test_id("device-empty")).to_be_visible()
    page.wait_for_timeout(1500)
    assert phone.ask("GET", "/sessions").json()["items"] == []
    phone.context.clear_cookies()
    phone.sign_in(ann)
    page.goto(phone.url + "/device")
    phone.until_sent(1)
