"""What somebody wrote, drawn by written.jsx: as elements, for no text becomes markup in our pages."""

from typing import Any

import reflex as rx

from practice_app.components.ui.island import Island
from practice_app.reflex_seams.published import published


class _Written(Island):
    library = published("written.jsx")
    tag = "Written"
    html: rx.Var[str]
    handle: rx.Var[str]
    anchor: rx.Var[str]
    films: rx.Var[int]


def written(html: Any, handle: str = "", **about: Any) -> rx.Component:
    """A post's or a comment's HTML, as the server made it; ``anchor``: by which an address leads to it.

    ``films`` grows when a film is ready.
    """
    return _Written.create(html=html, **({"handle": handle} if handle else {}), **about)
