"""The field that is typed into."""

from typing import Any

import reflex as rx
from reflex.event import passthrough_event_spec

from practice_app.components.ui.island import Island
from practice_app.reflex_seams.published import published


class _Field(Island):
    library = published("field.jsx")
    tag = "SearchField"
    query: rx.Var[str]
    label: rx.Var[str]
    handle: rx.Var[str]
    on_search: rx.EventHandler[passthrough_event_spec(str)]  # type: ignore[type-arg, valid-type]


def search_field(query: Any, on_search: Any, *, label: str, handle: str) -> rx.Component:
    """The field; ``on_search`` gets the words once typing rests, the page's address carries them as ``q``.

    ``label`` is a message id.
    """
    return _Field.create(query=query, on_search=on_search, label=label, handle=handle)
