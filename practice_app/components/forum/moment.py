"""A moment of somebody's practice, drawn and played by moment.jsx."""

from typing import Any

import reflex as rx

from practice_app.components.ui.island import Island
from practice_app.reflex_seams.published import published


class _Moment(Island):
    library = published("moment.jsx")
    tag = "Moment"
    moment: rx.Var[str]


def moment(identity: Any) -> rx.Component:
    """The moment of this id, as it stands in a post."""
    return _Moment.create(moment=identity)
