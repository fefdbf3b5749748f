"""The stave and the mark made from it: Woodshed's signature, drawn by stave.jsx for pages and islands alike."""

from typing import Any, Literal

import reflex as rx

from practice_app.reflex_seams.published import published

_LIBRARY = published("stave.jsx")


class Stave(rx.Component):
    """A session as a line of music: five hairlines, filled bars where it sounded, rests where it did not."""

    library = _LIBRARY
    tag = "Stave"
    spans: rx.Var[list[dict[str, Any]]]
    clock_s: rx.Var[float]
    levels: rx.Var[dict[str, Any]]
    size: rx.Var[str]
    label: rx.Var[str]
    live: rx.Var[bool]
    draws: rx.Var[bool]
    waits: rx.Var[bool]


class Mark(rx.Component):
    """The mark: five notes on five lines that draw a W."""

    library = _LIBRARY
    tag = "Mark"
    size: rx.Var[int]


def stave(
    spans: Any,
    clock_s: Any,
    *,
    size: Literal["small", "medium", "large"] = "small",
    label: Any = None,
    levels: Any = None,
    **props: Any,
) -> rx.Component:
    """Spans are `[{kind, start_s, end_s}]`, levels the loudness curve `{step_s, values}` of the analysis."""
    given = {"label": label, "levels": levels}
    props |= {name: value for name, value in given.items() if value is not None}
    return Stave.create(spans=spans, clock_s=clock_s, size=size, **props)


def mark(size: int = 32) -> rx.Component:
    """The mark alone."""
    return Mark.create(size=size)


def wordmark() -> rx.Component:
    """The mark and the name."""
    return rx.el.span(
        mark(),
        rx.el.span("Woodshed", class_name="font-serif text-lg font-semibold tracking-tight"),
        class_name="inline-flex items-center gap-2.5",
        custom_attrs={"translate": "no"},
    )
