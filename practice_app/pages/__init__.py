"""One module per route, composition only; `PAGES` is the list that the composition root registers."""

from collections.abc import Callable
from typing import Any, NamedTuple

import reflex as rx

from practice_app.pages.landing import landing


class Page(NamedTuple):
    """A route and what is drawn there."""

    route: str
    draw: Callable[[], rx.Component]
    title: str
    on_load: Any = None


PAGES: list[Page] = [
    Page("/", landing, "Woodshed"),
]
