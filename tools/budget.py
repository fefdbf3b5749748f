"""What each page of the build weighs on the wire: `python tools/budget.py` prints it, the tests guard it.

Counted is what a page's HTML makes a browser fetch before anything is tapped: scripts, modules with everything
that they import at once, style sheets, preloaded fonts. Compressed as they are sent (brotli), in bytes.
"""

import re
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import brotli

BUILD: Final = Path(__file__).parents[1] / ".web" / "build" / "client"
MODULE: Final = re.compile(r'(?:from|import)\s*"(\.{0,2}/[^"]+\.js)"')
STARTED: Final = re.compile(r'"(/assets/[^"]+\.js)"')
LINKED: Final = re.compile(r'<(?:script|link)\b[^>]*?(?:src|href)="(/[^"?#]+)[^"]*"[^>]*>')


@dataclass(frozen=True)
class Weight:
    """A page and what it makes a browser fetch."""

    page: str
    script: int
    style: int
    font: int


def weigh(build: Path = BUILD) -> list[Weight]:
    """All pages, the heaviest first."""
    found = {file.relative_to(build).as_posix().removesuffix(".html"): file for file in build.glob("**/*.html")}
    pages = {name.removesuffix("/index") or "index": file for name, file in found.items()}
    weights = [_weigh_page(build, name, file.read_text()) for name, file in pages.items()]
    return sorted(weights, key=lambda weight: -weight.script)


def _weigh_page(build: Path, name: str, html: str) -> Weight:
    linked = {build / path.lstrip("/") for path in LINKED.findall(html)}
    linked |= {build / path.lstrip("/") for path in STARTED.findall(html)}
    files = {file for file in linked if file.is_file()}
    scripts = _with_imports({file for file in files if file.suffix == ".js"})
    return Weight(
        name,
        sum(map(_sent, scripts)),
        sum(_sent(file) for file in files if file.suffix == ".css"),
        sum(file.stat().st_size for file in files if file.suffix == ".woff2"),
    )


def _with_imports(files: set[Path]) -> set[Path]:
    """The modules and, from module to module, all that they import before they run."""
    seen: set[Path] = set()
    waiting = list(files)
    while waiting:
        file = waiting.pop()
        if file in seen or not file.is_file():
            continue
        seen.add(file)
        waiting += [(file.parent / name).resolve() for name in MODULE.findall(file.read_text())]
    return seen


def _sent(file: Path) -> int:
    packed = file.with_name(f"{file.name}.br")
    return packed.stat().st_size if packed.exists() else len(brotli.compress(file.read_bytes()))


if __name__ == "__main__":
    for weight in weigh():
        sys.stdout.write(
            f"{weight.page:24} scripts {weight.script / 1000:6.1f} kB   styles {weight.style / 1000:5.1f} kB"
            f"   fonts {weight.font / 1000:5.1f} kB\n"
        )
