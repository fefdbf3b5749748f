"""The planner, or the list in its place where there is little room; views.jsx decides."""

from typing import Any

import reflex as rx
from reflex.event import passthrough_event_spec

from practice_app.components.ui.island import Island
from practice_app.reflex_seams.published import published


class _Views(Island):
    library = published("views.jsx")
    tag = "Views"
    rows: rx.Var[list[Any]]
    first: rx.Var[str]
    view: rx.Var[str]
    today: rx.Var[str]
    zone: rx.Var[str]
    free: rx.Var[list[Any]]
    makes: rx.Var[bool]
    answered: rx.Var[int]
    on_open: rx.EventHandler[passthrough_event_spec(str)]  # type: ignore[type-arg, valid-type]
    on_move: rx.EventHandler[passthrough_event_spec(str, str, int)]  # type: ignore[type-arg, valid-type]
    on_make: rx.EventHandler[passthrough_event_spec(str, int)]  # type: ignore[type-arg, valid-type]


def views(agenda: rx.Component, **props: Any) -> rx.Component:
    """Lessons (``rows``) of a week or month (``view``) that begins with ``first``, by the reader's clocks (``zone``).

    ``free``: days without lessons; ``makes``: whether the reader plans any; ``answered`` grows with each answer to a
    move. ``on_open`` (key), ``on_move`` (key, what clocks say, minutes), ``on_make`` (what clocks say, minutes).
    """
    return _Views.create(agenda, **props)
