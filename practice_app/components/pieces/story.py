"""The last weeks of a piece, drawn by story.jsx."""

from typing import Any

import reflex as rx

from practice_app.components.ui.island import Island
from practice_app.published import published


class _Story(Island):
    library = published("story.jsx")
    tag = "Story"
    weeks: rx.Var[int]
    drilled: rx.Var[list[Any]]
    trends: rx.Var[list[Any]]


def story(weeks: int, drilled: Any, trends: Any) -> rx.Component:
    """``drilled`` is `[{id, title, times, heats}]`; ``trends`` `[{key, points: [[x, value]]}]`, x from 0 to 1."""
    return _Story.create(weeks=weeks, drilled=drilled, trends=trends)
