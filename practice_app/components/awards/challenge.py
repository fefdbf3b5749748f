"""A challenge as it is drawn: what it counts, how far it is, until when."""

from typing import Any

import reflex as rx

from practice_app.components.ui.button import icon_button
from practice_app.components.ui.surface import badge
from practice_app.i18n import _, day_var, number_var, text_var


def challenge(row: Any, on_give_up: Any) -> rx.Component:
    """One, with the way to let it go. One that is over says what was, and never what was not."""
    title = rx.cond(row.ours, text_var(row.title, {}), row.title)
    stage = rx.match(row.stage, ("done", badge(_("done"), filled=True, icon_name="check")), rx.fragment())
    return rx.el.li(
        rx.el.div(
            rx.el.p(title, " ", stage, class_name="row-title"),
            rx.el.p(so_far(row), " · ", _when(row), class_name="quiet text-sm"),
            rx.cond(row.piece != "", rx.el.p(row.piece, class_name="quiet text-sm"), rx.fragment()),
            class_name="min-w-0",
        ),
        icon_button("x", _("Let {title} go", title=title), on_click=on_give_up(row.id), data_testid="challenge-delete"),
        rx.cond(
            row.stage == "running",
            rx.el.progress(value=row.share, max=1, class_name="bar", aria_label=so_far(row)),
            rx.fragment(),
        ),
        key=row.id,
        class_name="challenge",
        data_testid="challenge",
    )


def so_far(row: Any) -> Any:
    """How far it has come, in what it counts."""
    told = {"value": number_var(row.value), "of": number_var(row.target)}
    return rx.match(
        row.measure,
        ("minutes", _("{value} of {of} minutes", **told)),
        ("days", _("{value} of {of} days", **told)),
        _("{value} of {of} repetitions", **told),
    )


def _when(row: Any) -> Any:
    first, last = (day_var(day, day="numeric", month="short", timeZone="UTC") for day in (row.first_day, row.last_day))
    return rx.match(
        row.stage,
        ("coming", _("from {day} on", day=first)),
        ("running", _("until {day}", day=last)),
        _("{first} to {last}", first=first, last=last),
    )
