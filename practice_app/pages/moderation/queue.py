"""`/moderation`: what waits for a moderator."""

from typing import Any

import reflex as rx

from practice_app.components.moderation.case import appeal_row, case_row
from practice_app.components.moderation.reversal import reversal_row
from practice_app.components.ui.button import link_button
from practice_app.components.ui.sheet import sheet
from practice_app.components.ui.surface import empty_state, page_header, skeleton
from practice_app.i18n import _
from practice_app.pages.shared.frame import own_page, seen_last
from practice_app.pages.shared.office import of_office
from practice_app.state.moderation.queue import QueueState

Q: Any = QueueState


def moderation_queue() -> rx.Component:
    """The page."""
    return own_page(
        sheet("moderation/moderation.css"),
        page_header(
            _("Moderation"),
            link_button(_("Tags that mean the same"), href="/moderation/tags", variant="quiet"),
            link_button(_("The log"), href="/moderation/log", variant="quiet", target="_blank", rel="noopener"),
        ),
        seen_last(skeleton("h-40 w-full"), QueueState, ready=Q.stage != "loading"),
        of_office(Q.stage, _there(), _("This is for moderators.")),
        active="/moderation",
    )


def _there() -> rx.Component:
    none = empty_state(_("Nothing waits"), _("What somebody reports stands here, the most urgent first."))
    appeals = rx.el.section(
        rx.el.h2(_("Appeals against what others did"), class_name="text-2xl"),
        rx.el.ul(rx.foreach(Q.appeals, lambda one: appeal_row(one, Q)), class_name="max-w-3xl"),
    )
    votes = rx.el.section(
        rx.el.h2(_("Votes that count no more"), class_name="text-2xl"),
        rx.el.p(
            _("Looked for a few times a day; whoever cast them was told. Whom they were for was not."),
            class_name="quiet mt-2 max-w-[60ch] text-sm",
        ),
        rx.el.ul(rx.foreach(Q.reversals, lambda one: reversal_row(one, Q)), class_name="mt-4 max-w-3xl"),
    )
    return rx.el.div(
        rx.cond(
            Q.cases.length() > 0,
            rx.el.ul(rx.foreach(Q.cases, lambda one: case_row(one, Q)), class_name="max-w-3xl"),
            none,
        ),
        rx.cond(Q.appeals.length() > 0, appeals, rx.fragment()),
        rx.cond(Q.reversals.length() > 0, votes, rx.fragment()),
        class_name="grid gap-10",
    )
