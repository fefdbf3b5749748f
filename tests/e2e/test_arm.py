"""The phone on the bow arm: a sensor that Chromium makes up, beside a microphone that hears a violin."""

import math
import time
from collections.abc import Callable
from dataclasses import dataclass

import pytest
from playwright.sync_api import CDPSession, Page, expect

from tests.e2e.conftest import PATIENCE_MS, Phone
from tests.e2e.practising import arrived, finish, microphone_is, save, start

pytestmark = [pytest.mark.browser, pytest.mark.hears]
STROKE_S, TURNS_RAD_S, PLAYED_S = 0.4, 1.5, 9.0


@dataclass
class Sensor:
    """The gyroscope of a page's phone, as Chromium's emulation has it; the others belong to the same event."""

    page: Page
    cdp: CDPSession

    def turn(self, rad_s: float) -> None:
        """From now on it turns so fast."""
        self.cdp.send(
            "Emulation.setSensorOverrideReadings",
            {"type": "gyroscope", "reading": {"xyz": {"x": 0.2 * rad_s, "y": 0.1, "z": rad_s}}},
        )

    def bow(self, seconds: float) -> None:
        """To and fro."""
        began = time.monotonic()
        while (at := time.monotonic() - began) < seconds:
            self.turn(TURNS_RAD_S * math.sin(math.pi * at / STROKE_S))
            self.page.wait_for_timeout(12)


def sensor(page: Page) -> Sensor:
    """Give the page's phone a motion sensor."""
    cdp = page.context.new_cdp_session(page)
    told = {"available": True, "minimumFrequency": 1, "maximumFrequency": 60}
    for kind in ("accelerometer", "linear-acceleration", "gyroscope"):
        asked = {"enabled": True, "type": kind, "metadata": told}
        cdp.send("Emulation.setSensorOverrideEnabled", asked)
        xyz = {"x": 0.0, "y": 0.0, "z": 0.0}
        cdp.send("Emulation.setSensorOverrideReadings", {"type": kind, "reading": {"xyz": xyz}})
    return Sensor(page, cdp)


@pytest.fixture
def player(new_phone: Callable[..., Phone]) -> Phone:
    """Somebody whose phone may feel."""
    phone = new_phone()
    phone.register()
    phone.context.grant_permissions(["microphone", "camera", "accelerometer", "gyroscope"], origin=phone.url)
    return phone


def plays(page: Page, instrument: str) -> None:
    """Start, say what is played, and open the tool that shows one's bow arm."""
    start(page)
    microphone_is(page, "on")
    page.get_by_test_id("practice-details").click()
    page.get_by_test_id("practice-instrument").select_option(instrument)
    page.get_by_test_id("practice-details-done").click()
    page.get_by_test_id("tool-film").click()
    expect(page.get_by_test_id("film-on")).to_be_visible()


def at_the_stand(player: Phone) -> tuple[Page, Sensor]:
    """The practice page on a phone that feels."""
    page = player.open("/")
    phone = sensor(page)
    page.goto(player.url + "/practice")
    return page, phone


def test_strokes_that_the_arm_makes_and_long_notes_are_told_on_the_sessions_page(player: Phone):
    page, phone = at_the_stand(player)
    plays(page, "violin")
    page.get_by_test_id("arm-on").click()
    expect(page.get_by_test_id("arm")).to_have_attribute("data-state", "on")
    phone.bow(PLAYED_S)
    finish(page)
    save(page)
    session = arrived(page)
    felt = page.get_by_test_id("session-bow-felt")
    expect(felt).to_be_visible(timeout=PATIENCE_MS)
    expect(page.get_by_test_id("session-bow-seen")).to_have_count(0)
    expect(page.get_by_test_id("session-tone")).to_contain_text("How bright")
    arm = player.ask("GET", f"/sessions/{session}/analysis").json()["arm"]
    assert arm["per_minute"] == pytest.approx(60 / STROKE_S, rel=0.2), "on a busy machine some turns come late"
    assert 0 < arm["part"] < 1, "it was put on while the session ran"
    assert set(arm["strokes"]["sides"]) == {1, -1}


def test_a_phone_that_feels_nothing_says_so_and_goes_on(player: Phone):
    page = player.open("/practice")
    plays(page, "violin")
    page.get_by_test_id("arm-on").click()
    said = page.get_by_text("This device says nothing of how it turns.")
    expect(said).to_be_visible()
    expect(page.get_by_test_id("arm-word")).to_have_count(0)
    microphone_is(page, "on")
    page.get_by_test_id("tool-film").click()
    expect(page.get_by_role("status").filter(has=said)).to_be_visible()
    page.get_by_test_id("arm-word-off").click()
    expect(said).to_have_count(0)


def test_who_plays_no_bowed_instrument_is_not_asked(player: Phone):
    page, _phone = at_the_stand(player)
    plays(page, "piano")
    page.wait_for_timeout(1500)
    expect(page.get_by_test_id("arm")).to_have_count(0)


def test_the_camera_takes_the_phone_off_the_arm(player: Phone):
    page, _phone = at_the_stand(player)
    plays(page, "cello")
    page.get_by_test_id("arm-on").click()
    expect(page.get_by_test_id("arm")).to_have_attribute("data-state", "on")
    page.get_by_test_id("film-on").click()
    page.get_by_test_id("film-off").click()
    expect(page.get_by_test_id("arm-on")).to_be_visible()


def test_a_sensor_that_is_refused_does_not_cost_the_sound(player: Phone):
    page, _phone = at_the_stand(player)
    plays(page, "violin")
    expect(page.get_by_test_id("arm-on")).to_be_visible()
    page.evaluate("DeviceMotionEvent.requestPermission = () => Promise.resolve('denied')")
    page.get_by_test_id("arm-on").click()
    expect(page.get_by_text("The motion sensor was refused")).to_be_visible()
    microphone_is(page, "on")
