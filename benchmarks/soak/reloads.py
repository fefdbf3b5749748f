"""A page reloaded while it uploads: how many parts of the take are sent twice.

python -m benchmarks.soak.reloads [--takes 10]
"""

import argparse
import asyncio
import random
from collections import Counter
from dataclasses import dataclass, field
from urllib.parse import parse_qs, urlsplit

from playwright.sync_api import Page, sync_playwright

from benchmarks.served import Served, served
from benchmarks.soak.faults import finish_sessions, prepare, waiting
from benchmarks.soak.proxy import FaultyProxy, Head, behind
from tests.browser import ARGUMENTS, find_chromium

PARTS = 6
SIZE = PARTS * 5 * 1024 * 1024 - 1000
MOST_AGAIN = 2
PATIENCE_S = 300


@dataclass
class SlowWay(FaultyProxy):
    """Takes its time for each part, and remembers which came."""

    share: float = 0
    parts: Counter[str] = field(default_factory=Counter)

    async def _call_service(self, head: Head, body: bytes) -> bytes:
        _, method, path = head
        if method == "PUT" and path.startswith("/_s3/"):
            self.parts[parse_qs(urlsplit(path).query)["partNumber"][0]] += 1
            await asyncio.sleep(0.5)
        return await super()._call_service(head, body)


def again(page: Page, user: str, proxy: SlowWay, after: int) -> int:
    """Send one take, reload the page once so many parts are on their way, and count those that came twice."""
    proxy.parts.clear()
    finish_sessions(page, user, [SIZE])
    page.evaluate("dispatchEvent(new Event('online'))")
    _until(page, lambda: proxy.parts.total() >= after)
    page.reload()
    _until(page, lambda: not waiting(page))
    assert len(proxy.parts) == PARTS
    return proxy.parts.total() - PARTS


def _until(page: Page, happens) -> None:
    for _ in range(PATIENCE_S * 20):
        if happens():
            return
        page.wait_for_timeout(50)
    raise TimeoutError


def measure(app: Served, page_of, takes: int) -> list[int]:
    """How many parts each reload sent again."""
    chance = random.Random(1)
    with behind(SlowWay(urlsplit(app.address).hostname or "", urlsplit(app.address).port or 80)) as (address, proxy):
        page, user = page_of(address)
        return [again(page, user, proxy, chance.randint(1, PARTS - 1)) for _ in range(takes)]


def main() -> int:
    """Measure and print; 1 when a reload sent more parts again than were on their way."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--takes", type=int, default=10)
    takes = asked.parse_args().takes
    with served() as app, sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=find_chromium(), args=ARGUMENTS)
        counts = measure(app, lambda address: prepare(browser, address), takes)
        browser.close()
    print(f"takes of {PARTS} parts, each reloaded once; parts sent twice: {counts}")
    return 0 if max(counts) <= MOST_AGAIN else 1


if __name__ == "__main__":
    raise SystemExit(main())
