"""How often a passage was gone through, part by part of some stretch of time; drawn by heat_row.jsx."""

from typing import Any

import reflex as rx

from practice_app.reflex_seams.published import published


class _HeatRow(rx.Component):
    library = published("heat_row.jsx")
    tag = "HeatRow"
    title: rx.Var[str]
    times: rx.Var[int]
    heats: rx.Var[list[int]]


def heat_row(title: Any, times: Any, heats: Any, **props: Any) -> rx.Component:
    """One passage; ``heats`` are 0 to 4."""
    return _HeatRow.create(title=title, times=times, heats=heats, **props)
