"""The list of sessions, drawn by entries.jsx."""

from typing import Any

import reflex as rx
from reflex.event import no_args_event_spec, passthrough_event_spec

from practice_app.components.ui.island import Island
from practice_app.reflex_seams.published import published


class _Entries(Island):
    library = published("entries.jsx")
    tag = "Entries"
    entries: rx.Var[list[Any]]
    today: rx.Var[str]
    loaded: rx.Var[bool]
    more: rx.Var[bool]
    chosen: rx.Var[str]
    whose: rx.Var[str]
    on_more: rx.EventHandler[no_args_event_spec]  # type: ignore[type-arg, valid-type]
    on_arrived: rx.EventHandler[passthrough_event_spec(str)]  # type: ignore[type-arg, valid-type]


class _Total(Island):
    library = published("total.jsx")
    tag = "Total"
    seconds: rx.Var[float]
    span: rx.Var[str]
    today: rx.Var[str]
    band: rx.Var[list[float]]
    first_day: rx.Var[int]
    loaded: rx.Var[bool]
    whose: rx.Var[str]


class _StillHere(Island):
    library = published("total.jsx")
    tag = "StillHere"
    today: rx.Var[str]


class _HeadRoom(Island):
    library = published("headroom.jsx")
    tag = "HeadRoom"
    loaded: rx.Var[bool]


class _NewDay(Island):
    library = published("newday.jsx")
    tag = "NewDay"
    on_day: rx.EventHandler[no_args_event_spec]  # type: ignore[type-arg, valid-type]


def session_list(rows: Any, **props: Any) -> rx.Component:
    """Sessions, newest first, each with its line of music; those of this device among them.

    ``today``, ``loaded``, ``more`` (whether there are older ones), ``chosen`` (a day or nothing), ``whose`` (the id of
    the person, under which the device keeps what was seen), ``on_more``, ``on_arrived`` (with the id of a session that
    waited on this device).
    """
    return _Entries.create(entries=rows, **props)


def total(seconds: Any, span: str, *, handle: str, **props: Any) -> rx.Component:
    """The seconds of a span (``today``, ``week``, ``month``) as a duration, with what still waits on this device.

    ``today``, ``loaded``, ``first_day`` (the weekday that weeks begin with: 1 Monday … 7 Sunday; 0: not known yet),
    ``whose`` (the id of the person, under which the device keeps what was seen),
    ``band`` (between what and what the sum lies where that isn't sure; else empty).
    """
    return _Total.create(seconds=seconds, span=span, custom_attrs={"data-testid": handle}, **props)


def still_here(today: Any) -> rx.Component:
    """Says how much of the sums lies on this device only."""
    return _StillHere.create(today=today)


def head_room(loaded: Any) -> rx.Component:
    """Gives the first lines of the journal the room they took last time, until they are ``loaded``."""
    return _HeadRoom.create(loaded=loaded)


def new_day(on_day: Any) -> rx.Component:
    """Lets a page that stayed open over midnight look again (``on_day``)."""
    return _NewDay.create(on_day=on_day)
