"""A session as its player's teacher or guardian reads it, at the address that it has for the player."""

from typing import Any

import reflex as rx

from practice_app.components.analysis.session import session_leaf
from practice_app.components.journal.facts import session_facts, session_name, session_time
from practice_app.components.player.take import take_heard
from practice_app.components.teaching.heard import said_of_session, said_to_child
from practice_app.components.teaching.student import takes_shown
from practice_app.components.ui.icon import icon
from practice_app.components.ui.sheet import sheet
from practice_app.i18n import _
from practice_app.state.teaching.session import StudentSessionState

S: Any = StudentSessionState


def student_session(missing: rx.Component) -> rx.Component:
    """What is read of it; ``missing`` where there is nothing to read."""
    return rx.match(S.stage, ("there", _read()), ("childs", _read_by_guardian()), ("missing", missing), rx.fragment())


def _header(back: Any, mark: str) -> rx.Component:
    return rx.el.header(
        rx.el.a(icon("arrow-left"), S.student, href=back, class_name="back-link"),
        rx.el.h1(session_name(S.shown), class_name="session-title"),
        session_time(S.shown),
        class_name="session-header",
        data_testid=mark,
    )


def _read_by_guardian() -> rx.Component:
    return rx.fragment(
        _header("/children", "child-session-page"),
        rx.el.div(
            session_leaf(S.shown),
            said_to_child(S.voices),
            rx.el.aside(session_facts(S.shown), _childs_takes(), class_name="session-aside"),
            class_name="session",
        ),
    )


def _childs_takes() -> rx.Component:
    """What the child shows of it, heard in place."""
    takes = rx.foreach(S.takes, lambda row: rx.el.li(take_heard(row.id, row.title, row.duration_s, film=row.film)))
    shown = rx.el.section(
        rx.el.h2(_("Takes"), class_name="mb-2 text-lg"),
        rx.el.ul(takes, class_name="grid gap-2"),
        class_name="w-full",
        data_testid="child-takes",
    )
    return rx.cond(S.takes.length() > 0, shown, rx.fragment())


def _read() -> rx.Component:
    return rx.fragment(
        sheet("teaching/student.css"),
        _header("/students/" + S.student_id, "student-session-page"),
        rx.el.div(
            session_leaf(S.shown),
            said_of_session(S.said, S.shown.id, on_said=StudentSessionState.load),
            rx.el.aside(session_facts(S.shown), _takes(), class_name="session-aside"),
            class_name="session",
        ),
    )


def _takes() -> rx.Component:
    none = rx.el.p(_("No recording of it is shared with you."), class_name="quiet")
    return rx.el.section(
        rx.el.h2(_("Takes"), class_name="mb-2 text-lg"),
        rx.cond(S.takes.length() > 0, takes_shown(S.takes), none),
    )
