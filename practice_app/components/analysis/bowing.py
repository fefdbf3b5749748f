"""The strokes of the bow, as a film shows them and as a phone on the arm felt them.

Sentences, numbers, and each stroke, drawn by bow.jsx (fetched late).
"""

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


def bowing(bow: Any, arm: Any, playable: Any) -> rx.Component:
    """What a film shows of the bow (`services/journal/bowing.py`) and what a phone on the arm felt (`felt.py`).

    ``playable``: there is something to hear and see.
    """
    seen, felt = bow["count"].to(int) > 0, arm["count"].to(int) > 0
    section = rx.el.section(
        rx.el.h2(_("The bow"), class_name="mb-2"),
        rx.cond(seen, _seen(bow, playable), rx.fragment()),
        rx.cond(felt, _felt(arm, playable), rx.fragment()),
        class_name="mt-10",
        data_testid="session-bow",
    )
    return rx.cond(seen | felt, section, rx.fragment())


def _seen(bow: Any, playable: Any) -> rx.Component:
    return rx.el.div(
        rx.el.h3(_("As the film shows it"), class_name="field-label font-sans mb-1"),
        rx.el.p(_sentences(bow), class_name="bow-said"),
        rx.el.p(_numbers(bow), class_name="quiet text-sm"),
        rx.el.p(_untried(), class_name="quiet text-sm"),
        _Strokes.create(
            _legend(uneven=_("an uneven one"), angle=_("the bow's angle")), bow=bow, invitation=_invitation(playable)
        ),
        _what(_explained()),
        data_testid="session-bow-seen",
    )


def _felt(arm: Any, playable: Any) -> rx.Component:
    told = rx.fragment(
        rx.el.p(_sentences(arm), class_name="bow-said"),
        rx.el.p(_rates(arm), class_name="quiet text-sm"),
        rx.el.p(_unworn(), class_name="quiet text-sm"),
        _Strokes.create(
            _legend(unheard=_("no note was heard with it")), bow=arm, invitation=_felt_invitation(playable)
        ),
    )
    return rx.el.div(
        rx.el.h3(_("As the phone on your arm felt it"), class_name="field-label font-sans mb-1"),
        rx.cond(arm["known"].to(bool), told, rx.el.p(text_var(arm["said"].to(list[str])[0], {}))),
        _what(_felt_explained()),
        class_name="mt-6",
        data_testid="session-bow-felt",
    )


def _what(explained: Any) -> rx.Component:
    return rx.el.details(rx.el.summary(_("What is this?")), rx.el.p(explained), class_name="repeat-what")


def _rates(arm: Any) -> rx.Component:
    """How many a minute and how long, to either side where that is known, and how many a note agrees with."""
    sides, share = arm["sides_s"].to(list[float]), {"style": "percent", "maximumFractionDigits": 0}
    one, other = (number_var(sides[n], maximumFractionDigits=2) for n in (0, 1))
    pace = _("{n} strokes a minute", n=number_var(arm["per_minute"], maximumFractionDigits=0))
    usual = _("about {length} s each", length=number_var(arm["length_s"], maximumFractionDigits=2))
    apart = _("to one side {one} s, to the other {other} s", one=one, other=other)
    agreed = _("{percent} begin with a note", percent=number_var(arm["agreed"], **share))
    length = rx.cond(sides.length() == 2, apart, usual)
    parts = (pace, length, agreed, text_var(arm["under"], {}))
    first, *others = parts
    return rx.fragment(first, *(rx.fragment(" · ", part) for part in others))


def _unworn() -> Any:
    return _("So far this was measured on simulated arms alone, not on people: trust your own feeling more than it.")


def _felt_explained() -> Any:
    return _(
        "What the phone's sensor felt of your forearm turning, where something was heard. Each block is one stroke, "
        "above the line to one side and below it to the other; which of them is the down-bow can't be told. It is a "
        "second witness beside the microphone: where a stroke sets out as a note begins, both say the same. Of the "
        "movement only these figures are kept, unless you keep the recording."
    )


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
        "So far this was measured on drawn films and on very few of people: where it and your eyes differ, trust your "
        "eyes. It sees a bow best where you fill the picture and the camera stands."
    )


def _invitation(playable: Any) -> Any:
    silent = _("Tap a stroke to see how long and how even it was.")
    return rx.cond(playable, _("Tap a stroke to hear and see it."), silent)


def _felt_invitation(playable: Any) -> Any:
    return rx.cond(playable, _("Tap a stroke to hear it."), _("Tap a stroke to see how long it was."))


def _legend(**others: Any) -> rx.Component:
    keys = {"stroke": _("a stroke")} | others
    return rx.el.p(
        *(rx.el.span(words, class_name=f"bow-key bow-key-{key}") for key, words in keys.items()),
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
