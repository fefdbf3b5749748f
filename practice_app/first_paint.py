"""What a page shows comes before what makes it move: on a slow network each byte waits for the one before."""

from pathlib import Path
from typing import Any

from reflex.plugins import Plugin


class FirstPaintPlugin(Plugin):
    """Lets the scripts of a finished page wait for its style and letters."""

    def post_build(self, **context: Any) -> None:
        """Mark the scripts that React Router names in the head of each page."""
        mark_scripts(context["static_dir"])


def mark_scripts(static: Path) -> None:
    """Give the modules named in the head of each page a low priority; the browser starts them with the rest."""
    for page in static.rglob("*.html"):
        text = page.read_text(encoding="utf-8")
        page.write_text(
            text.replace('<link rel="modulepreload" href', '<link rel="modulepreload" fetchpriority="low" href'),
            encoding="utf-8",
        )
