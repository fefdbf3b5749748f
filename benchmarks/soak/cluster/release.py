"""Two releases of Woodshed: this checkout, and one out of its history, built as it was then."""

import os
import re
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from practice_app.embedded.home import ROOT

RELEASES = ROOT / "build" / "releases"
_LINKED = ("build/bin", "build/fonts", "tools/node_modules")
"""What the tools of this checkout brought serves both."""
_LEFT_OUT = ("--exclude=biome.jsonc",)
"""A second one below the first stops Biome."""
_BUILD = "import os; from practice_app.run import frontend; frontend.build(os.environ)"
_HEAD = "from practice_app.services.shared.health import needed_migrations as heads; print(*heads())"


class NoHistory(RuntimeError):
    """There is no earlier release to be had."""


@dataclass(frozen=True)
class Release:
    """A built checkout."""

    name: str
    root: Path

    def environment(self, given: Mapping[str, str]) -> dict[str, str]:
        """The same environment, so that Python finds this release's code first."""
        return {**given, "PYTHONPATH": str(self.root)}

    def run(self, code: str, given: Mapping[str, str]) -> str:
        """Run some Python as this release, and give what it printed."""
        command = [sys.executable, "-c", code]
        done = subprocess.run(command, cwd=self.root, env=self.environment(given), stdout=subprocess.PIPE, check=True)
        return done.stdout.decode().strip()

    def migrate(self, given: Mapping[str, str]) -> None:
        """Bring the tables to what this release wants."""
        command = [sys.executable, "-m", "alembic", "upgrade", "head"]
        subprocess.run(command, cwd=self.root, env=self.environment(given), stdout=subprocess.DEVNULL, check=True)

    def head(self) -> str:
        """Tell its newest migration."""
        return self.run(_HEAD, os.environ | {"SECRET_KEY": "0" * 64})

    def build(self) -> None:
        """Build its pages unless that is done."""
        self.run(_BUILD, os.environ)


def this() -> Release:
    """Give what is being worked on here."""
    return Release("new", ROOT)


def before(revision: str = "") -> Release:
    """Check out an earlier release beside this one; the one before the newest migration when none is named."""
    name = _git("rev-parse", "--short=12", revision or f"{_newest_migration()}^")
    root = RELEASES / name
    if not root.exists():
        fresh = root.with_suffix(".unfinished")
        fresh.mkdir(parents=True, exist_ok=True)
        with subprocess.Popen(["git", "archive", name], cwd=ROOT, stdout=subprocess.PIPE) as packed:
            subprocess.run(["tar", "-x", "-C", fresh, *_LEFT_OUT], stdin=packed.stdout, check=True)
        (fresh / "build").mkdir()
        for linked in _LINKED:
            (fresh / linked).symlink_to(ROOT / linked)
        fresh.rename(root)
    return Release("old", root)


def _newest_migration() -> str:
    """Which commit brought the newest migration, whatever it was called then."""
    newest = max((ROOT / "alembic" / "versions").glob("*.py"), key=lambda file: re.sub(r"\D.*", "", file.name))
    return _git("log", "--follow", "--diff-filter=A", "--format=%h", "-1", "--", str(newest))


def _git(*command: str) -> str:
    try:
        return subprocess.run(["git", *command], cwd=ROOT, capture_output=True, text=True, check=True).stdout.strip()
    except (OSError, subprocess.CalledProcessError) as error:
        raise NoHistory("A rehearsal needs an earlier release out of this checkout's history (git).") from error
