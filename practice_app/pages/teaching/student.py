"""`/students/<id>`: one student, as far as they agreed to be seen."""

from typing import Any

import reflex as rx

from practice_app.components.progress.doubt import about, not_sure, sounded
from practice_app.components.statistics.sums import sums
from practice_app.components.statistics.trends import trends
from practice_app.components.teaching.student import sessions_read, takes_shown, teacher_note, weeks
from practice_app.components.teaching.students import reasons, week_legend
from practice_app.components.ui.button import link_button
from practice_app.components.ui.sheet import sheet
from practice_app.components.ui.surface import empty_state, skeleton, stat
from practice_app.i18n import _, date_var, duration_var, number_var, word_var
from practice_app.pages.shared.frame import own_page, seen_last
from practice_app.pages.teaching.given import given_to
from practice_app.state.teaching.student import StudentState

S: Any = StudentState
SPANS = {"28": _("4 weeks"), "91": _("3 months"), "365": _("A year"), "all": _("All")}


def student() -> rx.Component:
    """The whole page."""
    there = S.stage == "there"
    return own_page(
        sheet("teaching/students.css"),
        sheet("teaching/student.css"),
        sheet("teaching/homework.css"),
        sheet("statistics/statistics.css"),
        seen_last(_skeleton(), StudentState, ready=there, gone=S.stage == "missing", subject=S.id),
        rx.match(S.stage, ("there", _told()), ("missing", _missing()), rx.fragment()),
        active="/students",
    )


def _told() -> rx.Component:
    return rx.el.div(
        _head(),
        reasons(S.reasons),
        rx.el.div(
            rx.el.div(given_to(S.id), _calendar(), _figures(), _into(), _trends(), class_name="student-main"),
            rx.el.div(_takes(), teacher_note(S.id, S.note, S.kept, S.write), _sessions(), class_name="student-beside"),
            class_name="student-columns",
        ),
        class_name="student-page",
        data_testid="student-page",
    )


def _head() -> rx.Component:
    back = rx.el.a(_("Students"), href="/students", class_name="link-plain")
    since = date_var(S.since, day="numeric", month="long", year="numeric")
    names = rx.foreach(S.instruments, lambda name: rx.el.span(word_var(name), " · "))
    return rx.el.header(
        rx.el.p(back, class_name="eyebrow"),
        rx.el.h1(S.name, class_name="break-words"),
        rx.el.p(names, _("your student since {day}", day=since), class_name="quiet"),
    )


def _calendar() -> rx.Component:
    return rx.el.section(rx.el.h2(_("Thirteen weeks"), class_name="mb-2"), week_legend(), weeks(S.days))


def _figures() -> rx.Component:
    return rx.el.section(
        rx.el.h2(_("Played and by the clock"), class_name="mb-3"),
        rx.el.div(
            *(_span(key, name) for key, name in SPANS.items()),
            role="radiogroup",
            aria_label=_("Which days"),
            class_name="segmented segmented-wide mb-4",
            data_testid="student-span",
        ),
        rx.el.dl(
            stat(duration_var(S.seconds), _("practised"), note=about(S.low_s, S.high_s), data_testid="student-seconds"),
            stat(duration_var(S.clock_s), _("by the clock"), outline=True),
            stat(number_var(S.sessions_count), _("sessions")),
            stat(number_var(S.days_practised), _("days")),
            class_name="stats-totals",
        ),
        rx.el.div(sounded(S), not_sure(S.high_s), class_name="mt-3"),
    )


def _span(key: str, name: Any) -> rx.Component:
    chosen = rx.el.input(type="radio", name="span", value=key, checked=S.span == key, on_change=S.choose(key))
    return rx.el.label(chosen, name, class_name="segment")


def _into() -> rx.Component:
    return rx.el.section(
        rx.el.h2(_("What it went into"), class_name="mb-4"),
        rx.el.div(
            sums(_("Pieces"), "piece", S.by_piece),
            sums(_("Sections"), "section", S.by_section),
            class_name="grid gap-6",
        ),
    )


def _trends() -> rx.Component:
    return rx.el.section(rx.el.h2(_("How it went"), class_name="mb-3"), trends(S.trends, S.too_few))


def _takes() -> rx.Component:
    none = rx.el.p(_("Recordings that are shared with you stand here."), class_name="quiet")
    return rx.el.section(
        rx.el.h2(_("Takes"), class_name="mb-2"),
        rx.cond(S.takes.length() > 0, takes_shown(S.takes), none),
    )


def _sessions() -> rx.Component:
    none = rx.el.p(_("Nothing practised yet, or nothing that you are shown."), class_name="quiet")
    return rx.el.section(
        rx.el.h2(_("Newest sessions"), class_name="mb-2"),
        rx.cond(S.sessions.length() > 0, sessions_read(S.sessions), none),
    )


def _missing() -> rx.Component:
    return empty_state(
        _("No student of yours"),
        _("There is nobody here, or they don’t learn with you any more."),
        link_button(_("To your students"), href="/students"),
    )


def _skeleton() -> rx.Component:
    return rx.el.div(
        skeleton("h-9 w-56"),
        skeleton("h-40 w-full"),
        skeleton("h-24 w-full"),
        class_name="grid gap-4",
        aria_hidden="true",
    )
