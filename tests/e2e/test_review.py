"""A teacher steps to a frame of a student's film, writes, and loses nothing; the student reads it at that frame."""

import subprocess
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from uuid import uuid4

import numpy as np
import pytest
from playwright.sync_api import Page, expect

from practice_app import ages
from practice_app.ids import new_id
from tests.browser import until
from tests.e2e.conftest import PASSWORD, PATIENCE_MS, Phone
from workers.media import ffmpeg

pytestmark = pytest.mark.browser
BITS, BAND, FRAMES = 6, 32, 45
AT_FRAME = "n => document.querySelector('[data-testid=review-time]')?.dataset.frame === String(n)"
NUMBER = """() => {
  const film = document.querySelector('[data-testid=review-player]');
  const canvas = Object.assign(document.createElement('canvas'), { width: film.videoWidth, height: film.videoHeight });
  const drawn = canvas.getContext('2d');
  drawn.drawImage(film, 0, 0);
  const band = canvas.width / 6;
  const lit = n => drawn.getImageData((n + 0.5) * band, canvas.height / 2, 1, 1).data[0] > 127;
  return [0, 1, 2, 3, 4, 5].reduce((sum, n) => sum + (lit(n) ? 2 ** n : 0), 0);
}"""
"""The number that the picture itself says: a white band for each bit that is one, the lowest at the left."""


@pytest.fixture
def film(tmp_path):
    """A film whose frames say their number, as the player keeps films: so it is copied, not coded."""
    ones = [[255 * (n >> bit & 1) for bit in range(BITS)] for n in range(FRAMES)]
    raw = np.repeat(np.array(ones, np.uint8), BAND, axis=1)[:, None, :].repeat(64, axis=1)
    given = ["-f", "rawvideo", "-pix_fmt", "gray", "-s", f"{BITS * BAND}x64", "-r", "30", "-i", "pipe:0"]
    tone = ["-f", "lavfi", "-i", "sine=frequency=440:duration=1.5"]
    coded = ["-c:v", "libx264", "-g", "60", "-pix_fmt", "yuv420p", "-c:a", "aac", tmp_path / "film.mp4"]
    command = [ffmpeg.executable(), "-v", "error", *given, *tone, *map(str, coded)]
    subprocess.run(command, input=raw.tobytes(), check=True, timeout=60)
    return (tmp_path / "film.mp4").read_bytes()


def arrive(phone: Phone, name: str, role: str) -> None:
    told = {"email": f"{uuid4().hex[:12]}@example.org", "password": PASSWORD, "display_name": name, "role": role}
    answer = phone.ask("POST", "/auth/register", **told, birth_year=ages.this_year() - 30, consent=True)
    assert answer.status == 201, answer.text()


def sent(phone: Phone, film: bytes) -> str:
    """Let the student practise, film it, and share that; → the recording, once it can be stepped through."""
    now = datetime.now(UTC)
    told = {"started_at": (now - timedelta(minutes=5)).isoformat(), "ended_at": now.isoformat(), "timezone": "UTC"}
    session = phone.ask("POST", "/sessions", **told).json()["id"]
    about = {"id": str(new_id()), "kind": "video", "mime_type": "video/mp4", "bytes": len(film)}
    take = phone.ask("POST", f"/sessions/{session}/recordings", **about, keep=True, shared=True).json()["recording"]
    (part,) = phone.ask("POST", f"/recordings/{take['id']}/parts", numbers=[1]).json()["parts"]
    assert phone.context.request.fetch(part["url"], method="PUT", data=film).ok
    assert phone.ask("POST", f"/recordings/{take['id']}/complete", bytes=len(film)).status == 202
    deadline = time.monotonic() + PATIENCE_MS / 1000
    while not phone.ask("GET", f"/recordings/{take['id']}?analysis=false").json()["renditions"]["fps"]:
        assert time.monotonic() < deadline, "the film is not ready"
        time.sleep(0.2)
    return str(take["id"])


def draw(page: Page) -> None:
    """A line from corner to corner of a part of the picture, which is three times as wide as it is high."""
    page.get_by_test_id("review-draw").click()
    page.get_by_test_id("drawing-tool-line").click()
    box = page.get_by_test_id("drawing-surface").bounding_box()
    assert box
    assert abs(box["width"] / box["height"] - 3) < 0.05
    ends = [(box["x"] + part * box["width"], box["y"] + part * box["height"]) for part in (0.2, 0.7)]
    page.mouse.move(*ends[0])
    page.mouse.down()
    page.mouse.move(*ends[1], steps=4)
    page.mouse.up()
    expect(page.get_by_test_id("drawing-angle")).to_have_text("18°")
    page.get_by_test_id("drawing-done").click()


def test_a_comment_stands_at_the_frame_that_is_seen_and_no_reload_loses_it(new_phone: Callable[..., Phone], film):
    desk, phone = new_phone(), new_phone()
    arrive(desk, "Clara", "teacher")
    arrive(phone, "Ann", "student")
    code = desk.ask("POST", "/students/invites", email=None).json()["code"]
    assert phone.ask("POST", f"/invites/{code}/accept", history=True).status == 201
    take = sent(phone, film)

    page = desk.open(f"/review/{take}")
    until(page, AT_FRAME, 0)
    for _ in range(8):
        page.get_by_test_id("review-step-forward").click()
    page.get_by_test_id("review-step-back").click()
    page.keyboard.press(".")
    page.keyboard.press(",")
    until(page, AT_FRAME, 7)
    until(page, f"({NUMBER})() === 7")

    page.get_by_test_id("review-comment-text").fill("Here the bow leaves its lane.")
    expect(page.get_by_test_id("review-moment")).to_have_text("0:00.23")
    page.reload()
    expect(page.get_by_test_id("review-comment-text")).to_have_value("Here the bow leaves its lane.")
    until(page, AT_FRAME, 7)
    until(page, f"({NUMBER})() === 7")

    draw(page)
    other = phone.open(f"/review/{take}")
    expect(other.get_by_test_id("review-none")).to_be_visible()
    page.get_by_test_id("review-comment-save").click()
    expect(page.get_by_test_id("review-pin")).to_have_count(1)
    expect(other.get_by_test_id("feedback-item")).to_contain_text(
        "Here the bow leaves its lane."
    )  # without being asked
    other.get_by_test_id("review-pin").click()
    until(other, AT_FRAME, 7)
    expect(other.get_by_test_id("drawing-layer")).to_contain_text("18°")
    (said,) = phone.ask("GET", f"/videos/{take}/feedback").json()["items"]
    assert abs(said["at_s"] - 7 / 30) < 0.001
