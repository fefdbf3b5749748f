"""Votes that a look at all of them let count no more, as a moderator sees them."""

from typing import Any

import reflex as rx

from practice_app.components.ui.button import button
from practice_app.components.ui.surface import badge
from practice_app.i18n import _, date_var, number_var

WHY = {
    "serial": _("Many votes for one person within minutes, faster than anybody reads."),
    "ring": _("People who vote mostly for each other, and are voted for mostly by each other."),
}


def reversal_row(row: Any, queue: Any) -> rx.Component:
    """Whose votes for whom, how many, why, and the way back."""

    def person(name: Any, identity: Any) -> rx.Component:
        return rx.el.a(name, href="/users/" + identity, class_name="link-plain break-words font-semibold")

    back = button(
        _("Let them count after all"),
        variant="secondary",
        size="small",
        on_click=queue.restore(row.id),
        data_testid="moderation-restore",
    )
    return rx.el.li(
        rx.el.div(
            person(row.voter, row.voter_id),
            rx.el.span("→", aria_label=_("voted for")),
            person(row.author, row.author_id),
            badge(_("votes: {n}", n=number_var(row.votes))),
            rx.cond(row.undone, badge(_("counts again"), filled=True), rx.fragment()),
            rx.el.span(date_var(row.at, dateStyle="medium"), class_name="quiet text-sm"),
            class_name="case-head",
        ),
        rx.el.p(rx.match(row.kind, *WHY.items(), ""), class_name="text-sm"),
        rx.cond(row.undone, rx.fragment(), rx.el.div(back, class_name="case-deeds")),
        key=row.id,
        class_name="case",
        data_testid="moderation-reversal",
    )
