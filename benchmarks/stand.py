"""What the music stand costs while somebody practises: `python -m benchmarks.stand [SECONDS]`.

A session is recorded in Chromium from a microphone that hears a violin, alone, then with one tool after the other. What
is told is the processor time of the page's process as Linux counts it: its main thread, the thread of the audio
worklets, all of it.
"""

import argparse
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import CDPSession, Page, sync_playwright

from benchmarks.served import served
from tests.browser import ARGUMENTS, find_chromium
from tests.e2e.conftest import PHONE, Phone
from tests.e2e.practising import microphone_is, start
from tests.stack import ROOT

SETTLE_MS = 2000
CALIBRATED = "localStorage.setItem('woodshed-tempo', JSON.stringify({ latency_s: 0.05 }))"
WORKLET = "Realtime AudioW"
TICKS = os.sysconf("SC_CLK_TCK")


@dataclass
class Busy:
    """Seconds of processor time so far."""

    main: float
    worklet: float
    process: float

    def __sub__(self, before: "Busy") -> "Busy":
        return Busy(self.main - before.main, self.worklet - before.worklet, self.process - before.process)


def busy(renderer: int) -> Busy:
    """How long the page has been at work."""
    threads = _threads(renderer)
    worklet = sum(spent_s for name, spent_s in threads if name == WORKLET)
    return Busy(_thread(Path(f"/proc/{renderer}/task/{renderer}"))[1], worklet, sum(spent_s for _, spent_s in threads))


def _threads(pid: int) -> list[tuple[str, float]]:
    return [_thread(task) for task in Path(f"/proc/{pid}/task").iterdir()]


def _thread(task: Path) -> tuple[str, float]:
    """A thread's name and its processor time in seconds; see proc(5)."""
    name, _, rest = (task / "stat").read_text().rpartition(")")
    fields = rest.split()
    return name.partition("(")[2], (int(fields[11]) + int(fields[12])) / TICKS


def renderer_of(devtools: CDPSession) -> int:
    """The busiest of the processes that draw pages; Chromium draws its own frame in one, too."""
    found = devtools.send("SystemInfo.getProcessInfo")["processInfo"]
    pages = [int(it["id"]) for it in found if it["type"] == "renderer"]
    pages = [pid for pid in pages if b"webui" not in Path(f"/proc/{pid}/cmdline").read_bytes()]
    return max(pages, key=lambda pid: sum(spent_s for _, spent_s in _threads(pid)))


def tap(*testids: str) -> Callable[[Page], None]:
    """Tap these one after the other."""

    def taps(page: Page) -> None:
        for name in testids:
            page.get_by_test_id(name).click()

    return taps


STEPS: dict[str, Callable[[Page], None]] = {
    "recording": tap(),
    "and the metronome": tap("tool-metronome", "metronome-toggle"),
    "and the metronome that listens": tap("listen"),
    "and the tuner instead": tap("listen-stop", "metronome-toggle", "tool-tuner"),
}


def main() -> None:
    """Measure each step and print a table, in per cent of the time that passed."""
    asked = argparse.ArgumentParser(prog="python -m benchmarks.stand", description=__doc__)
    asked.add_argument("seconds", nargs="?", type=float, default=20)
    length_s = asked.parse_args().seconds
    with served() as app, tempfile.TemporaryDirectory(prefix="woodshed-stand-") as name, sync_playwright() as driver:
        violin = Path(name, "violin.wav")
        subprocess.run([sys.executable, "-m", "tests.sounds", "violin", str(violin)], cwd=ROOT, check=True)
        ears = ("--use-fake-device-for-media-stream", "--use-fake-ui-for-media-stream")
        arguments = [*ARGUMENTS, *ears, f"--use-file-for-fake-audio-capture={violin}"]
        browser = driver.chromium.launch(executable_path=find_chromium(), args=arguments)
        context = browser.new_context(viewport=PHONE)
        context.add_init_script(CALIBRATED)
        phone = Phone(context, app.address)
        phone.register()
        page = phone.open("/practice")
        start(page)
        microphone_is(page, "on")
        renderer = renderer_of(browser.new_browser_cdp_session())
        print("| | main thread | worklets | whole page |\n|---|---|---|---|", flush=True)
        for words, step in STEPS.items():
            step(page)
            page.wait_for_timeout(SETTLE_MS)
            before, begun = busy(renderer), time.monotonic()
            page.wait_for_timeout(length_s * 1000)
            spent, passed_s = busy(renderer) - before, time.monotonic() - begun
            shares = (f"{100 * it / passed_s:.1f} %" for it in (spent.main, spent.worklet, spent.process))
            print(f"| {words} | {' | '.join(shares)} |", flush=True)
        browser.close()


if __name__ == "__main__":
    main()
