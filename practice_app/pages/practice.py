"""Where one practises: a bare frame round the island, so that nothing else distracts."""

import reflex as rx

from practice_app.components.outbox import outbox_badge
from practice_app.components.practice import practice_island
from practice_app.components.shell.switches import connection_notice
from practice_app.components.ui.icon import icon
from practice_app.i18n import _


def practice() -> rx.Component:
    """The practice page."""
    return bare_page(practice_island())


def bare_page(island: rx.Component) -> rx.Component:
    """An island with nothing round it but the way back and what waits to be sent."""
    return rx.el.div(
        _top(),
        rx.el.main(island, id="content", class_name="grid min-h-0"),
        class_name="grid min-h-dvh grid-rows-[auto_1fr]",
    )


def _top() -> rx.Component:
    """The way back, what waits to be sent, and whether the network is there."""
    back = rx.el.a(
        icon("arrow-left"),
        href="/",
        aria_label=_("To the journal"),
        title=_("To the journal"),
        class_name="btn btn-quiet btn-square practice-back",
    )
    bar = rx.el.div(back, outbox_badge(), class_name="flex min-h-16 items-center justify-between px-4 pt-2")
    return rx.el.header(connection_notice(), bar)
