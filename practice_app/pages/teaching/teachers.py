"""What my teacher sees: each teacher, exactly what they read, and the way to show more or to end it."""

from typing import Any

import reflex as rx

from practice_app.components.teaching.islands import code_form
from practice_app.components.teaching.teacher import Deeds, teacher_card
from practice_app.components.ui.surface import page_header, skeleton
from practice_app.i18n import _
from practice_app.pages.shared.frame import own_page, seen_last
from practice_app.state.teaching.teachers import TeachersState

TEACHERS: Any = TeachersState.teachers
DEEDS = Deeds(TeachersState.show, TeachersState.ask, TeachersState.end)


def teachers() -> rx.Component:
    """The page."""
    back = rx.el.a(_("Settings"), href="/settings", class_name="link-plain")
    return own_page(
        page_header(_("What my teacher sees"), eyebrow=back),
        seen_last(_skeleton(), TeachersState, "loaded", "teachers", ready=TeachersState.loaded),
        rx.cond(TeachersState.loaded, _found(), rx.fragment()),
        active="/settings",
    )


def _found() -> rx.Component:
    none = rx.el.p(_("No teacher is connected, so none sees what you practise."), class_name="max-w-prose")
    rows = rx.el.ul(rx.foreach(TEACHERS, _row), class_name="rows max-w-2xl", data_testid="teachers")
    return rx.el.div(
        rx.cond(TEACHERS.length() > 0, rows, none),
        rx.el.section(
            rx.el.h2(_("Connect with a teacher"), class_name="mb-4 text-2xl"),
            code_form(),
        ),
        class_name="grid gap-10",
    )


def _row(teacher: Any) -> rx.Component:
    return teacher_card(teacher, TeachersState.asked, DEEDS)


def _skeleton() -> rx.Component:
    who = rx.el.div(skeleton("size-14 rounded-full"), skeleton("h-6 w-40"), class_name="flex items-center gap-4")
    return rx.el.div(who, skeleton("h-32 w-full"), class_name="grid max-w-2xl gap-4", aria_busy="true")
