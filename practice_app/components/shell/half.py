"""One half of the front door, drawn by half.jsx: what a visitor or what a member sees."""

from typing import Any

import reflex as rx

from practice_app.reflex_seams.published import published


class _Half(rx.Component):
    library = published("half.jsx")
    tag = "Half"
    whose: rx.Var[str]
    door: rx.Var[str]


def half(content: rx.Component, *, whose: str, door: Any) -> rx.Component:
    """What a ``visitor`` or a ``member`` sees; ``door`` says who came, once that is known."""
    return _Half.create(content, whose=whose, door=door)
