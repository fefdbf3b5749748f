"""The metronome on the sound card's own clock, rendered by a real browser faster than it would sound."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.conftest import Phone
from tests.e2e.practising import arrived, finish, microphone_is, save, start

expect.set_options(timeout=30_000)

pytestmark = pytest.mark.browser

LONG_ENOUGH = re.compile(r"0:(0[6-9]|[1-5]\d)")
"""Of a session that is thrown away only after one was asked, on a slow machine and on a quick one."""
RENDER = """
async ({ bpm, subdivision, rate, seconds }) => {
  const room = "/external/practice_app/components/practice/tempo/";
  const { Metronome } = await import(room + "metronome.js");
  const { DEFAULTS } = await import(room + "bars.js");
  const context = new OfflineAudioContext(1, seconds * rate, rate);
  const metronome = new Metronome(context);
  metronome.set({ ...DEFAULTS, bpm, subdivision, volume: 1 });
  const begins = metronome.start();
  for (let at = 0.1; at < seconds; at += 0.1)
    context.suspend(at).then(() => { metronome.look(); context.resume(); });
  const sound = (await context.startRendering()).getChannelData(0);
  metronome.stop();
  const found = [];
  for (let i = 0, silent = Infinity; i < sound.length; i++) {
    if (sound[i] !== 0 && silent > rate * 0.01) found.push(i);
    silent = sound[i] === 0 ? silent + 1 : 0;
  }
  const due = (i) => (begins + (i * 60) / bpm / subdivision) * rate;
  return {
    clicks: found.length,
    expected: Math.ceil((seconds - begins) / (60 / bpm / subdivision)),
    jitter: Math.max(...found.map((at, i) => Math.abs(at - Math.round(due(i))))),
    drift: Math.abs(found.at(-1) - due(found.length - 1)),
  };
}
"""


def beats_pass(page: Page) -> None:
    """Wait until the last three beats of a bar were shown, one after the other."""
    for beat in (1, 2, 3):
        expect(page.locator(".beat").nth(beat)).to_have_attribute("data-now", "true")


@pytest.mark.parametrize(
    ("bpm", "subdivision", "rate"), [(137, 1, 48_000), (61.7, 3, 44_100)], ids=["odd tempo", "triplets"]
)
def test_ten_minutes_of_clicks_neither_jitter_nor_drift(phone: Phone, bpm: float, subdivision: int, rate: int):
    page = phone.open("/practice")
    wish = {"bpm": bpm, "subdivision": subdivision, "rate": rate, "seconds": 600}
    told = page.evaluate(RENDER, wish)
    assert told["clicks"] == told["expected"]
    assert told["jitter"] == 0
    assert told["drift"] <= 1


@pytest.mark.hears
def test_the_metronome_opens_with_one_tap_clicks_while_one_practises_and_stops_with_the_session(phone: Phone):
    page = phone.open("/practice")
    start(page)
    page.get_by_test_id("tool-metronome").click()
    box = page.get_by_test_id("metronome-toggle").bounding_box()
    assert box
    assert box["height"] >= 64
    for handle in ("practice-pause", "practice-finish"):
        expect(page.get_by_test_id(handle)).to_be_in_viewport(ratio=1)
    page.get_by_test_id("metronome-tempo").fill("200")
    page.get_by_test_id("metronome-toggle").click()
    expect(page.get_by_test_id("metronome")).to_have_attribute("data-running", "true")
    expect(page.locator(".beat[data-now=true]")).to_be_visible()
    beats_pass(page)
    expect(page.get_by_test_id("practice-clock")).to_have_text(LONG_ENOUGH)
    finish(page)
    kept = page.evaluate(
        """() => new Promise((resolve) => {
          indexedDB.open("woodshed").onsuccess = ({ target }) =>
            (target.result.transaction("sessions").objectStore("sessions").getAll().onsuccess = (event) =>
              resolve(event.target.result[0].clicks));
        })"""
    )
    # more than one grid when this machine was too busy for an even beat
    assert {grid["bpm"] for grid in kept} == {200}
    assert sum(grid["beats"] for grid in kept) >= 3
    page.get_by_test_id("practice-discard").click()
    page.get_by_test_id("practice-discard-confirm").click()
    page.get_by_test_id("tool-metronome").click()
    expect(page.get_by_test_id("metronome")).to_have_attribute("data-running", "false")
    expect(page.get_by_test_id("metronome-tempo")).to_have_value("200")


@pytest.mark.hears
def test_what_was_drilled_and_what_clicked_arrive_with_the_session(phone: Phone):
    page = phone.open("/practice")
    told: list[dict] = []
    page.on("request", lambda it: told.append(it.post_data_json) if it.url.endswith("/complete") else None)
    start(page)
    microphone_is(page, "on")
    page.get_by_test_id("tool-metronome").click()
    page.get_by_test_id("metronome-toggle").click()
    expect(page.locator(".beat[data-now=true]")).to_be_visible()
    page.get_by_test_id("tool-sections").click()
    page.get_by_test_id("sections-piece-title").fill("Gavotte")
    page.get_by_test_id("sections-piece-done").click()
    page.get_by_test_id("sections-new").fill("Trio")
    page.get_by_test_id("sections-add").click()
    page.get_by_test_id("drill").click()
    page.get_by_test_id("drill").click()
    expect(page.get_by_test_id("drill")).to_contain_text("3")
    page.wait_for_timeout(2500)
    finish(page)
    expect(page.get_by_test_id("drill-heat")).to_contain_text("Trio")
    save(page)
    stored = phone.ask("GET", f"/sessions/{arrived(page)}").json()
    assert [(item["section_title"], item["repetitions"]) for item in stored["items"]] == [(None, 1), ("Trio", 3)]
    grids = told[-1]["click"]["grids"]  # more than one when this machine was too busy for an even beat
    assert {grid["bpm"] for grid in grids} == {72}
    assert sum(grid["beats"] for grid in grids) >= 2
