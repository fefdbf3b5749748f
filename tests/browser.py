"""Which Chromium the browser tests drive, and how it is to be started."""

import os
import shutil
import time
from pathlib import Path
from typing import Any

from playwright.sync_api import Error, Page

_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
_SHELLS = ("chromium-headless-shell", "chrome-headless-shell")
_MAC = "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"

ARGUMENTS = [
    "--no-sandbox",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]


def find_chromium() -> str | None:
    """A Chromium of this machine; None: only the one that Playwright may have fetched."""
    chosen = os.environ.get("CHROMIUM_PATH")
    found = (chosen, *map(shutil.which, _NAMES), _MAC if Path(_MAC).exists() else None)
    return next(filter(None, found), None)


def find_shell() -> str | None:
    """A Chromium without windows and microphone, of which a new context costs a seventh; None where there is none."""
    return None if os.environ.get("CHROMIUM_PATH") else next(filter(None, map(shutil.which, _SHELLS)), None)


def until(page: Page, expression: str, arg: Any = None, *, timeout: float = 60_000) -> Any:
    """Wait until something is so in a page, and give what it is.

    Playwright's `wait_for_function` asks again by `eval`, which the policy of our pages forbids. ``timeout`` in ms.
    """
    deadline = time.monotonic() + timeout / 1000
    while not (found := _now(page, expression, arg)):
        assert time.monotonic() < deadline, f"not within {timeout} ms: {expression}"
        page.wait_for_timeout(50)
    return found


def _now(page: Page, expression: str, arg: Any) -> Any:
    try:
        return page.evaluate(expression, arg)
    except Error as gone:
        if "context was destroyed" not in str(gone) and "navigat" not in str(gone):
            raise
        return None  # the page is on its way to another
