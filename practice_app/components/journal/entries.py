"""The list of sessions, drawn by entries.jsx."""

from typing import Any

import reflex as rx
from reflex.event import no_args_event_spec

from practice_app.published import published


class _Entries(rx.Component):
    library = published("entries.jsx").importable_path
    tag = "Entries"
    entries: rx.Var[list[Any]]
    today: rx.Var[str]
    loaded: rx.Var[bool]
    more: rx.Var[bool]
    on_more: rx.EventHandler[no_args_event_spec]  # type: ignore[type-arg, valid-type]


def session_list(rows: Any, *, today: Any, loaded: Any, more: Any, on_more: Any) -> rx.Component:
    """Sessions, newest first, each with its line of music."""
    return _Entries.create(entries=rows, today=today, loaded=loaded, more=more, on_more=on_more)
