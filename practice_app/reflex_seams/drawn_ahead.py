"""Pages whose address says what they show (`/pieces/<id>`) are drawn ahead like all others: frame, name, what comes.

Reflex lets React Router draw only pages with an address of their own; of the others a browser gets an empty one and
sees nothing until all scripts have run. Here each is drawn once, for the address `_`, and `server/front.py` serves that
for whichever is asked. What only its address says a page learns from its state, as it does after each step inside.

Seen on Reflex 0.10.1 (React Router 8.4): `prerender` in `react-router.config.js`, `pre_compile`'s `add_modify_task` and
`unevaluated_pages`. The build fails when the pages are not drawn.
"""

import json
import re
from pathlib import Path
from typing import Any, Final

from reflex.plugins import Plugin

ANY: Final = "_"
"""Stands in an address for whatever it names."""
_LAST_IS_NAMED: Final = re.compile(r"^([^\[\]]+)/\[\w+\]$")
_OWN_ALONE: Final = '"prerender": true'
_CONFIG: Final = "react-router.config.js"


class DrawnAheadPlugin(Plugin):
    """Has them drawn with the others."""

    def __init__(self) -> None:
        self._drawn: list[str] = []

    def pre_compile(self, **context: Any) -> None:
        """Add them to what React Router draws."""
        self._drawn = addresses(page.route for page in context["unevaluated_pages"])
        context["add_modify_task"](_CONFIG, lambda config: with_these(config, self._drawn))

    def post_build(self, **context: Any) -> None:
        """See that they are there."""
        missing = [one for one in self._drawn if not (Path(context["static_dir"]) / one[1:] / "index.html").is_file()]
        if missing:
            raise RuntimeError(f"React Router does not draw {missing} any more")


def addresses(routes: Any) -> list[str]:
    """Under which address each route is drawn whose last part names something: `/pieces/_` for `pieces/[piece_id]`."""
    found = (_LAST_IS_NAMED.match(route) for route in routes)
    return [f"/{match[1].strip('/')}/{ANY}" for match in found if match]


def with_these(config: str, drawn: list[str]) -> str:
    """React Router's settings with these addresses too; unchanged where nothing is drawn ahead (while developing)."""
    both = f'"prerender": ({{ getStaticPaths }}) => [...getStaticPaths(), ...{json.dumps(drawn)}]'
    return config.replace(_OWN_ALONE, both)


def stand_in(static: Path, path: str) -> str:
    """Which address is drawn for this one, with a slash at its end; empty when none is."""
    parent, _, last = path.strip("/").rpartition("/")
    if not parent or not last or "." in path:
        return ""
    return f"/{parent}/{ANY}/" if (static / parent / ANY / "index.html").is_file() else ""
