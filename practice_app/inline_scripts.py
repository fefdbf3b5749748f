"""Which scripts stand inside each finished page, by their hashes: no others run there (Content-Security-Policy).

The build writes the list beside the pages, the server sends each page with its own hashes. A build fails whose markup
the policy would not obey: what is drawn on the server's side carries no `style=`, no `onclick=` and no `<style>`.
"""

import base64
import hashlib
import json
import re
from html.parser import HTMLParser
from pathlib import Path
from typing import Any, Final

from reflex.plugins import Plugin

NAME: Final = "inline-scripts.json"
_REFUSED: Final = re.compile(r"style|on[a-z]+")


class InlineScriptsPlugin(Plugin):
    """Notes the scripts inside each page once all that rewrites pages has done so."""

    def post_build(self, **context: Any) -> None:
        """Look through the finished pages."""
        note(Path(context["static_dir"]))


def note(static: Path) -> None:
    """Write for each page which scripts stand in it."""
    files = sorted(static.rglob("*.html"))
    pages = {file.relative_to(static).as_posix(): _Page(file.read_text(encoding="utf-8")) for file in files}
    if refused := [f"{name}: {one}" for name, page in pages.items() for one in page.refused]:
        raise RuntimeError("A page's policy lets no browser obey this; write a class instead: " + "; ".join(refused))
    hashes = {name: page.scripts() for name, page in pages.items()}
    place(static).write_text(json.dumps(hashes, indent=0), encoding="utf-8")


def of(page: str) -> list[str]:
    """Name the scripts that stand in a page as its policy names them."""
    return _Page(page).scripts()


def place(static: Path) -> Path:
    """Where the list is: beside the pages, not among them."""
    return static.parent / NAME


def built(static: Path) -> int:
    """Tell apart the builds that were; 0 where none has been."""
    try:
        return place(static).stat().st_mtime_ns
    except FileNotFoundError:
        return 0


def noted(static: Path) -> dict[str, list[str]]:
    """The scripts of each page, by the page's file; nothing where no build has been."""
    try:
        found: dict[str, list[str]] = json.loads(place(static).read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {}
    return found


def _hashed(script: str) -> str:
    return f"sha256-{base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()}"


class _Page(HTMLParser):
    """Reads one page: its inline scripts, and what its policy would not obey."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self._hashes: set[str] = set()
        self.refused: list[str] = []
        self._inside = ""
        self._text: list[str] = []
        self.feed(page)
        self.close()

    def scripts(self) -> list[str]:
        """The hashes of what stands inside, each once."""
        return sorted(self._hashes)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Begin a script or a style sheet, notice an attribute."""
        self._inside = tag if tag == "style" or (tag == "script" and "src" not in dict(attrs)) else ""
        self.refused += [f'<{tag} {name}="{value}">' for name, value in attrs if _REFUSED.fullmatch(name)]

    def handle_data(self, data: str) -> None:
        """Read on in it."""
        if self._inside:
            self._text.append(data)

    def handle_endtag(self, tag: str) -> None:
        """End it."""
        if tag == self._inside == "script":
            self._hashes.add(_hashed("".join(self._text)))
        elif tag == self._inside == "style":
            self.refused.append(f"<style>{''.join(self._text)}</style> (a prop that its component doesn't have?)")
        self._inside, self._text = "", []
