"""The month's calendar, drawn by calendar.jsx."""

from typing import Any

import reflex as rx
from reflex.event import passthrough_event_spec

import practice_app.components.journal.entries  # noqa: F401  publishes what was seen last
from practice_app.published import published

published("month.js")


class _Calendar(rx.Component):
    library = published("calendar.jsx").importable_path
    tag = "Calendar"
    month: rx.Var[str]
    days: rx.Var[list[Any]]
    today: rx.Var[str]
    chosen: rx.Var[str]
    on_turn: rx.EventHandler[passthrough_event_spec(str)]  # type: ignore[type-arg, valid-type]
    on_choose: rx.EventHandler[passthrough_event_spec(str)]  # type: ignore[type-arg, valid-type]


def calendar(month: Any, days: Any, *, today: Any, chosen: Any, on_turn: Any, on_choose: Any) -> rx.Component:
    """A month of practice; an empty ``month`` shows that it is still loading."""
    return _Calendar.create(month=month, days=days, today=today, chosen=chosen, on_turn=on_turn, on_choose=on_choose)
