"""How soon a film is seen that somebody comments on: `python -m benchmarks.review [LOADS]`.

From the navigation to `/review/<recording>` to the first picture of the film, in Chromium on a line of 10 Mbit/s with
40 ms there and back: in a browser that was never here, and in one that was. 1 when half of the loads take longer than
1.5 s.
"""

import argparse
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import Browser, BrowserContext, sync_playwright

from tests.browser import ARGUMENTS, find_chromium, until
from tests.e2e.conftest import Phone
from tests.e2e.test_review import arrive, sent
from tests.running import RunningApp, free_port, stop
from workers.media import ffmpeg

LINE = {"offline": False, "latency": 40, "downloadThroughput": 10e6 / 8, "uploadThroughput": 5e6 / 8}
MOST_MS = 1500
DESK = {"width": 1440, "height": 900}
SEEN = """(() => {
  const look = () => {
    const film = document.querySelector('[data-testid=review-player]');
    if (!film) return requestAnimationFrame(look);
    film.requestVideoFrameCallback(() => { window.seenAfter = performance.now(); });
  };
  look();
})()"""


def main() -> int:
    """Print both, in milliseconds: the fastest, the middle one, the slowest."""
    asked = argparse.ArgumentParser(prog="python -m benchmarks.review", description=__doc__)
    asked.add_argument("loads", nargs="?", type=int, default=10)
    loads = asked.parse_args().loads
    with tempfile.TemporaryDirectory(prefix="woodshed-review-") as name, sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=find_chromium(), args=ARGUMENTS)
        Path(name).chmod(0o755)  # PostgreSQL, which is not root, goes through it
        app = RunningApp(Path(name) / "home", free_port())
        process = app.start()
        try:
            app.wait(process)
            return measured(browser, app.url, film(Path(name) / "film.mp4"), loads)
        finally:
            stop(process)


def film(path: Path) -> bytes:
    """A quarter of a minute of 720p30, about as large as a film of a room; one part of an upload."""
    drawn = ["-f", "lavfi", "-i", "testsrc2=size=1280x720:rate=30:duration=15,noise=alls=12:allf=t"]
    heard = ["-f", "lavfi", "-i", "sine=frequency=440:duration=15"]
    coded = ["-c:v", "libx264", "-preset", "veryfast", "-b:v", "2.4M", "-maxrate", "3M", "-bufsize", "6M", "-g", "60"]
    command = [
        ffmpeg.executable(),
        "-v",
        "error",
        *drawn,
        *heard,
        *coded,
        "-pix_fmt",
        "yuv420p",
        "-c:a",
        "aac",
        str(path),
    ]
    subprocess.run(command, check=True)
    return path.read_bytes()


def measured(browser: Browser, url: str, made: bytes, loads: int) -> int:
    """Let a teacher open a student's film again and again."""
    desk, phone = (Phone(browser.new_context(viewport=DESK), url) for _ in range(2))
    arrive(desk, "Clara", "teacher")
    arrive(phone, "Ann", "student")
    code = desk.ask("POST", "/students/invites", email=None).json()["code"]
    assert phone.ask("POST", f"/invites/{code}/accept", history=True).status == 201
    address = f"{url}/review/{sent(phone, made)}"
    cookies = desk.context.cookies()
    first = [opened(fresh(browser, cookies), address, closes=True) for _ in range(loads)]
    known = fresh(browser, cookies)
    opened(known, address)
    again = [opened(known, address) for _ in range(loads)]
    for words, took in (("never here before", first), ("here before", again)):
        print(f"{words}: {min(took):.0f} / {statistics.median(took):.0f} / {max(took):.0f} ms", flush=True)
    return 1 if statistics.median(first) > MOST_MS else 0


def fresh(browser: Browser, cookies: list[object]) -> BrowserContext:
    """A browser of theirs that has nothing of the page."""
    context = browser.new_context(viewport=DESK)
    context.add_cookies(cookies)  # type: ignore[arg-type]
    context.add_init_script(SEEN)
    return context


def opened(context: BrowserContext, address: str, *, closes: bool = False) -> float:
    """Open the page on the slow line; → milliseconds until the first picture."""
    page = context.new_page()
    devtools = context.new_cdp_session(page)
    devtools.send("Network.enable")
    devtools.send("Network.emulateNetworkConditions", LINE)
    page.goto(address, wait_until="commit")
    took = float(until(page, "window.seenAfter ?? 0"))
    page.close()
    if closes:
        context.close()
    return took


if __name__ == "__main__":
    sys.exit(main())
