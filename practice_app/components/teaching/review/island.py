"""The part of the page that the browser does itself: frames, pins, and what is written while one looks."""

from typing import Any

import reflex as rx
from reflex.event import no_args_event_spec

from practice_app.components.ui.island import Island
from practice_app.reflex_seams.published import published


class _Review(Island):
    library = published("review.jsx")
    tag = "Review"
    page: rx.Var[Any]
    changed: rx.Var[int]
    me: rx.Var[str]
    beside: rx.Var[Any]
    on_beside: rx.EventHandler[no_args_event_spec]  # type: ignore[type-arg, valid-type]


def review_of(page: Any, *, changed: Any, me: Any, beside: Any, on_beside: Any) -> rx.Component:
    """The take whose id the address names; ``changed`` grows when there is something to look at again.

    ``beside``: ``{of, takes}``, what can be laid beside which take, once ``on_beside`` asked for it.
    """
    return _Review.create(page=page, changed=changed, me=me, beside=beside, on_beside=on_beside)
