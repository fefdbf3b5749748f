"""One's data, in a browser: a journal of another program comes in, and everything goes out in one file."""

import io
import json
import zipfile
from collections.abc import Callable
from pathlib import Path

import psycopg
import pytest
from playwright.sync_api import FilePayload, Page, expect

from tests.e2e.conftest import PASSWORD, PATIENCE_MS, Phone
from tests.running import RunningApp

pytestmark = pytest.mark.browser
JOURNAL = "When;How long;Song;Mood\n3/1/2026;45;Étude;good\n5/1/2026;1:15;Étude;\n6/1/2026;soon;Étude;\n"


def grow_old(app: RunningApp, user_id: str) -> None:
    """Let somebody have signed in long enough ago that they must prove again who they are."""
    with psycopg.connect(app.addresses["DATABASE_URL"].replace("+psycopg", "")) as db:
        db.execute("SET ROLE woodshed_system")
        db.execute("UPDATE auth_sessions SET proved_at = now() - interval '16 min' WHERE user_id = %s", [user_id])


def choose(page: Page, file: FilePayload) -> None:
    """Choose a file as a person does; nobody can reach the field behind the button, least of all on a page asleep."""
    with page.expect_file_chooser() as asked:
        page.get_by_test_id("import-choose").click()
    asked.value.set_files(file)


def test_a_journal_comes_in_and_everything_goes_out(
    new_phone: Callable[..., Phone], running_app: RunningApp, tmp_path: Path
):
    phone = new_phone()
    who = phone.register()
    page = phone.open("/settings/data")
    expect(page.get_by_test_id("export-ask")).to_be_visible(timeout=PATIENCE_MS)  # the page is alive
    choose(page, {"name": "journal.csv", "mimeType": "text/csv", "buffer": JOURNAL.encode("utf-16")})
    page.get_by_test_id("import-column-date").select_option("When")
    page.get_by_test_id("import-column-minutes").select_option("How long")
    page.get_by_test_id("import-dates").select_option("dmy")
    expect(page.get_by_test_id("import-wrong")).to_contain_text("1 line")
    page.get_by_test_id("import-start").click()
    expect(page.get_by_test_id("import-done")).to_contain_text("2 sessions were taken in.", timeout=PATIENCE_MS)
    found = phone.ask("GET", "/sessions").json()["items"]
    assert [row["clock_s"] for row in found] == [75 * 60, 45 * 60]

    grow_old(running_app, who.user_id)
    page.get_by_test_id("export-ask").click()
    page.get_by_test_id("again-password").fill(PASSWORD)
    page.get_by_test_id("again-submit").click()
    download = page.get_by_test_id("export-download")
    expect(download).to_be_visible(timeout=PATIENCE_MS)
    with page.expect_download() as saved:
        download.click()
    assert saved.value.suggested_filename.startswith("woodshed-")
    whole = zipfile.ZipFile(io.BytesIO(saved.value.path().read_bytes()))
    assert len(json.loads(whole.read("sessions.json"))) == 2
    choose(page, {"name": "woodshed.zip", "mimeType": "application/zip", "buffer": saved.value.path().read_bytes()})
    expect(page.get_by_test_id("import-done")).to_contain_text("2 were there already.", timeout=PATIENCE_MS)
    whole.extractall(tmp_path)
    page.goto((tmp_path / "index.html").as_uri())
    page.get_by_role("link", name="2026", exact=True).click()
    expect(page.get_by_role("row").filter(has_text="Étude")).to_have_count(2)
