"""The homework of one student on their page, as their teacher sees it: open first, done behind."""

from typing import Any

import reflex as rx

from practice_app.components.teaching.giving.island import give_homework, homework_deeds
from practice_app.components.teaching.homework import homework_item
from practice_app.components.ui.button import button
from practice_app.i18n import _
from practice_app.state.teaching.given import GivenState

S: Any = GivenState


def given_to(student: Any) -> rx.Component:
    """What was given to this student; nothing of another's is shown while it is asked for."""
    none = rx.el.p(_("Nothing that you gave is open."), class_name="quiet")
    return rx.el.section(
        rx.el.div(
            rx.el.h2(_("Homework")), give_homework(S.user_id, student=student), class_name="student-homework-head"
        ),
        rx.cond(
            S.shown == student,
            rx.fragment(rx.cond(S.open.length() > 0, _list(S.open), none), _done()),
            rx.fragment(),
        ),
        data_testid="student-homework",
    )


def _list(rows: Any) -> rx.Component:
    return rx.el.ul(rx.foreach(rows, _item), class_name="homework-list")


def _item(row: Any) -> rx.Component:
    return homework_item(row, homework_deeds(S.user_id, row.id, row.status), heading=rx.fragment())


def _done() -> rx.Component:
    more = button(_("Show more"), variant="quiet", size="small", on_click=S.more)
    drawn = rx.el.details(
        rx.el.summary(_("Done"), class_name="student-homework-done"),
        _list(S.done),
        rx.cond(S.done_cursor != "", more, rx.fragment()),
    )
    return rx.cond(S.done.length() > 0, drawn, rx.fragment())
