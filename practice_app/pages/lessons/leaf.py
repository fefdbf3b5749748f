"""One lesson that is open: when and where, what became of it, notes, and what can be done with it."""

from typing import Any

import reflex as rx

from practice_app.components.lessons.agenda import status, when
from practice_app.components.ui.button import button, link_button
from practice_app.components.ui.overlay import dialog
from practice_app.i18n import _, date_var
from practice_app.pages.lessons.forms import before
from practice_app.pages.shared.forms import form_dialog, form_error, wrong
from practice_app.state.lessons import LessonRemindersState, LessonsState

LESSON: Any = LessonsState.lesson
ERRORS: Any = LessonsState.errors
COMING = (LESSON.status == "planned") & ~LESSON.past


def lesson_leaf() -> rx.Component:
    """The lesson, and the questions that go with it."""
    return rx.fragment(_lesson(), _cancel(), _remove())


def _lesson() -> rx.Component:
    return dialog(
        LESSON.name,
        rx.cond(LessonsState.form == "lesson", _told(), rx.fragment()),
        is_open=LessonsState.form == "lesson",
        on_close=LessonsState.close("lesson"),
        actions=[],
    )


def _told() -> rx.Component:
    makes_up = _(
        "Makes up for the lesson of {day}", day=date_var(LESSON.makes_up, day="numeric", month="long", year="numeric")
    )
    return rx.el.div(
        when(LESSON),
        rx.el.p(status(LESSON), class_name="empty:hidden"),
        _line(LESSON.place),
        _line(LESSON.reason),
        _line(LESSON.note),
        rx.cond(LESSON.makes_up != "", rx.el.p(makes_up, class_name="quiet text-sm"), rx.fragment()),
        rx.cond(LESSON.mine, _teachers(), _students()),
        class_name="lessons-leaf",
        data_testid="lesson-open",
    )


def _line(text: Any) -> rx.Component:
    return rx.cond(text != "", rx.el.p(text, class_name="break-words whitespace-pre-line"), rx.fragment())


def _file() -> rx.Component:
    """The lesson as a file for a calendar."""
    address = "/api/v1/schedule/classes/" + LESSON.class_id + ".ics?occurrence=" + _escaped(LESSON.occurrence)
    return link_button(
        _("As a file"),
        href=address,
        variant="quiet",
        size="small",
        icon="download",
        custom_attrs={"download": "lesson.ics"},
    )


def _escaped(text: Any) -> Any:
    return rx.Var(f"encodeURIComponent({text!s})", _var_data=text._get_all_var_data()).to(str)


def _say(words: Any, deed: Any, handle: str, name: str | None = None) -> rx.Component:
    return button(words, variant="secondary", size="small", icon=name, on_click=deed, data_testid=handle)


def _teachers() -> rx.Component:
    """What a teacher does with it."""
    cancelled = LESSON.status == "cancelled"
    gone = cancelled | (LESSON.status == "missed")
    deeds = rx.el.div(
        rx.cond(
            cancelled,
            _say(_("Plan it again"), LessonsState.say("planned"), "lesson-again", "undo-2"),
            rx.fragment(
                rx.cond(
                    LESSON.status != "held",
                    _say(_("Held"), LessonsState.say("held"), "lesson-held", "check"),
                    rx.fragment(),
                ),
                rx.cond(
                    LESSON.status != "missed",
                    _say(_("Missed"), LessonsState.say("missed"), "lesson-missed"),
                    rx.fragment(),
                ),
                _say(_("Move"), LessonsState.ask("move"), "lesson-move-open", "calendar-days"),
                _say(_("Cancel the lesson"), LessonsState.ask("cancel"), "lesson-cancel-open", "x"),
            ),
        ),
        rx.cond(
            gone & ~LESSON.made_up,
            _say(_("Plan a make-up lesson"), LessonsState.make_up, "lesson-make-up"),
            rx.fragment(),
        ),
        _file(),
        rx.cond(
            COMING | cancelled,
            button(
                _("Take out"),
                variant="quiet",
                size="small",
                icon="trash-2",
                on_click=LessonsState.ask("remove"),
                data_testid="lesson-remove-open",
            ),
            rx.fragment(),
        ),
        class_name="lessons-deeds",
    )
    return rx.fragment(deeds, rx.cond(COMING, _reminders(), rx.fragment()), _notes())


def _reminders() -> rx.Component:
    """When both are reminded; one that was said elsewhere stands as it is."""
    known = [("", _("as each of you likes it")), *before()]
    listed = rx.Var.create([key for key, _said in known]).contains(LESSON.reminders)
    other = rx.el.option(_("{n} minutes before", n=LESSON.reminders), value=LESSON.reminders)
    field = rx.el.select(
        *(rx.el.option(said, value=key) for key, said in known),
        rx.cond(listed, rx.fragment(), other),
        id="lesson-reminders",
        value=LESSON.reminders,
        on_change=LessonRemindersState.remind,
        class_name="field-control",
        data_testid="lesson-reminders",
    )
    label = rx.cond(LESSON.series, _("Reminders of all lessons of this series"), _("Reminders"))
    return rx.el.div(
        rx.el.label(label, html_for="lesson-reminders", class_name="field-label"), field, class_name="field"
    )


def _notes() -> rx.Component:
    """What is noted: for both, and for the teacher alone."""
    return rx.el.form(
        _area(_("Notes for both"), "shared", LESSON.shared),
        _area(_("Notes for yourself alone"), "private", LESSON.private),
        form_error(ERRORS),
        rx.el.div(
            button(
                _("Keep the notes"), variant="secondary", size="small", type="submit", data_testid="lesson-notes-save"
            )
        ),
        on_submit=LessonsState.note,
        key=LESSON.key,
        class_name="grid gap-3",
    )


def _area(label: Any, name: str, value: Any) -> rx.Component:
    return rx.el.div(
        rx.el.label(label, html_for=f"lesson-{name}", class_name="field-label"),
        rx.el.textarea(
            id=f"lesson-{name}", name=name, default_value=value, max_length=5000, rows="3", class_name="field-control"
        ),
        class_name="field",
    )


def _students() -> rx.Component:
    """What a student does with it: see what is noted, and cancel one to come."""
    notes = rx.el.div(
        rx.el.h3(_("Notes"), class_name="eyebrow"),
        rx.el.p(LESSON.shared, class_name="break-words whitespace-pre-line"),
    )
    return rx.fragment(
        rx.cond(LESSON.shared != "", notes, rx.fragment()),
        rx.el.div(
            rx.cond(
                COMING,
                _say(_("Cancel the lesson"), LessonsState.ask("cancel"), "lesson-cancel-open", "x"),
                rx.fragment(),
            ),
            _file(),
            class_name="lessons-deeds",
        ),
    )


def _cancel() -> rx.Component:
    reason = rx.el.div(
        rx.el.label(
            rx.cond(LESSON.mine, _("Why? (may stay empty)"), _("Why?")), html_for="reason", class_name="field-label"
        ),
        rx.el.input(id="reason", name="reason", max_length=500, auto_complete="off", class_name="field-control"),
        rx.cond(
            wrong(ERRORS, "reason"),
            rx.el.p(wrong(ERRORS, "reason"), role="alert", class_name="field-error"),
            rx.fragment(),
        ),
        class_name="field",
    )
    return form_dialog(
        "lesson-cancel",
        _("Cancel the lesson"),
        form_error(ERRORS),
        when(LESSON),
        reason,
        rx.el.p(_("You both go on seeing it, as cancelled."), class_name="quiet text-sm"),
        is_open=LessonsState.form == "cancel",
        on_close=LessonsState.close("cancel"),
        on_submit=LessonsState.cancel,
        submit=_("Cancel the lesson"),
    )


def _remove() -> rx.Component:
    """How many are taken out."""
    only = button(_("Take out"), variant="danger", on_click=LessonsState.remove("this"), data_testid="lesson-remove")
    several = rx.fragment(
        button(
            _("Only this one"),
            variant="secondary",
            on_click=LessonsState.remove("this"),
            data_testid="lesson-remove-this",
        ),
        button(
            _("This and all that follow"),
            variant="secondary",
            on_click=LessonsState.remove("following"),
            data_testid="lesson-remove-following",
        ),
        button(
            _("All to come"), variant="danger", on_click=LessonsState.remove("all"), data_testid="lesson-remove-all"
        ),
    )
    return dialog(
        _("Take out"),
        rx.el.p(_("What is taken out is on this page no more. To tell why a lesson does not take place, cancel it.")),
        is_open=LessonsState.form == "remove",
        on_close=LessonsState.close("remove"),
        actions=[rx.cond(LESSON.series, several, only)],
    )
