"""The practice page on a music stand: however it lies, whoever translates it, wherever else one looks meanwhile."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser import until
from tests.e2e.conftest import Phone
from tests.e2e.practising import arrived, finish, microphone_is, save, seconds, start

expect.set_options(timeout=20_000)

pytestmark = pytest.mark.browser

IN_HAND = [
    "practice-pause",
    "practice-finish",
    "practice-details",
    "tool-metronome",
    "tool-tuner",
    "tool-sections",
    "tool-film",
]

#: HEARTBEAT_MS of components/outbox/timer.js.
KEPT_EVERY_MS = 5000

TOO_WIDE = "document.documentElement.scrollWidth > innerWidth"

#: What page translators do: each text becomes an element of theirs, again and again, and the text itself is gone.
TRANSLATES = """
setInterval(() => {
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const texts = [];
  while (walker.nextNode()) texts.push(walker.currentNode);
  for (const text of texts) {
    const parent = text.parentElement;
    if (!text.data.trim() || parent.closest("font, script, style, svg, select, textarea, [translate=no]")) continue;
    const [outer, inner] = [document.createElement("font"), document.createElement("font")];
    inner.textContent = text.data + "\\u200a";
    outer.append(inner);
    text.replaceWith(outer);
  }
}, 100);
"""

#: React says so when the markup was changed before it took the page over, and draws it anew.
DRAWN_ANEW = "React error #418"

#: Taps, and taps again where the page was drawn anew under the finger, until the session runs.
TAPS = """() => {
  const named = (name) => document.querySelector(`[data-testid=practice-${name}]`);
  if (!named("pause")) named("start")?.click();
  return Boolean(named("pause"));
}"""

WRAPPED = "document.querySelectorAll('[data-testid=practice-microphone] font').length > 0"


#: A browser that can't write dates, or can again.
ODD = """
(odd) => Object.defineProperty(Intl.DateTimeFormat.prototype, "format", {
  configurable: true,
  get() { if (odd) throw new Error("an odd browser"); return String; },
})
"""


def at(page: Page, width: int, height: int, letters: str = "") -> None:
    page.set_viewport_size({"width": width, "height": height})
    page.evaluate("(size) => (document.documentElement.style.fontSize = size)", letters)
    page.evaluate("() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")
    assert not page.evaluate(TOO_WIDE), (width, height, letters)


@pytest.mark.hears
def test_upright_on_its_side_small_or_with_large_letters_the_buttons_are_in_reach(phone: Phone):
    page = phone.open("/practice")
    expect(page.get_by_role("heading", level=1)).to_have_text("Practise")
    start(page)
    for width, height in ((844, 390), (667, 330), (390, 844), (320, 568), (1440, 900)):
        at(page, width, height)
        for handle in IN_HAND:
            expect(page.get_by_test_id(handle)).to_be_in_viewport(ratio=1)
    for width, height in ((390, 844), (320, 568), (844, 390)):
        at(page, width, height, "200%")
        for handle in IN_HAND[:3]:
            expect(page.get_by_test_id(handle)).to_be_in_viewport(ratio=1)
    for tool in ("film", "sections", "tuner", "metronome"):
        page.get_by_test_id(f"tool-{tool}").click()
        for width, height, letters in ((320, 568, ""), (320, 568, "200%"), (390, 844, "200%"), (844, 390, "")):
            at(page, width, height, letters)
            for handle in IN_HAND[:2]:
                expect(page.get_by_test_id(handle)).to_be_in_viewport(ratio=1)
    expect(page.get_by_test_id("metronome-toggle")).to_be_in_viewport(ratio=1)
    clock, button = (page.get_by_test_id(name).bounding_box() for name in ("practice-clock", "practice-pause"))
    assert clock
    assert button
    assert clock["x"] + clock["width"] < 844 / 2 < button["x"]


def test_by_keyboard_a_panel_follows_its_buttons_and_a_pedal_is_the_big_button(phone: Phone):
    page = phone.open("/practice")
    expect(page.get_by_test_id("practice-start")).to_be_visible()
    page.keyboard.press("Space")  # perhaps before the page is alive
    expect(page.get_by_test_id("practice-pause")).to_be_visible()
    page.get_by_test_id("tool-metronome").click()
    expect(page.get_by_test_id("metronome-toggle")).to_be_visible()
    page.get_by_test_id("tool-film").focus()
    page.keyboard.press("Tab")
    assert page.evaluate("Boolean(document.activeElement.closest('[data-testid=metronome]'))")
    page.keyboard.press("PageDown")
    expect(page.get_by_test_id("practice-resume")).to_be_visible()
    page.get_by_test_id("practice-details").click()
    page.get_by_test_id("practice-note").fill("One ")
    page.keyboard.press("Space")
    page.keyboard.press("PageDown")
    expect(page.get_by_test_id("practice-note")).to_have_value("One  ")
    page.get_by_test_id("practice-details-done").click()
    expect(page.get_by_test_id("practice-resume")).to_be_visible()


@pytest.mark.hears
def test_a_piece_is_tapped_shown_and_gives_the_metronome_its_tempo(phone: Phone):
    assert phone.ask("POST", "/pieces", title="Gavotte", target_bpm=84).ok
    page = phone.open("/practice")
    page.get_by_test_id("practice-recent").click()
    expect(page.get_by_test_id("practice-subject")).to_contain_text("Gavotte")
    start(page)
    expect(page.get_by_test_id("practice-subject")).to_be_visible()
    page.get_by_test_id("tool-metronome").click()
    expect(page.get_by_test_id("metronome-tempo")).to_have_value("84")
    expect(page.get_by_test_id("metronome-signs")).to_be_hidden()
    page.get_by_test_id("metronome-choices").click()
    page.get_by_test_id("metronome-mute").check()
    page.get_by_test_id("metronome-choices-done").click()
    expect(page.get_by_test_id("metronome-signs")).to_contain_text("2 bars with clicks, 2 silent")
    page.get_by_test_id("metronome-toggle").click()
    page.get_by_test_id("tool-tuner").click()
    expect(page.get_by_test_id("tool-metronome")).to_have_attribute("data-runs", "true")


@pytest.mark.hears
@pytest.mark.stores
def test_a_session_that_runs_stays_in_sight_on_every_page_and_loses_nothing(phone: Phone):
    page = phone.open("/practice")
    start(page)
    microphone_is(page, "on")
    page.evaluate("window.sameDocument = true")
    page.locator(".practice-back").click()
    expect(page.get_by_test_id("running-bar")).to_be_visible()
    expect(page.get_by_test_id("journal-session")).to_contain_text("Not finished")
    page.locator("a[href='/pieces']:visible").click()
    page.wait_for_url("**/pieces")
    page.get_by_test_id("bar-pause").click()
    page.get_by_test_id("bar-resume").click()
    expect(page.get_by_test_id("bar-pause")).to_be_visible()
    page.wait_for_timeout(1500)
    page.get_by_test_id("bar-back").click()
    assert page.evaluate("window.sameDocument")
    microphone_is(page, "on")
    stood_at = seconds(page)
    page.locator(".practice-back").click()
    page.wait_for_timeout(KEPT_EVERY_MS + 1000)  # what a page that is closed was showing is kept this often
    page.reload()
    expect(page.get_by_test_id("running-bar")).to_contain_text("Stopped when the page was closed")
    page.get_by_test_id("bar-go-on").click()
    expect(page.get_by_test_id("bar-pause")).to_be_visible()
    page.get_by_test_id("bar-back").click()
    assert seconds(page) >= stood_at
    finish(page)
    save(page)
    first, _ = sorted(
        phone.ask("GET", f"/sessions/{arrived(page)}").json()["recordings"], key=lambda it: it["offset_s"]
    )
    assert first["offset_s"] < 2


@pytest.mark.hears
def test_a_page_that_is_translated_goes_through_a_whole_session(phone: Phone):
    phone.context.add_init_script(f"addEventListener('DOMContentLoaded', () => {{ {TRANSLATES} }})")
    page = phone.open("/practice")
    fell: list[str] = []
    page.on("pageerror", lambda error: None if DRAWN_ANEW in str(error) else fell.append(str(error)))
    page.wait_for_function(TAPS, polling=2000)
    microphone_is(page, "on")
    until(page, WRAPPED)
    page.get_by_test_id("practice-pause").click()
    expect(page.get_by_test_id("practice-microphone")).to_contain_text("Paused")
    page.get_by_test_id("practice-resume").click()
    expect(page.get_by_test_id("practice-microphone")).to_contain_text("Woodshed is listening")
    for tool in ("metronome", "tuner", "metronome", "metronome"):
        page.get_by_test_id(f"tool-{tool}").click()
        page.wait_for_timeout(250)
    page.locator(".practice-back").click()
    page.get_by_test_id("bar-back").click()
    expect(page.get_by_test_id("practice-clock")).to_have_text(re.compile(r"^0:([1-5]\d|0[6-9])$"))
    finish(page)
    page.get_by_test_id("practice-discard").click()
    page.get_by_test_id("practice-discard-confirm").click()
    page.get_by_test_id("practice-undo").click()
    page.get_by_test_id("practice-note").fill("Übersetzt")
    save(page)
    arrived(page)
    expect(page.get_by_test_id("fallen")).to_have_count(0)
    assert fell == []


@pytest.mark.hears
def test_a_part_that_falls_leaves_the_session_alone_and_comes_back_on_a_tap(phone: Phone):
    page = phone.open("/practice")
    start(page)
    microphone_is(page, "on")
    page.evaluate(ODD, True)
    page.get_by_test_id("practice-finish").click()
    expect(page.get_by_test_id("fallen")).to_be_visible()
    page.evaluate(ODD, False)
    page.get_by_role("button", name="Show it again").click()
    save(page)
    arrived(page)
