"""The lives of one device, one after another: each is cut off, and the next one looks what is left."""

import random
import time
from collections import Counter
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from playwright.sync_api import BrowserContext, Page

from benchmarks.soak.audit import Audit
from benchmarks.soak.faults import HAS_STORES
from benchmarks.soak.releases import Releases
from tests.browser import until
from tests.e2e.conftest import PATIENCE_MS, Phone
from tests.e2e.device import Device
from tests.e2e.practising import finish, microphone_is, start, turn_the_camera_on

STORED = (Path(__file__).with_name("stored.js")).read_text()
SHORTEST_MS, LONGEST_MS = 500, 6000
OFFLINE_SHARE = 0.3
"""How often the device wakes up with no network, so that only what the service worker stored can open."""
FILMED_SHARE = 0.2
UPDATE = "navigator.serviceWorker.getRegistration().then((it) => void it?.update().catch(() => {}))"
TAKE_OVER = "document.dispatchEvent(new Event('visibilitychange'))"


@dataclass
class Lived:
    """What happened in the lives of a device."""

    kills: Counter[str] = field(default_factory=Counter)
    """By the moment."""
    woken_offline: int = 0
    shells: set[str] = field(default_factory=set)
    """The releases whose files were seen whole or in part on the device."""
    shrunk: list[str] = field(default_factory=list)
    """Takes of which fewer bytes were on the device after a kill than before it."""
    stumbled: list[str] = field(default_factory=list)
    """Lives in which the page did not come as far as it should have."""


class Lives:
    """Lives of a device behind a server that is brought up to date meanwhile."""

    def __init__(self, device: Device, url: str, releases: Releases, audit: Audit, seed: int) -> None:
        self.device, self.url, self.releases, self.audit = device, url, releases, audit
        self.chance = random.Random(seed)
        self.lived = Lived()
        self.cookies: list = []
        self.moments = (
            ("recording", self._recording),
            ("paused", self._paused),
            ("finishing", self._finishing),
            ("sending", self._sending),
            ("updating while a session runs", self._updating),
            ("updating while none runs", self._updating_idle),
        )

    def live(self) -> None:
        """Be switched on, tidy up what the last life left, begin a session, and be killed."""
        name, moment = self.chance.choice(self.moments)
        try:
            page = self.wake()
            self.tidy(page)
            moment(page)
        except Exception as error:
            self._stumble(name, error)
        self.device.kill()
        self.lived.kills[name] += 1

    def wake(self, *, offline: bool | None = None) -> Page:
        """Switch the device on and open the practice page, sometimes with no network."""
        context = self.device.switch_on()
        phone = Phone(context, self.url)
        self._is_ann(context, phone)
        if offline is None:
            offline = bool(self.lived.kills) and self.chance.random() < OFFLINE_SHARE
        context.set_offline(offline)
        page = phone.open("/practice")
        self._ready(page)
        if offline:
            self.lived.woken_offline += 1
            context.set_offline(False)
        self._compare(page)
        return page

    def _is_ann(self, context: BrowserContext, phone: Phone) -> None:
        """Sign in as before: Chromium writes its cookies to the disk twice a minute only."""
        self.audit.phone = phone
        if not self.cookies:
            phone.register()
            self.cookies = context.cookies()
        context.add_cookies(self.cookies)

    def _ready(self, page: Page) -> str:
        """Wait until the page shows what the device holds: a session to go on with or to be saved, or a start."""
        until(page, HAS_STORES, timeout=PATIENCE_MS)
        unfinished = any(row["state"] in {"open", "review"} for row in page.evaluate(STORED)["sessions"])
        names = ["resume-offer", "save"] if unfinished else ["start"]
        return str(until(page, _SHOWN, names, timeout=PATIENCE_MS))

    def _compare(self, page: Page) -> None:
        """What was stored before the kill is still here, unless the server has it by now."""
        there = page.evaluate(STORED)
        self.lived.shells |= set(there["shells"])
        kept = {take["id"]: take["bytes"] for take in there["takes"]}
        for take, size in self.audit.committed.items():
            if take in kept and kept[take] < size:
                self.lived.shrunk.append(take)
        self.audit.note(there)

    def tidy(self, page: Page) -> None:
        """Finish and save what was cut off, until a new session can begin."""
        while (shown := self._ready(page)) != "start":
            if shown == "resume-offer":
                finish(page)
            page.get_by_test_id("practice-save").click()
            until(page, _SAVED, timeout=PATIENCE_MS)
            page.goto(self.url + "/practice")

    def _session(self, page: Page) -> None:
        if self.chance.random() < FILMED_SHARE:
            turn_the_camera_on(page)
        start(page)
        microphone_is(page, "on")
        page.wait_for_timeout(self.chance.uniform(SHORTEST_MS, LONGEST_MS))

    def _note(self, page: Page) -> dict:
        there = page.evaluate(STORED)
        self.audit.note(there)
        return there

    def _wait_up_to(self, most_s: float) -> None:
        time.sleep(self.chance.uniform(0, most_s))

    def _recording(self, page: Page) -> None:
        self._session(page)
        self._heard_until_now(self._note(page))

    def _heard_until_now(self, there: dict) -> None:
        """The next step is the kill: what is heard until now may be lost by two seconds at most."""
        self.audit.cut_off(there, time.time() * 1000)

    def _paused(self, page: Page) -> None:
        self._session(page)
        self._note(page)
        page.get_by_test_id("practice-pause").click()
        self._wait_up_to(1)

    def _finishing(self, page: Page) -> None:
        self._session(page)
        self._note(page)
        page.get_by_test_id("practice-finish").click()
        self._wait_up_to(0.5)

    def _sending(self, page: Page) -> None:
        self._session(page)
        finish(page)
        self._note(page)
        page.get_by_test_id("practice-save").click()
        self._wait_up_to(2)

    def _updating(self, page: Page) -> None:
        self._session(page)
        there = self._note(page)
        self.releases.publish()
        page.evaluate(UPDATE)
        self._wait_up_to(1.5)
        self._heard_until_now(there)

    def _updating_idle(self, page: Page) -> None:
        self.releases.publish()
        page.evaluate(UPDATE)
        self._wait_up_to(1.5)
        page.evaluate(TAKE_OVER)
        self._wait_up_to(0.5)

    def _stumble(self, moment: str, error: Exception) -> None:
        """Write down where a life got stuck, and what there was to be seen."""
        number = sum(self.lived.kills.values())
        self.lived.stumbled.append(f"life {number}, {moment}: {' '.join(str(error).split())[:300]}")
        with suppress(Exception):
            self.audit.phone.context.pages[-1].screenshot(path=self.device.profile.with_name(f"life-{number}.png"))


_SHOWN = "(names) => names.find((name) => document.querySelector(`[data-testid=practice-${name}]`))"
_SAVED = """() => location.pathname.startsWith("/sessions/")
  || document.querySelector("[data-testid=practice-sending]")"""
