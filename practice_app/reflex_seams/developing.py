"""Reflex while somebody works on it: the web process loads anew, and compiles the pages anew, when Python changes.

    python -m practice_app.reflex_seams.developing [compile | serve PORT]

Seen on Reflex 0.10.1: `reflex.utils.exec.run_backend` holds the port, keeps Reflex itself loaded and forks a worker for
each change; that worker compiles the pages. `reflex compile` makes `.web` without a server, but for `env.json`.
"""

import contextlib
import importlib
import sys
from pathlib import Path

from reflex.constants import LogLevel
from reflex.reflex import cli
from reflex.utils import build, exec  # noqa: A004 - so it is called there

LOADED = Path(".web") / "loaded-by-the-app"
NOT_FOR_PYTHON = (r"^.*\.(jsx?|css|html|md|png|svg|woff2|webmanifest|mo)$",)
"""Vite looks after these; the web process need not load anew."""


def compile_pages() -> None:
    """Make what Vite serves, and note in it where the web process is."""
    cli(["compile"], standalone_mode=False)
    build.setup_frontend(Path.cwd())
    LOADED.write_text("\n".join(_packages()))


def _packages() -> list[str]:
    """All modules that are loaded here and are not ours: they stay as they are while ours change."""
    files = {name: getattr(module, "__file__", None) or "" for name, module in list(sys.modules.items())}
    return [name for name, file in files.items() if "site-packages" in file]


def serve(port: int) -> None:
    """Serve everything but the pages, for ever."""
    for name in LOADED.read_text().split():
        with contextlib.suppress(Exception):
            importlib.import_module(name)
    exec.HOTRELOAD_IGNORE_PATTERNS = (*exec.HOTRELOAD_IGNORE_PATTERNS, *NOT_FOR_PYTHON)
    exec.run_backend("127.0.0.1", port, LogLevel.WARNING, frontend_present=False)


if __name__ == "__main__":
    match sys.argv[1:]:
        case ["compile"]:
            compile_pages()
        case ["serve", port]:
            serve(int(port))
        case _:
            sys.exit("usage: python -m practice_app.reflex_seams.developing [compile | serve PORT]")
