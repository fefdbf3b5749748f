"""What the page of one student is made of: weeks as boxes, sessions as a teacher reads them, one's own note."""

from typing import Any

import reflex as rx
from reflex.event import passthrough_event_spec

from practice_app.components.teaching.students import day_box
from practice_app.components.ui.icon import icon
from practice_app.components.ui.island import Island
from practice_app.i18n import _, clock_var, date_var, duration_var, length_var, word_var
from practice_app.reflex_seams.published import published


class _Note(Island):
    library = published("note.jsx")
    tag = "TeacherNote"
    subject: rx.Var[str]
    note: rx.Var[str]
    kept: rx.Var[bool]
    on_write: rx.EventHandler[passthrough_event_spec(str)]  # type: ignore[type-arg, valid-type]


def teacher_note(subject: Any, note: Any, kept: Any, on_write: Any) -> rx.Component:
    """The field of the note; ``on_write`` gets it whole whenever it rests."""
    return _Note.create(subject=subject, note=note, kept=kept, on_write=on_write)


def weeks(days: Any) -> rx.Component:
    """Thirteen weeks, a column for each, the days as in the list."""
    return rx.el.div(rx.foreach(days, day_box), class_name="student-weeks")


def takes_shown(rows: Any) -> rx.Component:
    """What a student shows, the newest first; each leads to where it is commented on."""
    return rx.el.ul(rx.foreach(rows, _take), class_name="student-takes", data_testid="student-takes")


def _take(row: Any) -> rx.Component:
    when = date_var(row.started_at, weekday="short", day="numeric", month="short", timeZone=row.timezone)
    other = rx.cond(row.instrument != "", word_var(row.instrument), _("Practice"))
    sound = rx.el.span(rx.cond(row.film, icon("play"), icon("audio-lines")), class_name="student-take-sound")
    return rx.el.li(
        rx.el.a(
            rx.cond(
                row.poster != "",
                rx.el.img(
                    src=row.poster, alt="", custom_attrs={"width": 112, "height": 63}, class_name="student-take-picture"
                ),
                sound,
            ),
            rx.el.span(
                rx.el.span(rx.cond(row.title != "", row.title, other), class_name="student-take-title"),
                rx.el.span(when, " · ", clock_var(row.duration_s), class_name="quiet figures"),
                rx.cond(
                    row.waits,
                    rx.el.span(icon("triangle-alert"), _("waits for your answer"), class_name="student-take-waits"),
                    rx.el.span(icon("check"), _("answered"), class_name="student-take-answered quiet"),
                ),
                class_name="student-take-told",
            ),
            href="/review/" + row.id,
        ),
        key=row.id,
        data_testid="student-take",
    )


def sessions_read(rows: Any) -> rx.Component:
    """A student's newest sessions, with what they noted."""
    return rx.el.ul(rx.foreach(rows, _session), class_name="student-sessions")


def _session(row: Any) -> rx.Component:
    when = date_var(row.started_at, weekday="short", day="numeric", month="short", timeZone=row.timezone)
    told = rx.fragment(", ", _("{time} played", time=length_var(row.played_s, row.low_s, row.high_s)))
    played = rx.cond(row.played_s >= 0, told, rx.fragment())
    return rx.el.li(
        rx.el.p(
            rx.el.a(when, href="/sessions/" + row.id, class_name="font-semibold link-plain"),
            " · ",
            _("{time} by the clock", time=duration_var(row.clock_s)),
            played,
            rx.cond(row.instrument != "", rx.fragment(" · ", word_var(row.instrument)), rx.fragment()),
            class_name="figures",
        ),
        rx.foreach(row.works, lambda name: rx.el.p(name, class_name="quiet break-words")),
        rx.cond(row.note != "", rx.el.p(row.note, class_name="student-said"), rx.fragment()),
        key=row.id,
        data_testid="student-session",
    )
