"""The frame of signing up and in: a narrow column beside a line of music."""

import math
from typing import Any

import reflex as rx

from practice_app.components.shell.frame import visitor_frame
from practice_app.components.ui.sheet import sheet
from practice_app.components.ui.stave import stave
from practice_app.i18n import _

#: Somebody's evening, for the picture: bar lengths in seconds with their rests.
_EVENING = [(0, 95), (110, 240), (262, 300), (322, 470), (500, 560), (566, 690), (730, 842), (850, 900)]


def evening_spans() -> list[dict[str, Any]]:
    """A quarter of an hour of practice as spans: what was played, and the rests between."""
    spans: list[dict[str, Any]] = []
    for start, end in _EVENING:
        if spans:
            spans.append({"kind": "silence", "start_s": spans[-1]["end_s"], "end_s": start})
        spans.append({"kind": "playing", "start_s": start, "end_s": end})
    return spans


def evening_levels() -> dict[str, Any]:
    """How loud that evening was, every five seconds."""
    curve = [-24 + 5 * math.sin(5 * i / 61) + 4 * math.sin(5 * i / 27) + 1.5 * math.sin(5 * i / 8) for i in range(180)]
    return {"step_s": 5, "values": [round(value, 1) for value in curve]}


def entrance(title: Any, form: rx.Component, *, question: Any, answer: Any, href: str) -> rx.Component:
    """A form with its title, and the way to the other form below."""
    column = rx.el.div(
        rx.el.h1(title, class_name="mb-7 text-[min(var(--text-4xl),15vw)]"),
        form,
        rx.el.p(
            question,
            " ",
            rx.el.a(answer, href=href, class_name="link-plain"),
            class_name="quiet mt-7 text-center",
        ),
        class_name="entrance-form",
    )
    picture = rx.el.div(
        rx.el.p(_("You play. It listens."), class_name="marking mb-8 text-3xl"),
        rx.el.div(stave(evening_spans(), 900, size="large", levels=evening_levels()), class_name="stave-runs"),
        class_name="entrance-picture",
        aria_hidden="true",
    )
    return visitor_frame(sheet("shell/entrance.css"), rx.el.div(picture, column, class_name="entrance"))
