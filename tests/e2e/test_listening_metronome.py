"""The metronome that listens, with air between loudspeaker and microphone that is made of a delay."""

import json
import re

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.conftest import Phone

expect.set_options(timeout=30_000)

pytestmark = pytest.mark.browser

AIR_S = 0.12
AIR = """
const join = AudioNode.prototype.connect;
const airs = new Map();
const air = (context) => {
  if (!airs.has(context)) {
    const way = new DelayNode(context, { delayTime: AIR_S, maxDelayTime: 1 });
    const ear = context.createMediaStreamDestination();
    join.call(way, ear);
    airs.set(context, { way, ear });
  }
  return airs.get(context);
};
AudioNode.prototype.connect = function (to, ...rest) {
  if (this.context instanceof AudioContext && to === this.context.destination) join.call(this, air(this.context).way);
  return join.call(this, to, ...rest);
};
navigator.mediaDevices.getUserMedia = async () => [...airs.values()].at(-1).ear.stream.clone();
""".replace("AIR_S", str(AIR_S))


def _measure(page: Page) -> None:
    """Measure, and again when this machine was too busy to play eight sweeps without a hitch."""
    measure = page.get_by_test_id("measure")
    for _ in range(5):
        page.get_by_test_id("measure-sweeps").click()
        expect(measure).to_have_attribute("data-step", re.compile("done|unheard"))
        if measure.get_attribute("data-step") == "done":
            return
    raise AssertionError("the sweeps were never heard")


def test_the_way_of_the_sound_is_measured_once_and_the_click_alone_is_nobodys_playing(phone: Phone):
    phone.context.add_init_script(AIR)
    page = phone.open("/practice")
    page.get_by_test_id("tool-metronome").click()
    page.get_by_test_id("metronome-toggle").click()
    page.get_by_test_id("listen").click()
    _measure(page)
    page.get_by_test_id("measure-done").click()
    kept = json.loads(page.evaluate("localStorage.getItem('woodshed-tempo')"))
    assert kept["latency_s"] >= AIR_S - 0.002
    page.get_by_test_id("metronome-toggle").click()
    expect(page.locator(".beat[data-now=true]")).to_be_visible()
    expect(page.get_by_test_id("mood")).to_have_attribute("data-mood", "unsure")
    expect(page.get_by_test_id("mood")).to_contain_text("Can't hear you clearly")
    page.get_by_test_id("listen-stop").click()
    expect(page.get_by_test_id("listen")).to_be_visible()
