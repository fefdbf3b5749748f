"""Woodshed as an installed app with no network: it opens, it practises, and it sends what it has later."""

import json
import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from practice_app.run.frontend import PAGES
from tests.e2e.conftest import Phone
from tests.e2e.practising import arrived, finish, microphone_is, save, start, stored_for_later
from tests.stack import ROOT

expect.set_options(timeout=20_000)

pytestmark = [pytest.mark.browser, pytest.mark.stores]


@pytest.mark.hears
def test_a_session_with_no_network_from_a_cold_start_to_its_arrival(phone: Phone):
    page = phone.open("/practice")
    stored_for_later(page)
    page.wait_for_timeout(500)
    page.close()
    phone.context.set_offline(True)
    page = phone.open("/practice")
    expect(page.get_by_test_id("offline-notice")).to_be_visible()
    start(page)
    microphone_is(page, "on")
    page.get_by_test_id("tool-metronome").click()
    page.get_by_test_id("metronome-toggle").click()
    expect(page.locator(".beat[data-now=true]")).to_be_visible()
    page.get_by_test_id("tool-tuner").click()
    expect(page.get_by_test_id("tuner")).to_have_attribute("data-note", re.compile(r"^[A-G]#?\d$"))
    finish(page)
    page.get_by_test_id("practice-piece").fill("Berceuse")
    save(page)
    expect(page.get_by_test_id("upload-waits")).to_be_visible()
    page.goto(phone.url + "/device")
    expect(page.get_by_test_id("device-session")).to_have_attribute("data-state", "waiting")
    page.goto(phone.url + "/practice")
    expect(page.get_by_test_id("outbox-count")).to_have_attribute("data-count", "1")
    phone.context.set_offline(False)
    expect(page.get_by_test_id("outbox-count")).to_have_attribute("data-count", "0")
    (session,) = phone.ask("GET", "/sessions").json()["items"]
    assert session["items"][0]["piece_title"] == "Berceuse"
    assert len(session["recordings"]) == 1


@pytest.mark.hears
def test_a_session_that_was_finished_offline_opens_its_page_when_the_network_is_back(phone: Phone):
    page = phone.open("/practice")
    start(page)
    microphone_is(page, "on")
    page.wait_for_timeout(1500)
    phone.context.set_offline(True)
    finish(page)
    save(page)
    expect(page.get_by_test_id("upload-waits")).to_be_visible()
    phone.context.set_offline(False)
    arrived(page)


def test_a_session_written_in_by_hand_offline_stands_in_the_journal_at_once(phone: Phone):
    page = phone.open("/add")
    stored_for_later(page)
    expect(page.get_by_test_id("entry-form")).to_be_visible()
    phone.context.set_offline(True)
    page.goto(phone.url + "/add")
    page.get_by_test_id("entry-minutes").fill("0")
    page.get_by_test_id("entry-save").click()
    expect(page.get_by_test_id("entry-minutes")).to_have_attribute("aria-invalid", "true")
    page.get_by_test_id("entry-day").fill("2026-01-31")
    page.get_by_test_id("entry-minutes").fill("25")
    page.get_by_test_id("practice-piece").fill("Gavotte")
    page.get_by_test_id("practice-section").fill("Trio")
    page.get_by_test_id("practice-tag-new").fill("warm-up")
    page.get_by_test_id("practice-tag-add").click()
    expect(page.get_by_test_id("practice-tag")).to_have_attribute("aria-pressed", "true")
    page.get_by_test_id("entry-save").click()
    expect(page.get_by_test_id("journal-waits")).to_have_attribute("data-state", "waiting")
    expect(page.get_by_test_id("journal-session")).to_contain_text("Gavotte")
    phone.context.set_offline(False)
    (session,) = phone.until_sent(1)
    assert (session["source"], session["local_day"], session["clock_s"]) == ("manual", "2026-01-31", 1500)
    assert [(item["piece_title"], item["section_title"]) for item in session["items"]] == [("Gavotte", "Trio")]
    assert len(session["tag_ids"]) == 1


def _share(page: Page, file: Path) -> None:
    """As the device's share sheet does: a form with the file goes to the app."""
    page.evaluate(
        """() => {
          const form = document.createElement("form");
          Object.assign(form, { action: "/share", method: "post", enctype: "multipart/form-data" });
          form.append(Object.assign(document.createElement("input"), { type: "file", name: "audio", id: "shared" }));
          document.body.append(form);
        }"""
    )
    page.locator("#shared").set_input_files(
        {"name": "Lesson – 아침.wav", "mimeType": "audio/wav", "buffer": file.read_bytes()}
    )
    page.evaluate("document.querySelector('#shared').form.submit()")
    page.wait_for_url("**/add?shared=1", wait_until="commit")


def test_a_recording_shared_by_another_app_with_no_network_becomes_a_session(phone: Phone, violin: Path):
    page = phone.open("/add")
    stored_for_later(page)
    phone.context.set_offline(True)
    _share(page, violin)
    expect(page.get_by_test_id("entry-file")).to_contain_text("Lesson – 아침.wav")
    page.get_by_test_id("entry-save").click()
    expect(page.get_by_test_id("journal-waits")).to_have_attribute("data-state", "waiting")
    phone.context.set_offline(False)
    (session,) = phone.until_sent(1)
    expect(page.get_by_test_id("outbox-count")).to_have_attribute("data-count", "0")
    (take,) = phone.ask("GET", f"/sessions/{session['id']}").json()["recordings"]
    assert phone.ask("GET", f"/recordings/{take['id']}").json()["bytes"] == violin.stat().st_size
    assert page.evaluate("caches.open('woodshed-shared').then((c) => c.keys()).then((k) => k.length)") == 0


STORED = ["/", "/device", "/sessions/01890000-0000-7000-8000-000000000000"]


def test_every_page_opens_with_no_network_or_leads_to_one_that_does_and_says_so(phone: Phone):
    page = phone.open("/practice")
    stored_for_later(page)
    page.wait_for_timeout(500)
    phone.context.set_offline(True)
    for path in STORED:
        page.goto(phone.url + path)
        expect(page.get_by_test_id("offline-notice")).to_be_visible()
    page.goto(phone.url + STORED[-1])
    page.goto(phone.url + "/users/nobody")
    expect(page.get_by_test_id("offline-notice")).to_contain_text("That page needs a network")


def test_the_app_can_be_installed(phone: Phone):
    page = phone.open("/practice")
    address = page.locator('link[rel="manifest"]').get_attribute("href")
    manifest = phone.context.request.get(f"{phone.url}{address}").json()
    assert manifest["display"] == "standalone"
    assert manifest["start_url"] == "/"
    assert manifest["shortcuts"][0]["url"] == "/practice"
    sizes = {(icon["sizes"], icon.get("purpose", "any")) for icon in manifest["icons"]}
    assert {("192x192", "any"), ("512x512", "any"), ("512x512", "maskable")} <= sizes
    for icon in manifest["icons"]:
        assert phone.context.request.get(phone.url + icon["src"]).ok
    apple = page.locator('link[rel="apple-touch-icon"]').get_attribute("href")
    assert phone.context.request.get(f"{phone.url}{apple}").ok


def test_the_stored_shell_is_small(running_app):
    worker = (PAGES / "sw.js").read_text()
    files, catalogs = (
        json.loads(worker.partition(f"const {name} = ")[2].partition(";")[0]) for name in ("FILES", "CATALOGS")
    )
    assert "/practice.html" in files
    assert "/practice" not in files
    assert not any(name.startswith(("/api", "/_event", "/external")) for name in files)
    sizes = {name: (PAGES / name.lstrip("/")).stat().st_size for name in [*files, *catalogs]}
    assert sum(sizes[name] for name in files) + max(sizes[name] for name in catalogs) <= 2_000_000
    assert (PAGES / "sw.js.gz").stat().st_size <= 10_000


@pytest.mark.hears
def test_no_update_is_applied_while_a_session_runs(phone: Phone):
    page = phone.open("/practice")
    stored_for_later(page)
    start(page)
    assert page.evaluate("Date.now() - localStorage.getItem('woodshed-running')") < 10_000
    assert page.evaluate("Number(sessionStorage.reflex_last_reloaded_on_error) > Date.now()")
    finish(page)
    assert page.evaluate("localStorage.getItem('woodshed-running')") is None


def test_the_manifest_in_the_source_names_files_that_are_there():
    manifest = json.loads(Path(ROOT / "assets" / "manifest.webmanifest").read_text())
    for icon in manifest["icons"] + manifest["shortcuts"][0]["icons"]:
        assert (ROOT / "assets" / icon["src"].lstrip("/")).exists()
