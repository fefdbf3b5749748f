"""Lighthouse's mobile scores of the pages people meet first: performance, accessibility, best practices.

Each run is a first visit: nothing is in the browser's cache, no service worker is installed.
Lighthouse is fetched by npm when it is asked for, and belongs to no installation. The signed-in pages are measured in a
browser that is signed in.

    python -m benchmarks.lighthouse
"""

import json
import os
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median

import httpx
from playwright.sync_api import sync_playwright

from benchmarks.served import Served, served
from practice_app.embedded.home import ROOT

LIGHTHOUSE = "lighthouse@12.8.2"
PORT = 9333
CATEGORIES = ("performance", "accessibility", "best-practices")
TIMES = {"largest paint ms": "largest-contentful-paint", "blocking ms": "total-blocking-time"}
VISITOR_PAGES = ("/", "/login")
PLAYER_PAGES = ("/", "/practice")
RUNS = 3
BROWSER = (
    *("--headless=new", "--no-sandbox", "--disable-background-networking", "--disable-component-update"),
    *("--disable-sync", "--no-first-run", f"--remote-debugging-port={PORT}"),
)
Scores = dict[str, dict[str, int]]


@contextmanager
def _browser(cookie: str, address: str) -> Iterator[None]:
    """A browser that Lighthouse can drive, signed in when there is a cookie."""
    chromium = os.environ.get("CHROMIUM_PATH") or shutil.which("chromium") or shutil.which("google-chrome")
    if chromium is None:
        raise SystemExit("Lighthouse needs an installed Chromium.")
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profile:
        command = [chromium, *BROWSER, f"--user-data-dir={profile}", "about:blank"]
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        try:
            _wait_for_browser()
            if cookie:
                _sign_in(cookie, address)
            yield
        finally:
            process.terminate()
            process.wait(10)


def _wait_for_browser() -> None:
    for _ in range(100):
        try:
            httpx.get(f"http://127.0.0.1:{PORT}/json/version")
        except httpx.TransportError:
            time.sleep(0.1)
        else:
            return
    raise SystemExit("Chromium did not start.")


def _sign_in(cookie: str, address: str) -> None:
    with sync_playwright() as playwright:
        context = playwright.chromium.connect_over_cdp(f"http://127.0.0.1:{PORT}").contexts[0]
        context.add_cookies(
            [
                {"name": "woodshed_session", "value": cookie, "url": address, "httpOnly": True},
                {"name": "woodshed_hint", "value": "1", "url": address},
            ]
        )


def _score(url: str, folder: Path) -> dict[str, int]:
    report = folder / "report.json"
    tools = ROOT / "build" / "bin"
    npm = (str(tools / "node"), str((tools / "npm-cli.js").resolve()), "exec", "--yes", "--")
    command = [
        *(*npm, LIGHTHOUSE, url, "--quiet", f"--port={PORT}"),
        *("--output=json", f"--output-path={report}", "--disable-storage-reset"),
        f"--only-categories={','.join(CATEGORIES)}",
    ]
    path = f"{tools}{os.pathsep}{os.environ['PATH']}"
    subprocess.run(command, check=True, env=os.environ | {"PATH": path})
    found = json.loads(report.read_text())
    scores = {name: round(100 * found["categories"][name]["score"]) for name in CATEGORIES}
    timing = {name: round(found["audits"][audit]["numericValue"]) for name, audit in TIMES.items()}
    return scores | timing | {"benchmark index": round(found["environment"]["benchmarkIndex"])}


def measure(app: Served) -> Scores:
    """Median of some runs for each page; the benchmark index says how fast the machine was just then."""
    (cookie,) = app.seed_people(1)
    scores: Scores = {}
    for kind, pages, key in (("visitor", VISITOR_PAGES, ""), ("player", PLAYER_PAGES, cookie)):
        for page in pages:
            runs = [_first_visit(app, page, key) for _ in range(RUNS)]
            scores[f"{page} ({kind})"] = {name: round(median(run[name] for run in runs)) for name in runs[0]}
    return scores


def _first_visit(app: Served, page: str, cookie: str) -> dict[str, int]:
    with _browser(cookie, app.address):
        return _score(app.address + page, app.folder)


def main() -> None:
    """Measure and print."""
    with served() as app:
        print(json.dumps(measure(app), indent=2))


if __name__ == "__main__":
    main()
