"""The strokes of the bow that a film shows: sentences and numbers, and each stroke, drawn by bow.jsx (fetched late)."""

from typing import Any

import reflex as rx

from practice_app.components.ui.island import Island
from practice_app.i18n import _, _n, number_var, text_var
from practice_app.reflex_seams.published import published


class _Strokes(Island):
    library = published("late.jsx")
    tag = "Strokes"
    bow: rx.Var[dict[str, Any]]
    invitation: rx.Var[str]


def bowing(bow: Any, playable: Any) -> rx.Component:
    """``bow`` as `services/journal/bowing.py` tells it; ``playable``: there is something to hear and see."""
    section = rx.el.section(
        rx.el.h2(_("The bow"), class_name="mb-2"),
        rx.el.p(_sentences(bow), class_name="bow-said"),
        rx.el.p(_numbers(bow), class_name="quiet text-sm"),
        rx.el.p(_untried(), class_name="quiet text-sm"),
        _Strokes.create(_legend(), bow=bow, invitation=_invitation(playable)),
        rx.el.details(rx.el.summary(_("What is this?")), rx.el.p(_explained()), class_name="repeat-what"),
        class_name="mt-10",
        data_testid="session-bow",
    )
    return rx.cond(bow["count"].to(int) > 0, section, rx.fragment())


def _sentences(bow: Any) -> rx.Component:
    said = bow["said"].to(list[str])
    return rx.fragment(text_var(said[0], {}), " ", text_var(said[1], {}))


def _numbers(bow: Any) -> rx.Component:
    share = {"style": "percent", "maximumFractionDigits": 0}
    length = number_var(bow["length_s"], maximumFractionDigits=1)
    parts = (
        _("How even: {percent}", percent=number_var(bow["even"], **share)),
        _("How straight: {percent}", percent=number_var(bow["straight"], **share)),
        _n("{n} stroke of {length} s", "{n} strokes of about {length} s", bow["count"], length=length),
        text_var(bow["under"], {}),
    )
    first, *others = parts
    return rx.fragment(first, *(rx.fragment(" · ", part) for part in others))


def _untried() -> Any:
    return _(
        "So far this was measured on drawn films alone, not on people: where it and your eyes differ, trust your eyes."
    )


def _invitation(playable: Any) -> Any:
    silent = _("Tap a stroke to see how long and how even it was.")
    return rx.cond(playable, _("Tap a stroke to hear and see it."), silent)


def _legend() -> rx.Component:
    return rx.el.p(
        rx.el.span(_("a stroke"), class_name="bow-key bow-key-stroke"),
        rx.el.span(_("an uneven one"), class_name="bow-key bow-key-uneven"),
        rx.el.span(_("the bow's angle"), class_name="bow-key bow-key-angle"),
        class_name="bow-legend",
        aria_hidden="true",
    )


def _explained() -> Any:
    return _(
        "What the film shows of your bow; of a long film a few parts were looked at. Each block is one stroke: where "
        "the blocks change sides, the bow turned. Which of them is the down-bow can't be told. A stroke is even when "
        "the bow keeps its speed from one end to the other, as long notes want it; accents and swells make it uneven "
        "on purpose. The line below is the bow's angle in the picture: every string has its own."
    )
