"""A browser killed again and again while somebody practises: no session and no stored second of sound may be missing.

Each life of the browser begins where the last one was cut off: what is offered is finished and saved, then a new
session is begun and cut off in turn while it records, is paused, is finished, is being sent, or while a new release
of the app is being stored. Some lives begin with no network. In the end the server must have every session and every
byte that was ever seen on the device, and have decoded every take.

    python -m benchmarks.soak.kills [--kills 500] [--seed 1]

What was found so far is printed every 25 kills, as one line of JSON.
"""

import argparse
import json
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from playwright.sync_api import Page, Playwright, expect, sync_playwright

from benchmarks.soak.audit import Audit, spread
from benchmarks.soak.life import STORED, Lives
from benchmarks.soak.proxy import behind
from benchmarks.soak.releases import Releases
from practice_app.embedded import Home
from practice_app.embedded.home import ROOT
from practice_app.embedded.program import free_port
from tests.browser import find_chromium
from tests.e2e.device import Device
from tests.running import RunningApp, stop
from tests.stack import remove

PATIENCE_S = 1200
TELL_EACH = 25


def run(driver: Playwright, folder: Path, kills: int, seed: int) -> bool:
    """Start Woodshed, and a device that plays a violin to it; whether nothing was lost."""
    violin = folder / "violin.wav"
    subprocess.run([sys.executable, "-m", "tests.sounds", "violin", str(violin)], cwd=ROOT, check=True)
    app = RunningApp(folder / "home", free_port())
    process = app.start()
    try:
        app.wait(process)
        device = Device(driver, find_chromium() or driver.chromium.executable_path, folder / "profile", violin)
        with behind(Releases("127.0.0.1", app.port)) as (address, releases):
            lives = Lives(device, address, releases, Audit(), seed)
            _kill(lives, kills)
            return _settle(lives)
    finally:
        stop(process)
        remove(folder / "home", Home(app.home))


def _kill(lives: Lives, kills: int) -> None:
    began = time.monotonic()
    for number in range(1, kills + 1):
        lives.live()
        if number % TELL_EACH == 0:
            _tell(lives, {"after_s": round(time.monotonic() - began), **_on_the_way(lives)})


def _on_the_way(lives: Lives) -> dict[str, object]:
    """What is not on the server yet, looked at by a device that wakes up for that alone."""
    try:
        return {"not_yet": _not_yet(lives, lives.wake(offline=False))}
    except Exception as error:
        return {"not_looked_at": str(error)[:200]}
    finally:
        lives.device.kill()


def _not_yet(lives: Lives, page: Page) -> dict[str, int]:
    """Takes that are neither on the server nor on the device, and what is still on its way."""
    missing, unheard = lives.audit.look()
    here = {take["id"] for take in page.evaluate(STORED)["takes"]}
    return {"vanished": len(missing - here), "on_the_device": len(missing & here), "unheard": len(unheard)}


def _settle(lives: Lives) -> bool:
    """Live on until all is sent and heard, and count."""
    page = lives.wake(offline=False)
    lives.tidy(page)
    deadline = time.monotonic() + PATIENCE_S
    while (there := page.evaluate(STORED))["waiting"] and time.monotonic() < deadline:
        page.wait_for_timeout(1000)
    left = [row for row in there["sessions"] if row["state"] != "sent"]
    missing, unheard = lives.audit.look(PATIENCE_S)
    ends = {
        "sessions_lost": sorted(lives.audit.missing_sessions()),
        "takes_lost": sorted(missing),
        "takes_unheard": sorted(unheard),
        "left_on_device": [*there["waiting"], *left],
    }
    _tell(lives, ends)
    lives.device.kill()
    audit, lived = lives.audit, lives.lived
    return not any((*ends.values(), audit.fewer_bytes, audit.not_decoded, lived.shrunk, lived.stumbled))


def _tell(lives: Lives, more: dict[str, object]) -> None:
    audit, lived = lives.audit, lives.lived
    found = {
        "kills": sum(lived.kills.values()),
        "moments": dict(lived.kills),
        "woken_offline": lived.woken_offline,
        "releases": lives.releases.number,
        "releases_stored": len(lived.shells),
        "sessions": len(audit.sessions),
        "takes": len(audit.committed),
        "films": len(audit.films & audit.committed.keys()),
        "decoded": len(audit.decoded),
        "not_decoded": audit.not_decoded,
        "fewer_bytes": audit.fewer_bytes,
        "shrunk": lived.shrunk,
        "stumbled": lived.stumbled,
        "tail_lost_s": spread(audit.tails_s),
        "tail_of_film_lost_s": spread(audit.film_tails_s),
        "clock_behind_s": spread(audit.clocks_off_s),
    }
    print(json.dumps(found | more), flush=True)


def main() -> int:
    """Measure and print; 1 when anything that was stored is missing."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--kills", type=int, default=500)
    asked.add_argument("--seed", type=int, default=1)
    given = asked.parse_args()
    expect.set_options(timeout=60_000)
    folder = Path(tempfile.mkdtemp(prefix="woodshed-kills-"))
    with sync_playwright() as driver:
        good = run(driver, folder, given.kills, given.seed)
    if good:
        shutil.rmtree(folder)
    else:
        print(f"what was to be seen is in {folder}")
    print("nothing was lost" if good else "something was lost or got stuck", flush=True)
    return 0 if good else 1


if __name__ == "__main__":
    raise SystemExit(main())
