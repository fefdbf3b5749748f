"""A real miniature of the product: one session as the journal shows it."""

import math
from typing import Any

import reflex as rx

from practice_app.components.ui.stave import stave
from practice_app.components.ui.surface import stat
from practice_app.i18n import _

_CLOCK_S = 3120.0
_STEP_S = 10.0
#: The evening's phrases in seconds: from and to.
_PHRASES = [
    (40, 420),
    (470, 760),
    (830, 1180),
    (1290, 1700),
    (1760, 1900),
    (2010, 2440),
    (2500, 2690),
    (2760, 3060),
]
_WEEK = [24, 0, 41, 35, 18, 52, 41]


def _spans() -> list[dict[str, Any]]:
    spans: list[dict[str, Any]] = []
    end_before = 0.0
    for start, end in _PHRASES:
        kind = "speech" if start == 1290 else "silence"
        spans.append({"kind": kind, "start_s": end_before, "end_s": float(start)})
        spans.append({"kind": "playing", "start_s": float(start), "end_s": float(end)})
        end_before = float(end)
    return spans


def _loudness() -> list[float]:
    """A curve that breathes: silence between the phrases, long swells within."""
    values = []
    for index in range(int(_CLOCK_S / _STEP_S)):
        second = index * _STEP_S
        sounds = any(start <= second <= end for start, end in _PHRASES)
        swell = 6 * math.sin(second / 210) + 3 * math.sin(second / 95) + math.sin(second / 31)
        values.append(round(-22 + swell, 1) if sounds else -60.0)
    return values


def miniature() -> rx.Component:
    """The picture of the product beside the promise."""
    return rx.el.figure(
        rx.el.div(_session(), class_name="mini"),
        rx.el.div(_week(), class_name="mini mini-week"),
        rx.el.figcaption(_("A session in Woodshed: eight phrases, and the rests between."), class_name="sr-only"),
        class_name="hero-picture",
    )


def _session() -> rx.Component:
    levels = {"step_s": _STEP_S, "values": _loudness()}
    return rx.fragment(
        rx.el.div(rx.el.span(_("Thursday, 18:40")), rx.el.span(_("Violin")), class_name="eyebrow flex justify-between"),
        rx.el.p(_("Bach, Sarabande in D minor"), class_name="mt-1 font-serif text-2xl leading-tight"),
        rx.el.div(stave(_spans(), _CLOCK_S, size="large", levels=levels), class_name="stave-runs mt-5 mb-6"),
        rx.el.dl(
            stat("41", _("played"), unit=_("min")),
            stat("52", _("on the clock"), unit=_("min"), outline=True),
            stat("66", _("tempo, quite sure"), unit=_("bpm")),
            class_name="flex flex-wrap justify-between gap-x-4 gap-y-3",
        ),
    )


def _week() -> rx.Component:
    """Seven days of minutes."""
    bars = [
        rx.el.span(class_name=f"week-bar h-[{minutes}px]" if minutes else "week-bar week-rest h-[3px]")
        for minutes in _WEEK
    ]
    return rx.fragment(
        rx.el.div(
            rx.el.p(_("This week"), class_name="eyebrow"),
            rx.el.p(_("3 h 31 min"), class_name="font-serif text-xl"),
        ),
        rx.el.div(*bars, class_name="flex items-end gap-1.5", aria_hidden="true"),
    )
