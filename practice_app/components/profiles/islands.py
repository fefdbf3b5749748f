"""What the profile does on the device itself: cutting a picture, finding an instrument."""

from typing import Any

import reflex as rx
from reflex.event import no_args_event_spec, passthrough_event_spec

from practice_app.components.ui.island import Island
from practice_app.reflex_seams.published import published


class _PictureEditor(Island):
    library = published("picture.jsx")
    tag = "PictureEditor"
    url: rx.Var[str]
    name: rx.Var[str]
    path: rx.Var[str]
    on_changed: rx.EventHandler[no_args_event_spec]  # type: ignore[type-arg, valid-type]


class _InstrumentPicker(Island):
    library = published("instruments.jsx")
    tag = "InstrumentPicker"
    taken: rx.Var[list[str]]
    on_pick: rx.EventHandler[passthrough_event_spec(str)]  # type: ignore[type-arg, valid-type]


class _Welcome(Island):
    library = published("welcome.jsx")
    tag = "Welcome"
    whose: rx.Var[str]


def welcome(whose: Any) -> rx.Component:
    """Two questions for who has just made an account (``whose`` is the id of who is here); nothing for others."""
    return _Welcome.create(whose=whose)


def picture_editor(url: Any, name: Any, **props: Any) -> rx.Component:
    """The picture, or the first letter of the ``name``; ``on_changed`` when it is another one.

    ``path``: where it is sent to, when it is not one's own.
    """
    return _PictureEditor.create(url=url, name=name, **props)


def instrument_picker(taken: Any, **props: Any) -> rx.Component:
    """Finds an instrument that is not ``taken`` yet: ``on_pick`` (its key, or what was written)."""
    return _InstrumentPicker.create(taken=taken, **props)
