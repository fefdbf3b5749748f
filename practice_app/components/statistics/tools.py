"""A chart as a table, as CSV, as a picture; drawn by tools.jsx."""

from typing import Any

import reflex as rx

from practice_app.components.ui.island import Island
from practice_app.reflex_seams.published import published


class _Tools(Island):
    library = published("tools.jsx")
    tag = "ChartTools"
    heads: rx.Var[list[str]]
    rows: rx.Var[list[list[str]]]
    name: rx.Var[str]
    of: rx.Var[str]


def chart_tools(heads: list[Any], rows: Any, *, name: Any, of: str = "") -> rx.Component:
    """What is drawn in the element with id ``of`` (without it there is no picture), row by row under ``heads``.

    ``name`` is what the files are called. Days in the first column are written as the reader's language has them.
    """
    return _Tools.create(heads=heads, rows=rows, name=name, of=of)
