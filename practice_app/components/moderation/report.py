"""To report something: one tap on a button that can stand anywhere, one on the reason."""

from dataclasses import dataclass
from typing import Any

import reflex as rx

from practice_app.components.moderation.words import REASONS
from practice_app.components.ui.button import button
from practice_app.components.ui.overlay import dialog
from practice_app.i18n import _


@dataclass(frozen=True)
class Reporting:
    """What a page's state knows of it, and what happens on a tap."""

    kind: Any
    begin: Any
    leave: Any
    send: Any


def report_button(kind: str, identity: Any, reporting: Reporting) -> rx.Component:
    """The first tap: what is meant."""
    return button(
        _("Report"),
        variant="quiet",
        size="small",
        icon="triangle-alert",
        on_click=reporting.begin(kind, identity),
        data_testid="report",
    )


def report_dialog(reporting: Reporting) -> rx.Component:
    """The second: why. Once on a page, whatever is reported there."""
    choices = [
        rx.el.label(
            rx.el.input(
                type="radio",
                name="reason",
                value=key,
                default_checked=key == "rude",
                class_name="size-5 accent-primary",
            ),
            rx.el.span(name),
            class_name="flex min-h-11 cursor-pointer items-center gap-3",
        )
        for key, name in REASONS.items()
    ]
    form = rx.el.form(
        rx.el.fieldset(rx.el.legend(_("What is wrong with it?"), class_name="field-label"), *choices),
        rx.el.div(
            rx.el.label(
                _("A word to the moderators (may stay empty)"), html_for="report-text", class_name="field-label"
            ),
            rx.el.textarea(id="report-text", name="report-text", rows=2, max_length=1000, class_name="field-control"),
            class_name="field",
        ),
        rx.el.p(
            rx.cond(
                (reporting.kind == "recording") | (reporting.kind == "group"),
                rx.fragment(),
                rx.fragment(_("You don't see it any more."), " "),
            ),
            _("Moderators read it, and whoever wrote it never learns who reported it."),
            class_name="quiet text-sm",
        ),
        id="report-form",
        on_submit=reporting.send,
        no_validate=True,
        class_name="grid gap-4",
    )
    is_open = reporting.kind != ""
    return dialog(
        _("Report"),
        rx.cond(is_open, form, rx.fragment()),
        is_open=is_open,
        on_close=reporting.leave,
        actions=[
            button(_("Cancel"), variant="quiet", on_click=reporting.leave),
            button(_("Report it"), type="submit", form="report-form", data_testid="report-send"),
        ],
    )
