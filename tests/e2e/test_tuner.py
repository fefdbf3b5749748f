"""The tuner, with the microphone of a phone that hears a violin."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser import until
from tests.e2e.conftest import Phone
from tests.e2e.practising import microphone_is, start

expect.set_options(timeout=30_000)

pytestmark = pytest.mark.browser

COUNT_QUESTIONS = """
const ask = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices);
window.live = new Set();
navigator.mediaDevices.getUserMedia = async (...wishes) => {
  const stream = await ask(...wishes);
  const [track] = stream.getAudioTracks();
  const stop = track.stop.bind(track);
  window.live.add(track);
  track.stop = () => { window.live.delete(track); stop(); };
  return stream;
};
"""


@pytest.mark.hears
def test_the_tuner_names_the_note_before_and_during_a_session_with_one_microphone(phone: Phone):
    phone.context.add_init_script(COUNT_QUESTIONS)
    page = phone.open("/practice")
    page.get_by_test_id("tool-tuner").click()
    tuner = page.get_by_test_id("tuner")
    expect(tuner).to_have_attribute("data-note", re.compile(r"^[A-G]#?\d$"))
    expect(page.get_by_test_id("tuner-a4")).to_have_text("440 Hz")
    page.get_by_role("button", name="Higher").click()
    expect(page.get_by_test_id("tuner-a4")).to_have_text("441 Hz")
    start(page)
    microphone_is(page, "on")
    until(page, "live.size === 1")
    expect(tuner).to_have_attribute("data-note", re.compile(r"^[A-G]#?\d$"))
    page.get_by_test_id("tool-tuner").click()
    expect(tuner).to_be_hidden()
    microphone_is(page, "on")
    assert page.evaluate("live.size") == 1
