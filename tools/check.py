"""Everything that must be true, section by section: `python tools/check.py [SECTION …]`.

All sections run, also after one has failed; the end says which. `make test` runs all, `make lint` the first three.
With ONLY in the environment, `tests` are those that `only.py` chooses, and nothing else runs.
"""

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import only

ROOT = Path(__file__).resolve().parents[1]
BIN = ROOT / "build" / "bin"
MODULES = ROOT / "tools" / "node_modules"
CHROMIUMS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
MAC = Path("/Applications/Google Chrome.app/Contents/MacOS/Google Chrome")

Command = list[str | Path]


def style() -> Iterator[Command]:
    """Ruff and Biome: rules, and the usual form."""
    yield _module("ruff", "check", ".")
    yield _module("ruff", "format", "--check", ".")
    yield [MODULES / ".bin" / "biome", "check", "--error-on-warnings", "."]


def layers() -> Iterator[Command]:
    """Imports only point down."""
    yield [sys.executable, "-c", "from importlinter.cli import lint_imports_command as lint; lint()"]


def types() -> Iterator[Command]:
    """Python's types."""
    yield _module("mypy")


def javascript() -> Iterator[Command]:
    """The islands: types by their comments, and unit tests."""
    yield [MODULES / ".bin" / "tsc", "-p", "tools/tsconfig.json"]
    yield only.vitest()


def tests() -> Iterator[Command]:
    """Migrations, services, API, state, workers, and a browser; against real PostgreSQL, Redis and S3."""
    yield from _chromium()
    if asked := os.environ.get("ONLY"):
        yield from only.chosen(asked)
    else:
        yield _module("pytest", "-n", str(max(2, min(os.cpu_count() or 2, 8))))


SECTIONS: dict[str, Callable[[], Iterator[Command]]] = {
    section.__name__: section for section in (style, layers, types, javascript, tests)
}


def main(names: list[str]) -> int:
    """Run these sections, or all; 1 when any has failed."""
    failed = []
    begun = time.monotonic()
    for name in names or (["tests"] if os.environ.get("ONLY") else list(SECTIONS)):
        if not _passes(name):
            failed.append(name)
    took = f"{(time.monotonic() - begun) / 60:.1f} min"
    print(f"\n{'FAILED: ' + ', '.join(failed) if failed else 'All checks passed'} ({took})", flush=True)
    return 1 if failed else 0


def _passes(name: str) -> bool:
    section = SECTIONS[name]
    print(f"\n=== {name}: {(section.__doc__ or '').splitlines()[0]}", flush=True)
    begun = time.monotonic()
    # A list, not a generator: what comes later is worth knowing although what came first has failed.
    outcomes = [_runs(command) for command in section()]
    good = all(outcomes) and bool(outcomes)  # no such test is no success
    print(f"--- {name}: {'passed' if good else 'FAILED'} after {time.monotonic() - begun:.0f} s", flush=True)
    return good


def _chromium() -> Iterator[Command]:
    """A browser, unless this machine has one."""
    if os.environ.get("CHROMIUM_PATH") or any(map(shutil.which, CHROMIUMS)) or MAC.exists():
        return
    print("Fetching Chromium for the browser tests (the first time only) …", flush=True)
    if os.geteuid() == 0 and shutil.which("apt-get"):
        yield ["apt-get", "-qq", "update"]
        yield ["apt-get", "-qqy", "install", "--no-install-recommends", "chromium"]
    else:
        yield _module("playwright", "install", "chromium")


def _module(name: str, *arguments: str) -> Command:
    return [sys.executable, "-m", name, *arguments]


def _runs(command: Command) -> bool:
    path = f"{BIN}{os.pathsep}{os.environ.get('PATH', '/usr/bin:/bin')}"
    environ = {**os.environ, "PATH": path, "DEBIAN_FRONTEND": "noninteractive"}
    return subprocess.run(command, cwd=ROOT, env=environ, check=False).returncode == 0


if __name__ == "__main__":
    unknown = [name for name in sys.argv[1:] if name not in SECTIONS]
    if unknown:
        sys.exit(f"There is no section {', '.join(unknown)}; there are {', '.join(SECTIONS)}.")
    sys.exit(main(sys.argv[1:]))
