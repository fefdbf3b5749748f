"""The forms of lessons: one that is new, and one or several that are moved."""

from typing import Any

import reflex as rx

from practice_app.components.lessons.agenda import DAY, clash_list, clock
from practice_app.components.ui.button import button
from practice_app.components.ui.field import text_field
from practice_app.components.ui.overlay import dialog
from practice_app.i18n import _, day_var
from practice_app.pages.shared.forms import form_dialog, form_error, wrong
from practice_app.state.lessons import DraggedState, LessonsState

ERRORS: Any = LessonsState.errors
TIME: Any = LessonsState.time
LESSON: Any = LessonsState.lesson
CLASHES: Any = LessonsState.clashes
MINUTES = {"type": "number", "min": 5, "max": 720, "step": 5, "input_mode": "numeric"}


def new_form() -> rx.Component:
    """A lesson that is planned, once or again and again."""
    return form_dialog(
        "lesson-form",
        rx.cond(TIME.makes_up != "", _("Make-up lesson"), _("New lesson")),
        form_error(ERRORS),
        _student(),
        *_times(),
        rx.cond(TIME.makes_up != "", rx.fragment(), _again()),
        text_field(_("Place"), "place", error=wrong(ERRORS, "place"), max_length=200, auto_complete="off"),
        select_field(_("Reminders"), "reminders", [("", _("as each of you likes it")), *before()], default_value=""),
        text_field(_("Note for both"), "note", error=wrong(ERRORS, "note"), max_length=2000, auto_complete="off"),
        clash_list(CLASHES, LessonsState.leave_out, LessonsState.several),
        is_open=LessonsState.form == "new",
        on_close=LessonsState.close("new"),
        on_submit=LessonsState.save,
        submit=_("Plan the lesson"),
    )


def _student() -> rx.Component:
    option = rx.foreach(LessonsState.students, lambda one: rx.el.option(one.name, value=one.id, key=one.id))
    return rx.el.div(
        rx.el.label(_("Student"), html_for="student", class_name="field-label"),
        rx.el.select(
            rx.el.option(_("choose"), value=""),
            option,
            id="student",
            name="student",
            default_value=TIME.student,
            class_name="field-control",
        ),
        rx.cond(
            wrong(ERRORS, "student"),
            rx.el.p(wrong(ERRORS, "student"), role="alert", class_name="field-error"),
            rx.fragment(),
        ),
        class_name="field",
    )


def _times() -> list[rx.Component]:
    """Day, hour and length."""
    day = text_field(_("Day"), "day", type="date", default_value=TIME.day, error=wrong(ERRORS, "day"))
    begins = text_field(_("From"), "begins", type="time", default_value=TIME.begins)
    minutes = text_field(
        _("Minutes"),
        "minutes",
        default_value=TIME.minutes.to_string(),
        error=wrong(ERRORS, "minutes"),
        **MINUTES,
    )
    return [day, rx.el.div(begins, minutes, class_name="grid grid-cols-2 gap-4")]


def _again() -> rx.Component:
    """Whether it comes again, and until when."""
    options = [("once", _("only this once")), ("weekly", _("every week")), ("fortnightly", _("every other week"))]
    repeat = select_field(_("Comes again"), "repeat", options, default_value="once")
    until = text_field(_("Until (may stay empty)"), "until", type="date", error=wrong(ERRORS, "until"))
    return rx.el.div(repeat, until, class_name="grid grid-cols-1 gap-4 sm:grid-cols-2")


def before() -> list[tuple[str, Any]]:
    """How long before a lesson one may be reminded, by minutes."""
    return [
        ("10", _("10 minutes before")),
        ("60", _("an hour before")),
        ("1440", _("a day before")),
        ("60,1440", _("a day and an hour before")),
    ]


def select_field(label: Any, name: str, options: list[tuple[str, Any]], **props: Any) -> rx.Component:
    """One of several, by its key."""
    return rx.el.div(
        rx.el.label(label, html_for=name, class_name="field-label"),
        rx.el.select(
            *(rx.el.option(said, value=key) for key, said in options),
            id=name,
            name=name,
            class_name="field-control",
            **props,
        ),
        class_name="field",
    )


def move_form() -> rx.Component:
    """Another day or hour; of a series first how many."""
    return form_dialog(
        "lesson-move",
        _("Move the lesson"),
        form_error(ERRORS),
        rx.el.p(LESSON.name, class_name="quiet"),
        *_times(),
        text_field(_("Place"), "place", default_value=LESSON.place, error=wrong(ERRORS, "place"), max_length=200),
        rx.cond(LESSON.series, _scope(), rx.fragment()),
        clash_list(CLASHES, LessonsState.leave_out, LessonsState.several),
        is_open=LessonsState.form == "move",
        on_close=LessonsState.close("move"),
        on_submit=LessonsState.move,
        submit=_("Move"),
    )


def _scope() -> rx.Component:
    """How many of a series are meant."""
    options = [("this", _("only this one")), ("following", _("this and all that follow")), ("all", _("all to come"))]
    return rx.el.fieldset(
        rx.el.legend(_("Which of them?"), class_name="field-label"),
        rx.el.div(*(_choice(key, said) for key, said in options), class_name="segmented segmented-wide"),
        class_name="field",
    )


def _choice(key: str, said: Any) -> rx.Component:
    return rx.el.label(
        rx.el.input(type="radio", name="scope", value=key, default_checked=key == "this"),
        said,
        class_name="segment",
        data_testid=f"lesson-scope-{key}",
    )


def scope_dialog() -> rx.Component:
    """A lesson of a series was set down elsewhere: how many are meant? Until that is said, nothing is moved."""
    choices = [("this", _("Only this one")), ("following", _("This and all that follow")), ("all", _("All to come"))]
    there = rx.el.p(day_var(TIME.day + "T12:00:00Z", **DAY), ", ", clock(TIME.day + "T" + TIME.begins))
    return dialog(
        _("Which of them?"),
        rx.el.p(LESSON.name, class_name="row-title"),
        rx.cond(TIME.day != "", there, rx.fragment()),
        is_open=LessonsState.form == "scope",
        on_close=DraggedState.put_back,
        actions=[
            button(said, variant="secondary", on_click=DraggedState.choose(key), data_testid=f"lesson-drop-{key}")
            for key, said in choices
        ],
    )
