"""The part of the page that the browser does itself: frames, pins, and what is written while one looks."""

from typing import Any

import reflex as rx

from practice_app.components.ui.island import Island
from practice_app.reflex_seams.published import published


class _Review(Island):
    library = published("review.jsx")
    tag = "Review"
    page: rx.Var[Any]
    changed: rx.Var[int]
    me: rx.Var[str]


def review_of(page: Any, *, changed: Any, me: Any) -> rx.Component:
    """The take whose id the address names; ``changed`` grows when there is something to look at again."""
    return _Review.create(page=page, changed=changed, me=me)
