"""`/students`: who practised, and where it hurts, at a glance."""

from typing import Any

import reflex as rx

from practice_app.components.teaching.islands import invite_student
from practice_app.components.teaching.students import students_list, week_legend
from practice_app.components.ui.button import link_button
from practice_app.components.ui.field import text_field
from practice_app.components.ui.sheet import sheet
from practice_app.components.ui.surface import empty_state, page_header, skeleton
from practice_app.i18n import _
from practice_app.pages.shared.frame import own_page, seen_last
from practice_app.state.teaching.students import StudentsState

S: Any = StudentsState
ORDERS = {
    "activity": _("Newest activity"),
    "name": _("Name"),
    "most": _("Most in seven days"),
    "least": _("Least in seven days"),
    "weekday": _("Weekday of the lesson"),
}


def students() -> rx.Component:
    """The whole page."""
    return own_page(
        sheet("teaching/students.css"),
        page_header(
            _("Students"),
            link_button(_("Tags"), href="/tags", variant="quiet", icon="tag"),
            link_button(_("Lessons"), href="/lessons", variant="quiet", icon="calendar-days"),
            link_button(_("Invite a student"), href="/students/invite", variant="quiet", icon="plus"),
        ),
        seen_last(_skeleton(), StudentsState, ready=StudentsState.loaded),
        rx.cond(S.loaded, rx.cond(S.count > 0, _told(), _nobody()), rx.fragment()),
        active="/students",
    )


def _told() -> rx.Component:
    none = rx.el.p(_("Nobody is like that."), class_name="quiet", role="status")
    return rx.el.div(
        _tools(),
        week_legend(),
        rx.cond(S.students.length() > 0, students_list(S.students), none),
        class_name="students",
    )


def _tools() -> rx.Component:
    """Search, what to show, in which order."""
    return rx.el.div(
        text_field(
            _("Search"), "words", type="search", value=S.words, on_change=S.search.debounce(300), max_length=100
        ),
        rx.el.div(
            _only("all", _("All ({n})", n=S.count)),
            _only("attention", _("Needs attention ({n})", n=S.waiting)),
            role="radiogroup",
            aria_label=_("Which students"),
            class_name="segmented segmented-wide students-only",
            data_testid="students-only",
        ),
        rx.el.div(
            rx.el.label(_("Order"), html_for="students-order", class_name="field-label"),
            rx.el.select(
                *(rx.el.option(name, value=key) for key, name in ORDERS.items()),
                id="students-order",
                value=S.order,
                on_change=S.sort,
                class_name="field-control",
            ),
            class_name="field",
        ),
        class_name="students-tools",
    )


def _only(key: str, name: Any) -> rx.Component:
    chosen = rx.el.input(type="radio", name="only", value=key, checked=S.only == key, on_change=S.show_only(key))
    return rx.el.label(chosen, name, class_name="segment")


def _nobody() -> rx.Component:
    return empty_state(
        _("No students yet"),
        _("Whoever lets you in stands here: how much they practised in seven days, and what wants your attention."),
        invite_student(),
    )


def _skeleton() -> rx.Component:
    row = skeleton("h-10 w-full")
    return rx.el.div(skeleton("h-9 w-72"), *[row] * 8, class_name="grid gap-3", aria_hidden="true")
