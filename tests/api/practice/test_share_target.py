"""A file that another app shares before the service worker is there."""

from fastapi.testclient import TestClient


def test_a_shared_file_that_nobody_kept_leads_to_the_page_that_asks_for_it(ann: TestClient):
    answer = ann.post("/share", files={"audio": ("take.mp3", b"\0" * 2_000_000, "audio/mpeg")}, follow_redirects=False)
    assert (answer.status_code, answer.headers["location"]) == (303, "/add?shared=failed")
