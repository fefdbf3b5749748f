"""Where the build finds our scripts and style sheets: each under the path it has in the repository, once.

`practice_app/components/ui/net.jsx` is `$/public/external/practice_app/components/ui/net.jsx` for Reflex; a script
imports another by the path between the two files. It is the build that publishes, not a start: importing a component
looks for its script and no more.

Seen on Reflex 0.10.1: what a plugin's `get_static_assets` and `pre_compile` do, and that `$/` is the root of `.web`.
"""

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, Final

from reflex.plugins import Plugin

ROOT: Final = Path(__file__).resolve().parents[2]
WEB: Final = ROOT / ".web"
PLACE: Final = Path("public") / "external"
#: Tests with what only they use, scripts written into the page itself, and the worker that a build fills in.
_NOT: Final = ("*.test.js", "testing/*", "inline/*", "service_worker.js")


def scripts() -> Iterator[Path]:
    """Every script and style sheet that is published, by its path in the repository."""
    for suffix in ("*.js", "*.jsx", "*.css"):
        for file in sorted((ROOT / "practice_app").rglob(suffix)):
            if not any(file.match(pattern) for pattern in _NOT):
                yield file.relative_to(ROOT)


def published(name: str) -> str:
    """The address by which a component imports the script of this name that lies beside the calling module."""
    return address(Path(sys._getframe(1).f_code.co_filename).resolve().with_name(name))


def address(file: Path) -> str:
    """The address by which a page imports a script or a style sheet of ours."""
    if not file.exists():
        raise FileNotFoundError(file)
    return f"$/{(PLACE / file.relative_to(ROOT)).as_posix()}"


class ScriptsPlugin(Plugin):
    """Publishes the scripts and style sheets with each build."""

    def pre_compile(self, **context: Any) -> None:
        """Drop what an earlier build published and this one does not: a script that moved would be there twice."""
        del context
        kept = {WEB / PLACE / script for script in scripts()}
        for file in (WEB / PLACE).rglob("*"):
            if file.is_file() and file not in kept:
                file.unlink()

    def get_static_assets(self, **context: Any) -> Sequence[tuple[Path, str | bytes]]:
        """The scripts as files of the site."""
        del context
        return [(PLACE / script, (ROOT / script).read_text(encoding="utf-8")) for script in scripts()]
