"""The export: asked for, on its way, there to be fetched."""

from typing import Any

import reflex as rx

from practice_app.components.ui.button import link_button
from practice_app.components.ui.rest_form import rest_form, rest_message, rest_submit
from practice_app.components.ui.surface import notice
from practice_app.i18n import _, date_var, number_var


def taking(state: Any) -> rx.Component:
    """What it holds, how far it is, and the way to another one."""
    return rx.el.div(
        rx.el.p(
            _("Your sessions, pieces, what was heard, your account and every recording you keep, in one ZIP."),
            " ",
            _("Open index.html in it to read it all with no program and no network."),
            class_name="quiet",
        ),
        rx.match(
            state.export_status,
            ("preparing", _preparing(state)),
            ("ready", _ready(state)),
            ("failed", rx.fragment(_failed(), _ask(_("Try again"), "btn btn-primary btn-round"))),
            _ask(_("Make an export"), "btn btn-primary btn-round"),
        ),
        class_name="grid max-w-xl gap-5",
    )


def _ask(label: Any, class_name: str) -> rx.Component:
    return rest_form(
        "/api/v1/me/export",
        rest_message(),
        rx.el.div(rest_submit(label, class_name=class_name, data_testid="export-ask")),
        class_name="grid gap-3",
    )


def _preparing(state: Any) -> rx.Component:
    percent = number_var(state.export_progress, style="percent")
    return rx.el.div(
        rx.el.p(
            rx.el.span(_("It is being written …")),
            rx.el.span(percent, class_name="quiet figures text-sm"),
            class_name="flex flex-wrap items-baseline justify-between gap-x-4",
        ),
        rx.el.progress(max=1, value=state.export_progress, class_name="bar", aria_label=_("How far the export is")),
        rx.el.p(_("You may leave this page: a mail tells you when it is ready."), class_name="quiet text-sm"),
        rx.el.details(
            rx.el.summary(_("It takes too long?"), class_name="quiet cursor-pointer text-sm"),
            _ask(_("Begin anew"), "btn btn-hairline btn-round"),
            class_name="data-again",
        ),
        role="status",
        data_testid="export-preparing",
        class_name="grid gap-3",
    )


def _ready(state: Any) -> rx.Component:
    until = date_var(state.export_expires_at, dateStyle="medium", timeStyle="short")
    size = rx.cond(
        state.export_bytes >= 1_000_000_000,
        _("{n} GB", n=number_var(state.export_bytes / 1_000_000_000, maximumFractionDigits=1)),
        rx.cond(
            state.export_bytes >= 1_000_000,
            _("{n} MB", n=number_var(state.export_bytes / 1_000_000, maximumFractionDigits=1)),
            _("{n} kB", n=number_var(state.export_bytes / 1_000, maximumFractionDigits=0)),
        ),
    )
    return rx.el.div(
        rx.el.div(
            link_button(
                _("Download"),
                href=state.export_url,
                icon="download",
                # In a tab of its own, which goes at once: leaving this page would end its socket.
                target="_blank",
                download=True,
                data_testid="export-download",
            ),
            rx.el.span(size, class_name="quiet figures"),
            class_name="flex flex-wrap items-center gap-4",
        ),
        rx.el.p(_("It is there until {moment}.", moment=until), class_name="quiet text-sm"),
        _ask(_("Make another one"), "btn btn-quiet"),
        class_name="grid gap-3",
        data_testid="export-ready",
    )


def _failed() -> rx.Component:
    said = _("The export could not be written. That was our fault, and nothing of yours is lost.")
    return notice(said, mood="bad", data_testid="export-failed")
