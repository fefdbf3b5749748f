"""A post's title and first words before any script has run; drawn by ahead.jsx, filled by the page's head."""

from typing import Any

import reflex as rx

from practice_app.components.ui.island import Island
from practice_app.reflex_seams.published import published


class _Ahead(Island):
    library = published("ahead.jsx")
    tag = "Ahead"
    part: rx.Var[str]
    text: rx.Var[str]
    ready: rx.Var[bool]


def title_ahead(title: Any, *, ready: Any) -> rx.Component:
    """The heading of the page: ``title`` once it is ``ready``, until then what the head was told, or its shape."""
    return _Ahead.create(part="title", text=title, ready=ready)


def words_ahead() -> rx.Component:
    """The first words, or their shape."""
    return _Ahead.create(part="words", text="", ready=False)
