"""The way to a comparison: a button, and the list of takes to choose from."""

from typing import Any

import reflex as rx

from practice_app.components.ui.button import button
from practice_app.components.ui.overlay import dialog
from practice_app.components.ui.sheet import sheet
from practice_app.i18n import _, clock_var, date_var


def compare_with(choices: Any, *, offered: Any, mine: Any, is_open: Any, **on: Any) -> rx.Component:
    """Offer to lay a take of this session beside another; nothing where there is only one.

    ``on``: ``open`` and ``close`` the list, ``take`` another of the session's own (id), ``choose`` the other (id).
    """
    chooser = dialog(
        _("Compare with…"),
        _own(choices.own, mine, on["take"]),
        rx.el.div(
            rx.foreach(
                choices.own, lambda one: rx.cond(one.recording_id == mine, rx.fragment(), _row(one, on["choose"]))
            ),
            rx.foreach(choices.others, lambda one: _row(one, on["choose"])),
        ),
        is_open=is_open,
        on_close=on["close"],
        actions=[button(_("Cancel"), variant="quiet", on_click=on["close"])],
    )
    return _offered(chooser, offered, on["open"])


def _offered(chooser: rx.Component, offered: Any, on_open: Any) -> rx.Component:
    opener = button(
        _("Compare with…"), variant="secondary", icon="audio-lines", on_click=on_open, data_testid="compare-with"
    )
    return rx.fragment(sheet("comparisons/compare.css"), rx.cond(offered, rx.fragment(opener, chooser), rx.fragment()))


def compare_takes(takes: Any, one: Any, other: Any, *, offered: Any, is_open: Any, **on: Any) -> rx.Component:
    """Offer to lay two of these takes side by side.

    ``on``: ``open`` and ``close`` the question, ``choose_one`` and ``choose_other`` (id), ``compare`` them.
    """
    chooser = dialog(
        _("Compare two takes"),
        rx.el.div(
            _take(_("One take"), takes, one, on["choose_one"], "compare-one"),
            _take(_("The other take"), takes, other, on["choose_other"], "compare-other"),
            class_name="grid gap-4",
        ),
        is_open=is_open,
        on_close=on["close"],
        actions=[
            button(_("Cancel"), variant="quiet", on_click=on["close"]),
            button(_("Compare"), on_click=on["compare"], data_testid="compare-takes"),
        ],
    )
    return _offered(chooser, offered, on["open"])


def _take(label: Any, takes: Any, chosen: Any, on_choose: Any, handle: str) -> rx.Component:
    return rx.el.label(
        rx.el.span(label, class_name="eyebrow"),
        rx.el.select(
            rx.foreach(takes, lambda take: rx.el.option(_when(take), value=take.recording_id)),
            value=chosen,
            on_change=on_choose,
            class_name="field-control",
            data_testid=handle,
        ),
        class_name="grid gap-1",
    )


def _own(own: Any, mine: Any, on_take: Any) -> rx.Component:
    """Which of this session's takes, where there are several."""
    options = rx.foreach(own, lambda one: rx.el.option(clock_var(one.offset_s), value=one.recording_id))
    chosen = rx.el.label(
        rx.el.span(_("The take of this session that begins at"), class_name="eyebrow"),
        rx.el.select(options, value=mine, on_change=on_take, class_name="field-control"),
        class_name="mb-3 grid gap-1",
    )
    return rx.cond(own.length() > 1, chosen, rx.fragment())


def _row(one: Any, on_choose: Any) -> rx.Component:
    return rx.el.button(
        rx.el.span(_began(one, month="long")),
        rx.el.span(one.title, " ", clock_var(one.duration_s), class_name="quiet figures"),
        type="button",
        class_name="compare-choice",
        on_click=on_choose(one.recording_id),
        data_testid="compare-choice",
    )


def _began(take: Any, month: str) -> rx.Component:
    day = date_var(take.started_at, day="numeric", month=month, year="numeric", timeZone=take.timezone)
    at = date_var(take.started_at, hour="numeric", minute="2-digit", timeZone=take.timezone)
    return rx.fragment(day, " · ", at)


def _when(take: Any) -> rx.Component:
    """As short as a list on a phone needs it."""
    return rx.fragment(_began(take, month="short"), " · ", clock_var(take.duration_s))
