"""The month's calendar, drawn by calendar.jsx."""

from typing import Any

import reflex as rx
from reflex.event import passthrough_event_spec

from practice_app.components.ui.island import Island
from practice_app.reflex_seams.published import published


class _Calendar(Island):
    library = published("calendar.jsx")
    tag = "Calendar"
    month: rx.Var[str]
    days: rx.Var[list[Any]]
    off: rx.Var[list[Any]]
    today: rx.Var[str]
    first_day: rx.Var[int]
    chosen: rx.Var[str]
    whose: rx.Var[str]
    on_turn: rx.EventHandler[passthrough_event_spec(str)]  # type: ignore[type-arg, valid-type]
    on_choose: rx.EventHandler[passthrough_event_spec(str)]  # type: ignore[type-arg, valid-type]


def calendar(month: Any, days: Any, *, loaded: Any, **props: Any) -> rx.Component:
    """A month of practice; an empty ``month`` shows that it is still loading.

    Where it stands is known when what is above it is ``loaded``: it is drawn there anew instead of being pushed.
    ``off`` are its days off (``day``, ``frozen``), then ``today``, ``first_day`` (the weekday that weeks begin with: 1
    Monday … 7 Sunday, 0 not known yet), ``chosen`` (a day or nothing), ``whose`` (the id of the person, under which the
    device keeps what was seen), ``on_turn`` (to a month), ``on_choose`` (a day).
    """
    return _Calendar.create(month=month, days=days, key=rx.cond(loaded, "there", "to-come"), **props)
