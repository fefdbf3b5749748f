"""How a teacher plays what they gave to practise."""

from typing import Any

import reflex as rx

from practice_app.components.ui.island import Island
from practice_app.reflex_seams.published import published


class _Example(Island):
    library = published("late.jsx")
    tag = "Example"
    assignment: rx.Var[str]
    recording: rx.Var[str]
    name: rx.Var[str]
    film: rx.Var[bool]
    from_s: rx.Var[float]
    to_s: rx.Var[float]
    mine: rx.Var[bool]


def example(assignment: Any, recording: Any, name: Any, **about: Any) -> rx.Component:
    """A button that becomes a small player; ``from_s`` and ``to_s`` are below 0 where it is all of it."""
    return _Example.create(assignment=assignment, recording=recording, name=name, **about)
