"""At most three things worth a try, and what became of what was tried; nothing to say draws nothing."""

from typing import Any

import reflex as rx

from practice_app.components.analysis import values
from practice_app.components.ui.button import icon_button
from practice_app.components.ui.icon import icon
from practice_app.components.ui.sheet import sheet
from practice_app.i18n import _, day_var, text_var, word_var


def advice_cards(
    advised: Any, effects: Any, *, on_dismiss: Any, on_take_back: Any, unfolded: Any = True, on_unfold: Any = None
) -> rx.Component:
    """Recommendations as `state/advice.py` tells them, each with its reason; the first two ``on_…`` take its id.

    Until it is ``unfolded`` a phone shows the first alone.
    """
    rows = rx.el.ul(
        rx.foreach(advised, lambda row: _row(row, on_dismiss, on_take_back)),
        rx.foreach(effects, _effect),
        class_name="advice-list",
    )
    section = rx.el.section(
        rx.el.h2(_("Worth a try"), id="advice"),
        rows,
        *([_others(advised.length() + effects.length() - 1, unfolded, on_unfold)] if on_unfold else []),
        class_name=rx.cond(unfolded, "advice", "advice advice-folded"),
        aria_labelledby="advice",
        data_testid="advice",
    )
    something = (advised.length() > 0) | (effects.length() > 0)
    return rx.fragment(sheet("advice/cards.css"), rx.cond(something, section, rx.fragment()))


def _others(count: Any, unfolded: Any, on_unfold: Any) -> rx.Component:
    more = rx.el.button(
        _("{n} more", n=count),
        icon("chevron-down"),
        type="button",
        class_name="btn btn-quiet btn-sm advice-others",
        on_click=on_unfold,
        data_testid="advice-more",
    )
    return rx.cond((count > 0) & ~unfolded, more, rx.fragment())


def _row(row: Any, on_dismiss: Any, on_take_back: Any) -> rx.Component:
    away = rx.el.p(
        rx.el.span(_("Put away for four weeks."), class_name="quiet", role="status"),
        rx.el.button(
            _("Undo"),
            type="button",
            class_name="btn btn-quiet btn-sm",
            on_click=on_take_back(row.id),
            data_testid="advice-undo",
        ),
        class_name="advice-away",
    )
    return rx.el.li(
        rx.cond(row.dismissed, away, _card(row, on_dismiss)),
        class_name="advice-row",
        key=row.id,
        data_testid="advice-item",
    )


def _card(row: Any, on_dismiss: Any) -> rx.Component:
    return rx.fragment(
        rx.el.div(
            rx.el.p(_about(row.about, row.rule), class_name="advice-about"),
            rx.el.p(text_var(row.says, row.says_values), class_name="advice-says"),
            class_name="min-w-0",
        ),
        icon_button("x", _("Put this away"), on_click=on_dismiss(row.id), data_testid="advice-dismiss"),
        rx.el.div(_practise(row), _hear(row), _why(row), class_name="advice-acts"),
    )


def _about(about: Any, rule: Any) -> rx.Component:
    """What it is about: a passage with its bars, a piece, an instrument; else the rule's own name."""
    bars = rx.cond(
        about.bar_end > about.bar_start,
        _("bars {first}–{last}", first=about.bar_start, last=about.bar_end),
        _("bar {first}", first=about.bar_start),
    )
    known = rx.cond(about.bar_start >= 0, rx.fragment(", ", rx.el.span(bars)), rx.fragment())
    passage = rx.cond(about.passage != "", rx.fragment(" · ", about.passage, known), rx.fragment())
    named = rx.cond(about.instrument != "", word_var(about.instrument), text_var(rule, {}))
    return rx.cond(about.piece != "", rx.fragment(about.piece, passage), rx.fragment(named))


def _practise(row: Any) -> rx.Component:
    """One tap to the stand, where it is about a piece: passage and tempo are set there."""
    link = rx.el.a(
        icon("play"),
        _("Practise this"),
        href=row.practise,
        class_name="btn btn-quiet btn-sm",
        data_testid="advice-practise",
    )
    return rx.cond(row.practise != "", link, rx.fragment())


def _hear(row: Any) -> rx.Component:
    said = rx.cond(row.kept, _("Hear it"), _("See where"))
    drawn = rx.cond(row.kept, icon("headphones"), icon("audio-lines"))
    link = rx.el.a(drawn, said, href=row.hear, class_name="btn btn-quiet btn-sm", data_testid="advice-hear")
    return rx.cond(row.hear != "", link, rx.fragment())


def _why(row: Any) -> rx.Component:
    told = rx.el.p(
        rx.el.strong(text_var(row.rule, {})), " · ", text_var(row.why, row.why_values), class_name="quiet text-sm"
    )
    return rx.el.details(
        rx.el.summary(rx.el.span(_("Why?")), icon("chevron-down"), class_name="btn btn-quiet btn-sm"),
        told,
        class_name="advice-why",
        data_testid="advice-why",
    )


def _effect(row: Any) -> rx.Component:
    """The figure then and now; what it says of the cause is nothing."""
    day = day_var(row.day, day="numeric", month="long", timeZone="UTC")
    moved = rx.el.span(
        values.value(row.metric, row.then, bare=True),
        rx.el.span(" → ", class_name="quiet"),
        values.value(row.metric, row.now),
        class_name="figures",
    )
    outcome = rx.match(
        row.outcome,
        ("moved", moved),
        ("same", rx.fragment(moved, rx.el.span(_("about the same"), class_name="quiet ms-2"))),
        rx.el.span(_("not enough to tell yet"), class_name="quiet"),
    )
    return rx.el.li(
        rx.el.p(_about(row.about, ""), class_name="advice-about"),
        rx.el.p(
            rx.el.span(_("Since {day}", day=day)), " · ", values.name(row.metric), ": ", outcome, class_name="text-sm"
        ),
        class_name="advice-row",
        key=row.id,
        data_testid="advice-effect",
    )
