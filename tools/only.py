"""`make test ONLY=…`: a few of the tests, named by a path or by what their names say.

make test ONLY=tests/api                        a folder or a file (and ::name) of Python tests
make test ONLY=practice_app/components/outbox   a folder or a file of JavaScript tests
make test ONLY="stranger and not recording"     an expression for pytest -k
make test ONLY="drift"                          one word: also the JavaScript tests that have it in their names
"""

import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
NODE = ROOT / "build" / "bin" / "node"
VITEST = ROOT / "tools" / "node_modules" / "vitest" / "vitest.mjs"

Command = list[str | Path]


def chosen(only: str) -> Iterator[Command]:
    """The commands that run what is asked for; none when there is no such test."""
    path = ROOT / only.partition("::")[0]
    if path.exists():
        if any(_below(path, "test_*.py")):
            yield pytest(only)
        if any(_below(path, "*.test.js")):
            yield vitest(str(path.relative_to(ROOT / "practice_app")))
        return
    if any(only in name.read_text("utf-8") or not only.isidentifier() for name in _below(ROOT / "tests", "test_*.py")):
        yield pytest("-k", only)
    if any(only in name.read_text("utf-8") for name in _below(ROOT / "practice_app", "*.test.js")):
        yield vitest("--testNamePattern", only)


def pytest(*arguments: str) -> Command:
    """Python tests, in one process: a few need no more."""
    return [sys.executable, "-m", "pytest", "-n", "0", *arguments]


def vitest(*arguments: str) -> Command:
    """JavaScript tests."""
    return [NODE, VITEST, "run", "--config", "tools/vitest.config.js", *arguments]


def _below(path: Path, pattern: str) -> Iterator[Path]:
    """The file itself, or the files of a folder, if they are tests of that kind."""
    if path.is_file():
        yield from [path] if path.match(pattern) else []
    else:
        yield from path.rglob(pattern)
