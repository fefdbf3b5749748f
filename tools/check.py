"""Everything that must be true, section by section: `python tools/check.py [SECTION …]`.

All sections run, also after one has failed; the end says which. `make test` runs all, `make lint` the first three.
What reads the sources alone runs beside the tests, and tells what it found when it has ended.
With ONLY in the environment, `tests` are those that `only.py` chooses, and nothing else runs.
"""

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path

import only

ROOT = Path(__file__).resolve().parents[1]
BIN = ROOT / "build" / "bin"
MODULES = ROOT / "tools" / "node_modules"
CHROMIUMS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
SHELL = "chromium-headless-shell"
INSTALL = ["apt-get", "-qqy", "install", "--no-install-recommends"]
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
        # One more than there are processors: a browser's test often waits. A group's tests share one house.
        yield _module("pytest", "-n", str(min((os.cpu_count() or 1) + 1, 8)), "--dist", "loadgroup")


SECTIONS: dict[str, Callable[[], Iterator[Command]]] = {
    section.__name__: section for section in (style, layers, types, javascript, tests)
}

ASIDE = {"layers", "types", "javascript"}
"""Sections that need one processor and that nothing which the tests build can mislead: they run beside the tests."""


def main(names: list[str]) -> int:
    """Run these sections, or all; 1 when any has failed."""
    wanted = names or (["tests"] if os.environ.get("ONLY") else list(SECTIONS))
    begun = time.monotonic()
    passed: dict[str, bool] = {}
    beside: dict[str, Future[bool]] = {}
    with ThreadPoolExecutor(1) as aside:
        for name in wanted:
            if name in ASIDE and "tests" in wanted:
                beside[name] = aside.submit(_passes, name, aside=True)
            else:
                passed[name] = _passes(name)
    passed |= {name: told.result() for name, told in beside.items()}
    failed = [name for name in wanted if not passed[name]]
    took = f"{(time.monotonic() - begun) / 60:.1f} min"
    print(f"\n{'FAILED: ' + ', '.join(failed) if failed else 'All checks passed'} ({took})", flush=True)
    return 1 if failed else 0


def _passes(name: str, *, aside: bool = False) -> bool:
    section = SECTIONS[name]
    title = f"\n=== {name}: {(section.__doc__ or '').splitlines()[0]}"
    begun = time.monotonic()
    if not aside:
        print(title, flush=True)
    # A list, not a generator: what comes later is worth knowing although what came first has failed.
    done = [_run(command, aside=aside) for command in section()]
    good = bool(done) and not any(one.returncode for one in done)  # no such test is no success
    said = [title, *(one.stdout.rstrip() for one in done)] if aside else []
    took = f"--- {name}: {'passed' if good else 'FAILED'} after {time.monotonic() - begun:.0f} s"
    print("\n".join([*said, took]), flush=True)
    return good


def _chromium() -> Iterator[Command]:
    """A browser unless there is one; with it, for tests without a microphone, a lighter one where that can be had."""
    if os.environ.get("CHROMIUM_PATH") or any(map(shutil.which, CHROMIUMS)) or MAC.exists():
        return
    print("Fetching Chromium for the browser tests (the first time only) …", flush=True)
    if os.geteuid() == 0 and shutil.which("apt-get"):
        yield ["apt-get", "-qq", "update"]
        yield [*INSTALL, "chromium"]
        yield ["sh", "-c", f"{' '.join(INSTALL)} {SHELL} || echo 'Browser tests take longer without {SHELL}.'"]
    else:
        yield _module("playwright", "install", "chromium")


def _module(name: str, *arguments: str) -> Command:
    return [sys.executable, "-m", name, *arguments]


def _run(command: Command, *, aside: bool) -> "subprocess.CompletedProcess[str]":
    path = f"{BIN}{os.pathsep}{os.environ.get('PATH', '/usr/bin:/bin')}"
    environ = {**os.environ, "PATH": path, "DEBIAN_FRONTEND": "noninteractive"}
    environ.pop("PYTHONDONTWRITEBYTECODE", None)  # dozens of processes: each would compile all of ours again
    kept = {"stdout": subprocess.PIPE, "stderr": subprocess.STDOUT} if aside else {}
    return subprocess.run(command, cwd=ROOT, env=environ, check=False, text=True, **kept)


if __name__ == "__main__":
    unknown = [name for name in sys.argv[1:] if name not in SECTIONS]
    if unknown:
        sys.exit(f"There is no section {', '.join(unknown)}; there are {', '.join(SECTIONS)}.")
    sys.exit(main(sys.argv[1:]))
