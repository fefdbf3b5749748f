"""Syncs through a faulty network: each session and take must arrive once, whole, and nothing may be left waiting.

python -m benchmarks.soak.faults [--syncs 1000] [--share 0.3] [--seed 1]
"""

import argparse
import hashlib
import json
import random
import time
from dataclasses import asdict, dataclass
from pathlib import Path
from urllib.parse import urlsplit
from uuid import UUID

from playwright.sync_api import Browser, Page, sync_playwright

from benchmarks.served import Served, served
from benchmarks.soak.proxy import FaultyProxy, behind
from tests.browser import ARGUMENTS, find_chromium
from tests.e2e.conftest import Phone

DEVICES = 6
LARGE_SHARE = 0.02
PATIENCE_S, LOOK_MS = 3600, 10_000
SMALL, LARGE = (5_000, 100_000), 6_000_000
FINISHED = (Path(__file__).with_name("finished.js")).read_text()


@dataclass
class Found:
    """What was on the server in the end."""

    syncs: int
    sessions: int
    recordings: int
    objects: int
    wrong: int
    """Objects whose SHA-256 is not that of what lay on the device."""
    unfinished_uploads: int
    left_on_devices: int
    took_s: float
    faults: dict[str, int]

    @property
    def good(self) -> bool:
        """Whether nothing was lost, doubled, changed or left behind."""
        once = self.sessions == self.recordings == self.objects == self.syncs
        return once and not (self.wrong or self.unfinished_uploads or self.left_on_devices)


def prepare(browser: Browser, address: str) -> tuple[Page, str]:
    """A device with an account of its own."""
    context = browser.new_context(permissions=["microphone"])
    who = Phone(context, address).register()
    page = context.new_page()
    page.goto(f"{address}/practice")
    while not page.evaluate(HAS_STORES):
        page.wait_for_timeout(100)
    return page, who.user_id


def finish_sessions(page: Page, user_id: str, sizes: list[int]) -> dict[str, str]:
    """Put finished sessions on the device, each with a take; the SHA-256 of each take by its id."""
    return dict(page.evaluate(FINISHED, {"user": user_id, "sizes": sizes}))


def waiting(page: Page) -> int:
    """How much a device has not sent."""
    return int(page.evaluate(WAITING))


HAS_STORES = "indexedDB.databases().then((all) => all.some((it) => it.name === 'woodshed' && it.version > 1))"
WAITING = """() => new Promise((resolve) => {
  const opening = indexedDB.open("woodshed");
  opening.onsuccess = () => {
    const counting = opening.result.transaction("outbox").objectStore("outbox").count();
    counting.onsuccess = () => (opening.result.close(), resolve(counting.result));
  };
})"""


def sync(browser: Browser, app: Served, syncs: int, share: float, seed: int) -> Found:
    """Let devices send so many sessions through a faulty network, and look at what arrived."""
    chance = random.Random(seed)
    began = time.monotonic()
    host, port = urlsplit(app.address).hostname or "", urlsplit(app.address).port or 80
    with behind(FaultyProxy(host, port, 0, seed)) as (address, proxy):
        devices = [prepare(browser, address) for _ in range(min(DEVICES, syncs))]
        proxy.share = share
        digests: dict[str, str] = {}
        for number, (page, user_id) in enumerate(devices):
            mine = len(range(number, syncs, len(devices)))
            sizes = [LARGE if chance.random() < LARGE_SHARE else chance.randint(*SMALL) for _ in range(mine)]
            digests |= finish_sessions(page, user_id, sizes)
            page.evaluate("dispatchEvent(new Event('online'))")
        left = _until_all_is_sent([page for page, _ in devices])
        took = time.monotonic() - began
        for page, _ in devices:
            page.context.close()
    return _look(digests, syncs, left, took, dict(proxy.done))


def _until_all_is_sent(pages: list[Page]) -> int:
    began = time.monotonic()
    while (left := sum(map(waiting, pages))) and time.monotonic() < began + PATIENCE_S:
        print(f"  after {time.monotonic() - began:.0f} s {left} things wait", flush=True)
        pages[0].wait_for_timeout(LOOK_MS)
    return left


def _look(digests: dict[str, str], syncs: int, left: int, took: float, faults: dict[str, int]) -> Found:
    from sqlmodel import col, func, select

    from practice_app.database import system_transaction
    from practice_app.models import PracticeSession, Recording
    from practice_app.services.shared import storage
    from practice_app.settings import get_settings

    ids = [UUID(name) for name in digests]
    with system_transaction() as db:
        rows = db.exec(select(Recording).where(col(Recording.id).in_(ids))).all()
        owners = {row.user_id for row in rows}
        sessions = db.exec(select(func.count()).where(col(PracticeSession.user_id).in_(owners))).one()
        takes = db.exec(select(func.count()).where(col(Recording.user_id).in_(owners))).one()
        keys = {str(row.id): row.object_key for row in rows}
    s3, bucket = storage.client(), get_settings().s3_bucket
    pages = s3.get_paginator("list_objects_v2").paginate(Bucket=bucket)
    stored = {thing["Key"] for page in pages for thing in page.get("Contents", [])}
    arrived = {keys[name]: digest for name, digest in digests.items() if keys.get(name) in stored}
    wrong = sum(_digest(s3.get_object(Bucket=bucket, Key=key)["Body"]) != digest for key, digest in arrived.items())
    uploads = len(s3.list_multipart_uploads(Bucket=bucket).get("Uploads", []))
    return Found(syncs, sessions, takes, len(stored), wrong, uploads, left, round(took, 1), faults)


def _digest(body) -> str:
    return hashlib.sha256(body.read()).hexdigest()


def main() -> int:
    """Measure and print; 1 when anything was lost, doubled, changed or left behind."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--syncs", type=int, default=1000)
    asked.add_argument("--share", type=float, default=0.3)
    asked.add_argument("--seed", type=int, default=1)
    given = asked.parse_args()
    with served() as app, sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=find_chromium(), args=ARGUMENTS)
        found = sync(browser, app, given.syncs, given.share, given.seed)
        browser.close()
    print(json.dumps(asdict(found), indent=2))
    return 0 if found.good else 1


if __name__ == "__main__":
    raise SystemExit(main())
