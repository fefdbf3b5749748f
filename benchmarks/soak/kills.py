"""A browser killed again and again while somebody practises: no session and no stored second of sound may be missing.

Each life of the browser begins where the last one was cut off: what is offered is finished and saved, then a new
session is begun and cut off in turn while it records, is paused, is finished or is being sent.

    python -m benchmarks.soak.kills [--kills 500] [--seed 1]
"""

import argparse
import json
import random
import subprocess
import sys
import tempfile
import time
from dataclasses import asdict, dataclass, field
from pathlib import Path
from statistics import quantiles

from playwright.sync_api import Page, Playwright, expect, sync_playwright

from practice_app.embedded import Home
from practice_app.embedded.home import ROOT
from practice_app.embedded.program import free_port
from tests.browser import find_chromium
from tests.e2e.conftest import Musician, Phone
from tests.e2e.device import Device
from tests.e2e.practising import finish, microphone_is, save, start
from tests.running import RunningApp, stop
from tests.stack import remove

MOMENTS = ("recording", "paused", "finished", "sending")
PATIENCE_S = 600
STORED = (Path(__file__).with_name("stored.js")).read_text()


@dataclass
class Found:
    """What the kills cost."""

    kills: int = 0
    sessions: int = 0
    sessions_lost: int = 0
    sound_lost: int = 0
    """Takes of which fewer bytes were on the device after a kill than before it."""
    not_decoded: int = 0
    tails_s: list[float] = field(default_factory=list)
    """Sound between the last stored moment and the kill, in seconds."""

    @property
    def good(self) -> bool:
        """Whether nothing that was stored is missing."""
        return not (self.sessions_lost or self.sound_lost or self.not_decoded)


class Life:
    """The lives of one device, one after another."""

    def __init__(self, device: Device, url: str, seed: int) -> None:
        self.device, self.url, self.chance = device, url, random.Random(seed)
        self.found = Found()
        self.begun: set[str] = set()
        self.bytes: dict[str, int] = {}
        self.heard: dict[str, float] = {}
        self.ann: Musician | None = None

    def live(self) -> None:
        """Be switched on, tidy up what the last life left, begin a session, and be killed."""
        page = self._tidy()
        page.goto(self.url + "/practice")
        self._go_to(self.chance.choice(MOMENTS), page)
        self.device.kill()
        self.found.kills += 1

    def _tidy(self) -> Page:
        """Wake up, look what is there, and save what was cut off."""
        page = self._wake()
        self._check(page)
        if page.get_by_test_id("practice-resume-offer").is_visible():
            finish(page)
        if page.get_by_test_id("practice-save").is_visible():
            save(page)
        return page

    def _wake(self) -> Page:
        phone = Phone(self.device.switch_on(), self.url)
        if self.ann is None:
            self.ann = phone.register()
        else:
            phone.sign_in(self.ann)
        self.phone = phone
        page = phone.open("/practice")
        known = [page.get_by_test_id(f"practice-{name}") for name in ("start", "resume-offer", "save")]
        expect(known[0].or_(known[1]).or_(known[2]).first).to_be_visible()
        return page

    def _check(self, page: Page) -> None:
        """What was on the device before the kill is still there, or on the server by now."""
        there = page.evaluate(STORED)
        kept = {take["id"]: take["bytes"] for take in there["takes"]}
        for take, size in self.bytes.items():
            if take in kept and kept[take] < size:
                self.found.sound_lost += 1
        self.begun |= set(there["sessions"])

    def _go_to(self, moment: str, page: Page) -> None:
        start(page)
        microphone_is(page, "on")
        began = time.monotonic()
        page.wait_for_timeout(self.chance.uniform(500, 6000))
        if moment == "paused":
            page.get_by_test_id("practice-pause").click()
        if moment in {"finished", "sending"}:
            finish(page)
        there = page.evaluate(STORED)
        self.begun |= set(there["sessions"])
        self.bytes = {take["id"]: take["bytes"] for take in there["takes"]}
        if moment == "sending":
            page.get_by_test_id("practice-save").click()
            page.wait_for_timeout(self.chance.uniform(0, 1500))
        if moment == "recording" and there["takes"]:
            self.heard[there["takes"][-1]["id"]] = time.monotonic() - began

    def settle(self) -> Found:
        """Live on until all is sent and heard, and count."""
        page = self._tidy()
        deadline = time.monotonic() + PATIENCE_S
        while page.evaluate(STORED)["waiting"] and time.monotonic() < deadline:
            page.wait_for_timeout(1000)
        sessions = self._sessions()
        self.found.sessions = len(sessions)
        self.found.sessions_lost = len(self.begun - {session["id"] for session in sessions})
        for session in sessions:
            for recording in session["recordings"]:
                self._look(page, session["id"], recording["id"])
        self.device.kill()
        return self.found

    def _sessions(self) -> list[dict]:
        items, cursor = [], ""
        while True:
            answer = self.phone.ask("GET", f"/sessions?limit=100{cursor}").json()
            items += answer["items"]
            if not answer.get("next_cursor"):
                return items
            cursor = f"&cursor={answer['next_cursor']}"

    def _status(self, recording: str) -> str:
        return str(self.phone.ask("GET", f"/recordings/{recording}").json()["status"])

    def _look(self, page: Page, session: str, recording: str) -> None:
        deadline = time.monotonic() + PATIENCE_S
        while (status := self.phone.ask("GET", f"/recordings/{recording}").json()["status"]) in {
            "queued",
            "processing",
        }:
            assert time.monotonic() < deadline, status
            page.wait_for_timeout(500)
        if status == "failed":
            self.found.not_decoded += 1
        elif recording in self.heard:
            seconds = self.phone.ask("GET", f"/sessions/{session}/analysis").json()["recorded_s"]
            self.found.tails_s.append(round(self.heard[recording] - seconds, 2))


def run(driver: Playwright, folder: Path, kills: int, seed: int) -> Found:
    """Start Woodshed, and a device that plays a violin to it."""
    violin = folder / "violin.wav"
    subprocess.run([sys.executable, "-m", "tests.sounds", "violin", str(violin)], cwd=ROOT, check=True)
    app = RunningApp(folder / "home", free_port())
    process = app.start()
    try:
        app.wait(process)
        device = Device(driver, find_chromium() or driver.chromium.executable_path, folder / "profile", violin)
        life = Life(device, app.url, seed)
        for number in range(kills):
            life.live()
            if number % 25 == 24:
                print(f"  {number + 1} kills", flush=True)
        return life.settle()
    finally:
        stop(process)
        remove(folder / "home", Home(app.home))


def main() -> int:
    """Measure and print; 1 when anything that was stored is missing."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--kills", type=int, default=500)
    asked.add_argument("--seed", type=int, default=1)
    given = asked.parse_args()
    expect.set_options(timeout=20_000)
    with tempfile.TemporaryDirectory(prefix="woodshed-kills-") as name, sync_playwright() as driver:
        found = run(driver, Path(name), given.kills, given.seed)
    print(json.dumps(asdict(found), indent=2))
    if len(found.tails_s) > 1:
        print(f"tail lost, 95th percentile: {quantiles(found.tails_s, n=20)[-1]:.2f} s")
    return 0 if found.good else 1


if __name__ == "__main__":
    raise SystemExit(main())
