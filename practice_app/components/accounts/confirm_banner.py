"""A quiet word to whoever has not confirmed their address yet, drawn by confirm_banner.jsx."""

from typing import Any

import reflex as rx

from practice_app.components.ui.island import Island
from practice_app.reflex_seams.published import published


class _ConfirmBanner(Island):
    library = published("confirm_banner.jsx")
    tag = "ConfirmBanner"
    whose: rx.Var[str]
    unconfirmed: rx.Var[bool]


def confirm_banner(whose: Any, unconfirmed: Any) -> rx.Component:
    """The mail once more, or not today; ``whose`` is the id of the person, empty until it is known who is here."""
    return _ConfirmBanner.create(whose=whose, unconfirmed=unconfirmed)
