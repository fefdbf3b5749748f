"""What makes Woodshed an app that can be installed and opened with no network: manifest, icons, service worker."""

import hashlib
import json
import re
from pathlib import Path
from typing import Any, Final

import reflex as rx
from reflex.plugins import Plugin

TEMPLATE: Final = Path(__file__).with_name("service_worker.js")
LIMIT: Final = 2_000_000
"""Bytes that the stored shell may take, as the browser keeps it (not compressed; a third of it travels)."""
SHELL_PAGES: Final = ("index.html", "practice.html", "add.html", "__spa-fallback.html")
"""Pages stored as they were drawn, to be there before any script, and the one that draws any address."""
SHELL_ROUTES: Final = ("plan", "device", "sessions/:session_id", "pieces/:piece_id")
"""Pages of which only the chunks are stored: the fallback opens them; drawn, they would be mostly the same."""
THEN: Final = ("journal", "pieces", "calendar", "settings", "compare/:comparison_id", "profile", "children", "family")
"""What is stored next in the same way, as far as it fits. Doors and what a letter opens need the network anyway."""
_ADDRESS: Final = re.compile(r"/(?:assets|fonts|icons)/[\w.-]+|/pwa\.js|/manifest\.webmanifest")
_SHEET: Final = re.compile(r"""["'`](assets/[\w.-]+\.css)["'`]""")
"""How a chunk names the sheets of what it loads late."""
_IMPORT: Final = re.compile(r"""(?:from|import)\s*\(?\s*["'`]\./([\w.-]+\.js)["'`]""")
_ALWAYS: Final = ("pwa.js", "manifest.webmanifest", "fonts/*.woff2", "icons/icon-192.png", "favicon.svg")


def head_components() -> list[rx.Component]:
    """What the head of every page says about the app."""
    return [
        rx.el.link(rel="manifest", href="/manifest.webmanifest"),
        rx.el.link(rel="icon", href="/favicon.svg", type="image/svg+xml"),
        rx.el.link(rel="apple-touch-icon", href="/icons/apple-touch-180.png"),
        rx.el.meta(name="mobile-web-app-capable", content="yes"),
        rx.el.meta(name="apple-mobile-web-app-capable", content="yes"),
        rx.el.meta(name="apple-mobile-web-app-title", content="Woodshed"),
        rx.el.meta(name="apple-mobile-web-app-status-bar-style", content="default"),
        rx.el.script(src="/pwa.js", custom_attrs={"defer": True}),
    ]


class AppShellPlugin(Plugin):
    """Writes the service worker once the pages are built and their names are known."""

    def post_build(self, **context: Any) -> None:
        """Put `sw.js` beside the pages."""
        write_service_worker(context["static_dir"])


def write_service_worker(static: Path) -> Path:
    """Write the service worker for the files of a finished build."""
    files, drawn = shell(static)
    told = {
        "FILES": _revisions(static, files),
        "CATALOGS": _revisions(static, catalogs(static)),
        "DRAWN": [f"/{route}" for route in drawn],
    }
    listed = {name: json.dumps(value, sort_keys=True, indent=0) for name, value in told.items()}
    template = TEMPLATE.read_text(encoding="utf-8")
    listed["BUILD"] = hashlib.sha256((json.dumps(listed) + template).encode()).hexdigest()[:12]
    for name, value in listed.items():
        template = template.replace(f"__{name}__", value)
    target = static / "sw.js"
    target.write_text(template, encoding="utf-8")
    return target


def catalogs(static: Path) -> list[Path]:
    """The catalogs of languages, without what only other pages say; a device stores the one of the language in use."""
    return sorted(path for path in static.glob("i18n/*.js") if not path.stem.endswith("-more"))


def shell(static: Path) -> tuple[list[Path], list[str]]:
    """All that the app needs to open, then further pages while they fit; and the routes that the fallback opens.

    Each page whole or not at all: with a chunk missing the router loads it again, which with no network never ends.
    """
    routes = _routes(static)
    room = LIMIT - max((path.stat().st_size for path in catalogs(static)), default=0)
    kept = _whole(static, _needed(static, routes))
    if _bytes(kept) > room:
        raise ValueError(f"the shell takes {_bytes(kept)} bytes, {room} are allowed beside a language")
    drawn = list(SHELL_ROUTES)
    for name in filter(routes.get, THEN):
        more = _whole(static, routes[name]) - kept
        if _bytes(kept) + _bytes(more) <= room:
            kept |= more
            drawn.append(name)
    return sorted(kept), drawn


def _bytes(paths: set[Path]) -> int:
    return sum(path.stat().st_size for path in paths)


def _routes(static: Path) -> dict[str, list[Path]]:
    """The router's own list: each page's address with its chunk and its sheets."""
    found: dict[str, list[Path]] = {}
    for manifest in static.glob("assets/manifest-*.js"):
        told = json.loads(manifest.read_text(encoding="utf-8").partition("=")[2].rstrip().rstrip(";"))
        for route in told["routes"].values():
            names = [route["module"], *route["imports"], *route["css"]]
            found[route.get("path") or ""] = [static / name.partition("#")[0].lstrip("/") for name in names]
    return found


def _needed(static: Path, routes: dict[str, list[Path]]) -> list[Path]:
    """What the shell can't do without."""
    needed = [static / name for name in SHELL_PAGES]
    needed += [path for pattern in _ALWAYS for path in sorted(static.glob(pattern))]
    return needed + [path for name in SHELL_ROUTES for path in routes.get(name, [])]


def _whole(static: Path, paths: list[Path]) -> set[Path]:
    """Those of the files that there are, with all that they name, and what those import, at once or later."""
    waiting = list(paths)
    seen: set[Path] = set()
    while waiting:
        path = waiting.pop()
        if path not in seen and path.is_file():
            seen.add(path)
            waiting += _named(static, path)
    return seen


def _named(static: Path, path: Path) -> list[Path]:
    """The files that a page or a chunk names, or that a chunk imports; the list that names every page is left aside."""
    chunk = path.suffix == ".js" and path.parent.name == "assets" and not path.name.startswith("manifest-")
    if not chunk and path.suffix != ".html":
        return []
    text = path.read_text(encoding="utf-8")
    named = [static / address.lstrip("/") for address in _ADDRESS.findall(text) + _SHEET.findall(text)]
    return named + ([path.parent / name for name in _IMPORT.findall(text)] if chunk else [])


def _revisions(static: Path, paths: list[Path]) -> dict[str, str]:
    """Each file's address, with a hash of what is in it."""
    return {f"/{path.relative_to(static).as_posix()}": _revision(path) for path in paths}


def _revision(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()[:12]
