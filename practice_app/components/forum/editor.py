"""The field in which Markdown is written, drawn by editor.jsx."""

from typing import Any

import reflex as rx
from reflex.event import passthrough_event_spec

from practice_app.components.ui.island import Island
from practice_app.reflex_seams.published import published


class _Editor(Island):
    library = published("editor.jsx")
    tag = "Editor"
    name: rx.Var[str]
    label: rx.Var[str]
    text: rx.Var[str]
    keep: rx.Var[str]
    handle: rx.Var[str]
    rows: rx.Var[int]
    wrong: rx.Var[str]
    sent: rx.Var[int]
    on_look: rx.EventHandler[passthrough_event_spec(str)]  # type: ignore[type-arg, valid-type]


def editor(label: Any, *, name: str, handle: str, **props: Any) -> rx.Component:
    """A field with a bar of marks; ``text`` is what it begins with.

    What is written stays on this device under ``keep`` until it was sent, when ``sent`` grows; where ``keep`` is empty,
    it doesn't. ``on_look`` is told the text when somebody wants to see how it reads.
    """
    return _Editor.create(name=name, label=label, handle=handle, **props)
