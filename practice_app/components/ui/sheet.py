"""Style sheets that lie beside what they style and load with the pages that draw it.

Each begins with ``@reference "tailwindcss/theme.css"``: Tailwind then makes of it what the oldest browsers read
(floor.py). What every page is drawn with lies in assets/styles.
"""

from pathlib import Path
from typing import Any, Final

import reflex as rx

from practice_app.reflex_seams.published import address

_COMPONENTS: Final = Path(__file__).parents[1]


class _Sheet(rx.Component):
    """Nothing to see: the page's module imports the sheet, and the build links it in the page's head."""

    library = "react"
    tag = "Fragment"
    address: str

    def add_imports(self) -> dict[str, Any]:
        """The import that has only an effect."""
        return {"": [rx.ImportVar(tag=self.address, install=False)]}

    def _exclude_props(self) -> list[str]:
        return ["address"]


def sheet(name: str) -> rx.Component:
    """A page draws with this sheet, a path below `practice_app/components`; in JSX write ``import "./name.css"``."""
    return _Sheet.create(address=address(_COMPONENTS / name))
