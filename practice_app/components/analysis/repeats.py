"""Passages that were played again and again: a sentence, and a column for each round, to be heard by a tap."""

from typing import Any

import reflex as rx

from practice_app.components.analysis.figures import span
from practice_app.components.ui.properties import properties
from practice_app.components.ui.sheet import sheet
from practice_app.i18n import _, clock_var, number_var, text_var

Rounds = list[dict[str, Any]]


def repeats(drills: Any) -> rx.Component:
    """``drills`` as `services/journal/words.py` tells them; nothing where there are none."""
    what = _(
        "A passage that you played three times or more, one time soon after the other. Slips and pauses don't matter; "
        "what is written to be played twice doesn't count."
    )
    section = rx.el.section(
        rx.el.h2(_("Again and again"), class_name="mb-2"),
        rx.el.ul(rx.foreach(drills, _drill)),
        rx.el.details(rx.el.summary(_("What is this?")), rx.el.p(what), class_name="repeat-what"),
        class_name="mt-10",
    )
    return rx.fragment(sheet("analysis/repeats.css"), rx.cond(drills.length() > 0, section, rx.fragment()))


def _drill(drill: Any) -> rx.Component:
    tempi = drill["tempi"].to(bool)
    sure = text_var(drill["under"], {})
    rounds = rx.foreach(drill["rounds"].to(Rounds), lambda one, place: _round(one, place, tempi))
    return rx.el.li(
        rx.el.p(text_var(drill["said"], drill["values"]), class_name="repeat-said"),
        rx.el.p(
            rx.el.span(span(drill["start_s"], drill["end_s"]), class_name="figures"),
            " · ",
            sure,
            class_name="quiet text-sm",
        ),
        rx.el.ol(rounds, class_name="rounds", aria_label=_("The rounds")),
        rx.el.p(_legend(tempi), class_name="round-legend"),
        class_name="repeat",
        data_testid="session-drill",
    )


def _legend(tempi: Any) -> Any:
    beats = _("Each column is one round, from the first to the last: the higher, the faster. Below it: beats a minute.")
    beside = _(
        "Each column is one round, from the first to the last: the higher, the faster. "
        "Below it: how fast beside the first."
    )
    return rx.cond(tempi, beats, beside)


def _round(one: Any, place: Any, tempi: Any) -> rx.Component:
    whole = {"maximumFractionDigits": 0}
    speed = rx.cond(tempi, number_var(one["speed"], **whole), number_var(one["speed"], style="percent", **whole))
    values = {"number": place + 1, "speed": speed, "at": clock_var(one["start_s"])}
    label = rx.cond(
        tempi,
        _("Round {number}: {speed} bpm, at {at}", **values),
        _("Round {number}: {speed} of the first, at {at}", **values),
    )
    height = (one["height"].to(float) * 100).to_string() + "%"
    return rx.el.li(
        rx.el.button(
            rx.el.span(class_name="round-bar", custom_attrs=properties(height=height)),
            rx.el.span(speed, class_name="round-speed figures"),
            type="button",
            class_name="round",
            aria_label=label,
            title=label,
            custom_attrs={"data-moments": moments(one), "data-second": one["start_s"]},
        )
    )


def moments(one: Any) -> Any:
    """One stretch as picture.jsx reads it."""
    return rx.Var(f"JSON.stringify([{one!s}])", _var_data=one._get_all_var_data()).to(str)
