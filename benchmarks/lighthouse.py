"""Lighthouse's mobile scores of the pages people meet first: performance, accessibility, best practices, SEO.

Each run is a first visit: nothing is in the browser's cache, no service worker is installed.
Lighthouse is fetched by npm when it is asked for, and belongs to no installation. The signed-in pages are measured in a
browser that is signed in. A crowded machine makes tasks look long: with ``--best`` the best visit stands for each page.

    python -m benchmarks.lighthouse --best --runs 5 /stats /pieces/*
"""

import argparse
import json
import os
import re
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
from sqlmodel import select

from benchmarks.served import Served, served
from practice_app.embedded.home import ROOT

LIGHTHOUSE = "lighthouse@12.8.2"
PORT = 9333
CATEGORIES = ("performance", "accessibility", "best-practices", "seo")
TOLD = {
    "first paint ms": ("first-contentful-paint", 1),
    "largest paint ms": ("largest-contentful-paint", 1),
    "speed index ms": ("speed-index", 1),
    "blocking ms": ("total-blocking-time", 1),
    "shift / 1000": ("cumulative-layout-shift", 1000),
    "KB": ("total-byte-weight", 0.001),
}
VISITOR_PAGES = ("/", "/login")
PLAYER_PAGES = ("/", "/practice", "/stats", "/pieces/*", "/forum", "/forum/*")
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
    report = folder / f"lighthouse-{re.sub(r'[^a-z]+', '-', url.split('/', 3)[3])}-{time.time_ns()}.json"
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
    told = {name: round(found["audits"][audit]["numericValue"] * by) for name, (audit, by) in TOLD.items()}
    return scores | told | {"benchmark index": round(found["environment"]["benchmarkIndex"])}


def measure(app: Served, wanted: list[str], runs: int, *, best: bool) -> Scores:
    """Each page's figures, the median of some visits or the best; the benchmark index says how fast the machine was."""
    (cookie,) = app.seed_people(1)
    things = {"/pieces/*": _piece(), "/forum/*": _thread()}
    scores: Scores = {}
    for kind, pages, key in (("visitor", VISITOR_PAGES, ""), ("player", PLAYER_PAGES, cookie)):
        for page in pages:
            if wanted and page not in wanted:
                continue
            visits = [_first_visit(app, page.replace("*", things.get(page, "")), key) for _ in range(runs)]
            scores[f"{page} ({kind})"] = _best(visits) if best else _median(visits)
            print(page, kind, scores[f"{page} ({kind})"], flush=True)
    return scores


def _best(visits: list[dict[str, int]]) -> dict[str, int]:
    return max(visits, key=lambda visit: (visit["performance"], -visit["blocking ms"]))


def _median(visits: list[dict[str, int]]) -> dict[str, int]:
    return {name: round(median(visit[name] for visit in visits)) for name in visits[0]}


def _piece() -> str:
    """A piece with three passages, worked on in all sessions that there are; its id."""
    from practice_app.database import system_transaction
    from practice_app.models import Piece, PracticeSession, Section, SessionItem

    with system_transaction() as db:
        sessions = db.exec(select(PracticeSession)).all()
        owner = sessions[0].user_id
        piece = Piece(user_id=owner, title="Partita No. 2 in D minor: Gigue", composer="Bach", target_bpm=72)
        db.add(piece)
        db.flush()
        db.add_all(Section(user_id=owner, piece_id=piece.id, title=f"Bars {n}–{n + 7}") for n in (1, 9, 17))
        about = {"user_id": owner, "piece_id": piece.id, "position": 0}
        db.add_all(SessionItem(session_id=one.id, seconds=one.clock_s, **about) for one in sessions)
        return str(piece.id)


WORDS = "I have tried it slowly, with the metronome and without, and with another fingering. "


def _thread() -> str:
    """A board of ten posts by ten people, and twenty comments below the newest; its id."""
    from practice_app.database import system_transaction, transaction
    from practice_app.models import User
    from practice_app.services import forum

    people = [User(display_name=f"Musician {n}", instruments=["violin"]) for n in range(10)]
    with system_transaction() as db:
        db.add_all(people)
    for n, one in enumerate(people):
        draft = forum.PostDraft(title=f"How do I keep my thumb loose? ({n})", body_md=WORDS * 6, category="question")
        with transaction(one.id) as db:
            post, _ = forum.add_post(db, one.id, draft)
    for one in people * 2:
        with transaction(one.id) as db:
            forum.add_comment(db, one.id, post.id, forum.CommentDraft(body_md=WORDS * 2))
    return str(post.id)


def _first_visit(app: Served, page: str, cookie: str) -> dict[str, int]:
    with _browser(cookie, app.address):
        return _score(app.address + page, app.folder)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("pages", nargs="*", help=f"of {', '.join((*VISITOR_PAGES, *PLAYER_PAGES))}; all without")
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--best", action="store_true")
    args = parser.parse_args()
    with served() as app:
        print(json.dumps(measure(app, args.pages, args.runs, best=args.best), indent=2))


if __name__ == "__main__":
    main()
