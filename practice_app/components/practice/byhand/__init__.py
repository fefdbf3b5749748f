"""A session written in by hand, or changed: on the device while it waits there, on its page afterwards."""

from typing import Any

import reflex as rx
from reflex.event import no_args_event_spec, passthrough_event_spec

from practice_app.components.ui.island import Island
from practice_app.reflex_seams.published import published


class ByHandIsland(Island):
    """Local JSX over IndexedDB; knows no state of ours."""

    library = published("byhand.jsx")
    tag = "ByHandIsland"


def by_hand_island() -> rx.Component:
    """The form of a session whose clock was somebody's own."""
    return ByHandIsland.create()


class _SessionEdit(Island):
    library = published("edit.jsx")
    tag = "SessionEdit"
    session: rx.Var[Any]
    open: rx.Var[bool]
    errors: rx.Var[dict[str, str]]
    answers: rx.Var[int]
    on_save: rx.EventHandler[passthrough_event_spec(dict)]  # type: ignore[type-arg, valid-type]
    on_close: rx.EventHandler[no_args_event_spec]  # type: ignore[type-arg, valid-type]


def session_edit(session: Any, **props: Any) -> rx.Component:
    """The form of a session that is on the server, over its page.

    ``open``, ``errors`` by field, ``answers`` (a number that grows with each answer), ``on_save`` (what the form
    tells), ``on_close``.
    """
    return _SessionEdit.create(session=session, **props)
