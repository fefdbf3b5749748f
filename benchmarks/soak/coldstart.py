"""The installed app opened in a cellar: a new browser on a profile that knows Woodshed, no network, a slow processor.

python -m benchmarks.soak.coldstart [--starts 20]
"""

import argparse
import os
import tempfile
from dataclasses import dataclass
from pathlib import Path
from statistics import quantiles

from playwright.sync_api import BrowserContext, Playwright, sync_playwright

from benchmarks.served import served
from tests.browser import ARGUMENTS, find_chromium, until
from tests.e2e.conftest import PHONE, Phone

SLOWER = 4
LCP_S, USABLE_S = 1.5, 2.5
WATCH = """
window.seen = { lcp: 0, usable: 0 };
new PerformanceObserver((list) => list.getEntries().forEach((entry) => (seen.lcp = entry.startTime)))
  .observe({ type: "largest-contentful-paint", buffered: true });
const look = () => {
  const button = document.querySelector("[data-testid=practice-start]");
  const alive = button && Object.keys(button).some((key) => key.startsWith("__reactProps"));
  if (alive) seen.usable = performance.now();
  else requestAnimationFrame(look);
};
requestAnimationFrame(look);
"""
SERVED_FROM_HERE = (
    "navigator.serviceWorker.ready.then(() => navigator.serviceWorker.controller ??"
    " new Promise((done) => navigator.serviceWorker.addEventListener('controllerchange', done))).then(() => true)"
)


@dataclass
class Start:
    """One cold start, in seconds from the beginning of the navigation."""

    lcp_s: float
    usable_s: float
    load: float


def _browser(driver: Playwright, profile: Path, *, offline: bool) -> BrowserContext:
    return driver.chromium.launch_persistent_context(
        profile, executable_path=find_chromium(), args=ARGUMENTS, viewport=PHONE, offline=offline
    )


def install(driver: Playwright, profile: Path, address: str) -> None:
    """Sign up and visit the app once, until the service worker has all it needs."""
    context = _browser(driver, profile, offline=False)
    Phone(context, address).register()
    page = context.new_page()
    page.goto(f"{address}/practice")
    page.evaluate(SERVED_FROM_HERE)
    page.wait_for_timeout(2000)
    context.close()


def cold_start(driver: Playwright, profile: Path, address: str) -> Start:
    """Start the browser anew and open the practice page with no network."""
    context = _browser(driver, profile, offline=True)
    page = context.new_page()
    page.add_init_script(WATCH)
    context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
    page.goto(f"{address}/practice", wait_until="commit")
    until(page, "seen.usable && seen.lcp", timeout=60_000)
    page.wait_for_timeout(1500)
    seen = page.evaluate("seen")
    context.close()
    return Start(seen["lcp"] / 1000, seen["usable"] / 1000, os.getloadavg()[0])


def p95(values: list[float]) -> float:
    """The 95th percentile."""
    return quantiles(values, n=20, method="inclusive")[-1] if len(values) > 1 else values[0]


def main() -> int:
    """Measure and print; 1 when a bar is missed."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--starts", type=int, default=20)
    how_many = asked.parse_args().starts
    with served() as app, tempfile.TemporaryDirectory(prefix="woodshed-cold-") as name, sync_playwright() as driver:
        install(driver, Path(name), app.address)
        starts = [cold_start(driver, Path(name), app.address) for _ in range(how_many)]
    for start in starts:
        print(f"  LCP {start.lcp_s:.2f} s   Start usable {start.usable_s:.2f} s   load of the machine {start.load:.1f}")
    lcp, usable = p95([start.lcp_s for start in starts]), p95([start.usable_s for start in starts])
    print(f"{how_many} cold starts, 95th percentile: LCP {lcp:.2f} s, Start usable {usable:.2f} s")
    return 0 if lcp <= LCP_S and usable <= USABLE_S else 1


if __name__ == "__main__":
    raise SystemExit(main())
