"""The last weeks of a piece, drawn by story.jsx."""

from typing import Any

import reflex as rx

from practice_app.components.ui.island import Island
from practice_app.metrics import METRICS, for_page
from practice_app.published import published


class _Story(Island):
    library = published("story.jsx")
    tag = "Story"
    weeks: rx.Var[int]
    drilled: rx.Var[list[Any]]
    trends: rx.Var[list[Any]]
    figures: rx.Var[dict[str, Any]]


def story(weeks: int, drilled: Any, trends: Any) -> rx.Component:
    """``drilled`` is `[{id, title, times, heats}]`; ``trends`` `[{key, points: [[x, value]]}]`, x from 0 to 1."""
    figures = {key: told for key, told in for_page()["metrics"].items() if METRICS[key].tells_progress}
    return _Story.create(weeks=weeks, drilled=drilled, trends=trends, figures=figures)
