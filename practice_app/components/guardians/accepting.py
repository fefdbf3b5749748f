"""A code for a second grown-up: where it is shown, and where it is accepted."""

from typing import Any

import reflex as rx

from practice_app.components.ui.island import Island
from practice_app.reflex_seams.published import published


class _Accepting(Island):
    library = published("accepting.jsx")
    tag = "Accepting"


class _Inviting(Island):
    library = published("inviting.jsx")
    tag = "Inviting"
    child: rx.Var[str]


def accepting() -> rx.Component:
    """Takes a code from the address or by hand, tells whose guardian one becomes, and accepts it."""
    return _Accepting.create()


def inviting(child: Any) -> rx.Component:
    """Makes a code for another grown-up and shows it, here and nowhere else."""
    return _Inviting.create(child=child)
