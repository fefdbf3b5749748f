"""A device that can lose its power."""

import os
import signal
import subprocess
import time
from pathlib import Path

from playwright.sync_api import BrowserContext, Playwright

from practice_app.embedded.program import free_port
from tests.browser import ARGUMENTS


class Device:
    """A Chromium with a profile on the disk, as a process that can be killed."""

    def __init__(self, driver: Playwright, program: str, profile: Path, violin: Path) -> None:
        self.driver, self.program, self.profile, self.violin = driver, program, profile, violin

    def switch_on(self) -> BrowserContext:
        """Start the browser on its profile and take its one context."""
        port = free_port()
        command = [
            *(self.program, "--headless=new", "--disable-gpu", f"--remote-debugging-port={port}", *ARGUMENTS),
            *(
                f"--user-data-dir={self.profile}",
                "--use-fake-ui-for-media-stream",
                "--use-fake-device-for-media-stream",
            ),
            *(f"--use-file-for-fake-audio-capture={self.violin}", "about:blank"),
        ]
        log = (self.profile.parent / "chromium.log").open("ab")
        self.process = subprocess.Popen(command, stdout=log, stderr=log, start_new_session=True)
        deadline = time.monotonic() + 30
        while True:
            try:
                return self.driver.chromium.connect_over_cdp(f"http://127.0.0.1:{port}").contexts[0]
            except Exception:
                assert time.monotonic() < deadline, "Chromium did not start"
                time.sleep(0.3)

    def kill(self) -> None:
        """As a phone kills an app: no warning, no farewell."""
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()
