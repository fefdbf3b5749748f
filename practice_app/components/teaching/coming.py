"""One line of the journal for the lesson that comes next, with what to bring; nothing where none does."""

from typing import Any

import reflex as rx

from practice_app.components.ui.icon import icon
from practice_app.i18n import _, _n, date_var


def taken_line(lesson: Any, bring: Any, more: Any) -> rx.Component:
    """The next lesson that one takes, and the homework of its teacher that is open."""
    when = date_var(lesson.at, weekday="long", hour="numeric", minute="2-digit")
    rest = rx.cond(more > 0, rx.fragment(" ", _n("and {n} more", "and {n} more", more)), rx.fragment())
    what = rx.el.a(_("To bring: {what}", what=bring), rest, href="/homework", class_name="coming-bring")
    return _line(
        rx.el.a(
            icon("calendar-days"),
            rx.el.span(_("Lesson with {who}: {when}", who=lesson.name, when=when)),
            href="/lessons",
            class_name="coming-lesson",
        ),
        rx.cond(bring != "", what, rx.fragment()),
        shown=lesson.name != "",
        mark="coming-taken",
    )


def given_line(lesson: Any, today: Any) -> rx.Component:
    """How many lessons one gives today, and the next of them."""
    when = date_var(lesson.at, hour="numeric", minute="2-digit")
    return _line(
        rx.el.a(
            icon("calendar-days"),
            rx.el.span(
                _n("{n} lesson today", "{n} lessons today", today),
                " · ",
                _("{when} with {who}", when=when, who=lesson.name),
            ),
            href="/lessons",
            class_name="coming-lesson",
        ),
        shown=lesson.name != "",
        mark="coming-given",
    )


def _line(*parts: rx.Component, shown: Any, mark: str) -> rx.Component:
    return rx.cond(shown, rx.el.p(*parts, class_name="coming", data_testid=mark), rx.fragment())
