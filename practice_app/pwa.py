"""What makes Woodshed an app that can be installed and opened with no network: manifest, icons, service worker."""

import hashlib
import json
import re
from pathlib import Path
from typing import Any, Final

import reflex as rx
from reflex.plugins import Plugin

TEMPLATE: Final = Path(__file__).with_name("service_worker.js")
LIMIT: Final = 2_500_000
"""Bytes that the stored shell may take, as the browser keeps it (not compressed; a third of it travels)."""
SHELL_PAGES: Final = ("index.html", "practice.html", "plan.html", "add.html", "device.html", "__spa-fallback.html")
SHELL_ROUTES: Final = ("sessions/:session_id", "pieces/:piece_id", "compare/:comparison_id")
"""Pages that have no file, for their address varies: the fallback opens them with their own chunk."""
THEN: Final = ("journal", "pieces", "calendar", "settings", "profile", "children", "family")
"""What is stored next, as far as it fits; who has no network needs the doors and the letters' pages least."""
_ADDRESS: Final = re.compile(r"/(?:assets|fonts|icons|i18n)/[\w.-]+|/pwa\.js|/manifest\.webmanifest")
_IMPORT: Final = re.compile(r"""(?:from|import)\s*\(?\s*["'`]\./([\w.-]+\.js)["'`]""")
_ALWAYS: Final = (
    *("pwa.js", "manifest.webmanifest", "fonts/*.woff2", "i18n/*.js", "icons/icon-192.png", "favicon.svg"),
    "assets/*.css",  # also of what is loaded only when it is wanted
)


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
    files = {f"/{path.relative_to(static).as_posix()}": _revision(path) for path in shell_files(static)}
    listed = json.dumps(files, sort_keys=True, indent=0)
    varying = json.dumps([f"/{route}" for route in SHELL_ROUTES])
    template = TEMPLATE.read_text(encoding="utf-8")
    build = hashlib.sha256((listed + varying + template).encode()).hexdigest()[:12]
    for name, value in (("__BUILD__", build), ("__FILES__", listed), ("__VARYING__", varying)):
        template = template.replace(name, value)
    target = static / "sw.js"
    target.write_text(template, encoding="utf-8")
    return target


def shell_files(static: Path) -> list[Path]:
    """All that the app needs to open, then further pages while they fit: each whole or not at all.

    A page whose chunk is missing is loaded again by the router, which with no network never ends.
    """
    routes = _routes(static)
    kept = _whole(static, _needed(static, routes))
    if _bytes(kept) > LIMIT:
        raise ValueError(f"the shell takes {_bytes(kept)} bytes, {LIMIT} are allowed")
    further = {name: _whole(static, [static / f"{name}.html", *files]) for name, files in routes.items()}
    for name in sorted(further, key=lambda name: _turn(name, _bytes(further[name]))):
        more = further[name] - kept
        if (static / f"{name}.html").is_file() and _bytes(kept) + _bytes(more) <= LIMIT:
            kept |= more
    return sorted(kept)


def _turn(name: str, size: int) -> tuple[int, int, str]:
    """Where a further page stands in the row."""
    return (THEN.index(name) if name in THEN else len(THEN), size, name)


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
    named = [static / address.lstrip("/") for address in _ADDRESS.findall(text)]
    return named + ([path.parent / name for name in _IMPORT.findall(text)] if chunk else [])


def _revision(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()[:12]
