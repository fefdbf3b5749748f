"""One thing that somebody was told."""

from typing import Any

import reflex as rx

from practice_app.components.ui.icon import icon
from practice_app.i18n import date_var, number_var, text_var
from practice_app.models import NotificationKind as Kind

ICONS = {
    Kind.TITLE_EARNED: "star",
    Kind.TAKE_WAITING: "headphones",
    Kind.HOMEWORK_GIVEN: "pencil",
    Kind.HOMEWORK_DUE: "clock",
    Kind.HOMEWORK_CLOSED: "pencil",
    Kind.FEEDBACK: "pencil",
    Kind.STUDENTS_WEEK: "graduation-cap",
    Kind.JOINED: "graduation-cap",
    Kind.LESSON_MOVED: "calendar-days",
    Kind.LESSON_CANCELLED: "calendar-days",
    Kind.PRACTICE_REMINDER: "clock",
    Kind.SECURITY: "shield-check",
    Kind.ANALYSIS_READY: "ear",
    Kind.EXPORT_READY: "download",
    Kind.IMPORT_DONE: "upload",
}


def line(row: Any, on_open: Any) -> rx.Component:
    """A tap notes that it was read, and leads to what it tells of."""
    when = rx.el.span(date_var(row.at, dateStyle="medium", timeStyle="short"), class_name="quiet text-sm")
    dot = rx.cond(row.fresh, rx.el.span(class_name="told-fresh", aria_hidden="true"), rx.fragment())
    return rx.el.li(
        rx.el.button(
            rx.el.span(drawn(row.kind), class_name="told-sign", aria_hidden="true"),
            rx.el.span(rx.el.span(_sentence(row), class_name="told-words"), when, class_name="min-w-0 grid grow"),
            dot,
            type="button",
            on_click=on_open(row.id),
            class_name="told",
        ),
        key=row.id,
        data_testid="notifications-item",
        custom_attrs={"data-fresh": rx.cond(row.fresh, "true", "false")},
    )


def drawn(kind: Any) -> rx.Component:
    """Its icon; each is named here, so that the style sheet has it."""
    return rx.match(kind, *((one.value, icon(name)) for one, name in ICONS.items()), icon("bell"))


def _sentence(row: Any) -> Any:
    told = row.told
    return text_var(
        row.sentence,
        {
            "who": told["who"],
            "title": text_var(told["title"], {}),
            "what": told["what"],
            "device": told["device"],
            "n": number_var(told["n"]),
            "m": number_var(told["m"]),
            "minutes": number_var(told["minutes"]),
            "at": rx.cond(told["at"] != "", date_var(told["at"], dateStyle="medium", timeStyle="short"), ""),
        },
    )
