"""What makes Woodshed an app that can be installed and opened with no network: manifest, icons, service worker."""

import hashlib
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import reflex as rx
from reflex.plugins import Plugin

TEMPLATE: Final = Path(__file__).with_name("service_worker.js")
LIMIT: Final = 2_000_000
"""Bytes that the stored shell may take, as the browser keeps it (not compressed)."""
LARGE: Final = 150_000
"""A chunk above this is stored only when the shell itself needs it: charts and the like come with the network."""
SHELL_PAGES: Final = ("index.html", "practice.html", "add.html", "device.html", "__spa-fallback.html")
_ADDRESS: Final = re.compile(r"/(?:assets|fonts|icons|i18n)/[\w.-]+|/pwa\.js|/manifest\.webmanifest")
_IMPORT: Final = re.compile(r"""(?:from|import)\s*["']\./([\w.-]+\.js)["']""")
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
    template = TEMPLATE.read_text(encoding="utf-8")
    build = hashlib.sha256((listed + template).encode()).hexdigest()[:12]
    target = static / "sw.js"
    target.write_text(template.replace("__BUILD__", build).replace("__FILES__", listed), encoding="utf-8")
    return target


def shell_files(static: Path) -> list[Path]:
    """All that the app needs to open: the shell's own files, then what else fits, smallest first."""
    needed = list(_needed(static))
    total = sum(path.stat().st_size for path in needed)
    more = [path for pattern in ("*.html", "assets/*.js", "assets/*.css") for path in static.glob(pattern)]
    for path in sorted(set(more) - set(needed), key=lambda path: (path.stat().st_size, path.name)):
        total += path.stat().st_size
        if path.stat().st_size > LARGE or total > LIMIT:
            break
        needed.append(path)
    return sorted(needed)


def _needed(static: Path) -> Iterator[Path]:
    """The shell's pages with all that they name, and what those import."""
    waiting = [static / name for name in SHELL_PAGES]
    waiting += [path for pattern in _ALWAYS for path in sorted(static.glob(pattern))]
    seen: set[Path] = set()
    while waiting:
        path = waiting.pop()
        if path in seen or not path.is_file():
            continue
        seen.add(path)
        yield path
        waiting += _named(static, path)


def _named(static: Path, path: Path) -> list[Path]:
    """The files that a page names, or that a chunk imports at once."""
    if path.suffix == ".html":
        return [static / address.lstrip("/") for address in _ADDRESS.findall(path.read_text(encoding="utf-8"))]
    if path.suffix == ".js" and path.parent.name == "assets":
        return [path.parent / name for name in _IMPORT.findall(path.read_text(encoding="utf-8"))]
    return []


def _revision(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()[:12]
