"""The calendar's page: a year of days or a month of them, drawn by calendars.jsx."""

from typing import Any

import reflex as rx
from reflex.event import passthrough_event_spec

from practice_app.components.ui.island import Island
from practice_app.reflex_seams.published import published


class _Calendars(Island):
    library = published("calendars.jsx")
    tag = "Calendars"
    year: rx.Var[int]
    earliest: rx.Var[int]
    latest: rx.Var[int]
    marks: rx.Var[str]
    minutes: rx.Var[list[int]]
    clock_minutes: rx.Var[list[int]]
    heard_minutes: rx.Var[list[int]]
    corrected: rx.Var[list[int]]
    doubts: rx.Var[list[Any]]
    weeks: rx.Var[list[Any]]
    sums: rx.Var[list[Any]]
    whole: rx.Var[Any]
    today: rx.Var[str]
    first_day: rx.Var[int]
    quiet: rx.Var[bool]
    chosen: rx.Var[str]
    on_choose: rx.EventHandler[passthrough_event_spec(str)]  # type: ignore[type-arg, valid-type]


def calendars(*of_the_day: rx.Component, **props: Any) -> rx.Component:
    """A year or, as the address says, one of its months; what it is given as children stands below a ``chosen`` day.

    ``year``, ``earliest``, ``marks``, ``minutes``, ``clock_minutes``, ``heard_minutes``, ``corrected``, ``doubts``,
    ``weeks``, ``sums`` (of its months), ``whole`` as in `services/progress/year.py`; ``latest`` (this year), ``today``,
    ``first_day`` (1 Monday … 7 Sunday), ``quiet``, ``chosen``, ``on_choose`` (a day, or nothing to close).
    """
    return _Calendars.create(*of_the_day, **props)
