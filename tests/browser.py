"""Which Chromium the browser tests drive, and how it is to be started."""

import os
import shutil
from pathlib import Path

_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
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
