"""One session: what was heard, what was told, and how to change it."""

from typing import Any

import reflex as rx

from practice_app.components.analysis.session import session_leaf, session_skeleton
from practice_app.components.awards.medals import news
from practice_app.components.comparisons.choosing import compare_with
from practice_app.components.journal.facts import session_facts, session_name, session_time
from practice_app.components.practice.byhand import session_edit
from practice_app.components.teaching.drawing.layer import said_drawings
from practice_app.components.teaching.heard import what_teachers_say
from practice_app.components.ui.button import button, link_button
from practice_app.components.ui.icon import icon
from practice_app.components.ui.overlay import menu, menu_item
from practice_app.components.ui.sheet import sheet
from practice_app.components.ui.stave import stave
from practice_app.components.ui.surface import empty_state
from practice_app.i18n import _
from practice_app.pages.shared.frame import own_page, seen_last
from practice_app.pages.sharing.parts import share_session, share_takes
from practice_app.pages.teaching.session import student_session
from practice_app.state.comparisons import CompareWithState
from practice_app.state.journal.session import SessionState
from practice_app.state.teaching.heard import HeardState
from practice_app.state.teaching.session import StudentSessionState

SHOWN: Any = SessionState.shown
READ: Any = (SessionState.stage == "theirs") & (StudentSessionState.stage != "")


def session() -> rx.Component:
    """The page of a session; one that is missing or somebody else's is a long rest."""
    return own_page(
        sheet("analysis/session.css"),
        sheet("awards/awards.css"),
        rx.el.div(
            seen_last(
                rx.el.div(rx.el.div(session_skeleton(), class_name="session"), aria_busy="true"),
                SessionState,
                "stage",
                "shown",
                ready=SessionState.stage == "shown",
                subject=SHOWN.id,
                gone=(SessionState.stage == "missing") | (SessionState.stage == "deleted") | READ,
            ),
            rx.match(
                SessionState.stage,
                (
                    "shown",
                    rx.fragment(
                        _header(),
                        rx.cond(SessionState.quiet, rx.fragment(), news(SessionState.news, SessionState.news_count)),
                        rx.el.div(_leaf(), _aside(), class_name="session"),
                    ),
                ),
                ("missing", _missing()),
                ("theirs", student_session(_missing())),
                rx.fragment(),
            ),
            _form(),
        ),
        active="/",
    )


def _leaf() -> rx.Component:
    leaf = session_leaf(
        SHOWN,
        on_again=SessionState.listen_again,
        on_correct=SessionState.correct,
        on_withdraw=SessionState.withdraw,
        on_read=SessionState.read_as,
        pins=HeardState.pins,
        said=what_teachers_say(
            HeardState.voices, on_tick=HeardState.tick, on_answered=HeardState.load, on_all=HeardState.show_all
        ),
    )
    return rx.fragment(leaf, said_drawings(HeardState.drawn))


def _header() -> rx.Component:
    name, when = session_name(SHOWN), session_time(SHOWN)
    return rx.el.header(
        rx.el.a(icon("arrow-left"), _("Journal"), href="/", class_name="back-link"),
        rx.el.div(
            rx.el.h1(name, class_name="session-title"),
            menu(
                "session-menu",
                _("More"),
                menu_item("pencil", _("Edit session"), on_click=SessionState.edit, data_testid="session-edit"),
                menu_item("trash-2", _("Delete session"), on_click=SessionState.delete, data_testid="session-delete"),
            ),
            class_name="flex items-start justify-between gap-3",
        ),
        when,
        class_name="session-header",
    )


def _aside() -> rx.Component:
    """What the player told about it."""
    return rx.el.aside(
        session_facts(SHOWN),
        rx.el.div(
            button(_("Edit session"), variant="secondary", icon="pencil", on_click=SessionState.edit),
            _compare(),
            class_name="flex flex-wrap gap-3",
        ),
        share_takes(),
        share_session(),
        class_name="session-aside",
    )


def _compare() -> rx.Component:
    return compare_with(
        CompareWithState.choices,
        offered=CompareWithState.offered,
        mine=CompareWithState.mine,
        is_open=CompareWithState.choosing,
        open=CompareWithState.show,
        close=CompareWithState.close,
        take=CompareWithState.take,
        choose=CompareWithState.compare,
    )


def _missing() -> rx.Component:
    return rx.el.div(
        rx.el.h1(_("Session"), class_name="sr-only"),
        stave([{"kind": "silence", "start_s": 0, "end_s": 60}], 60, size="large"),
        empty_state(
            _("A long rest"),
            _("There is no session at this address. It may have been deleted, or it isn't yours to see."),
            link_button(_("To the journal"), href="/"),
        ),
        class_name="mx-auto max-w-xl pt-10",
        data_testid="session-missing",
    )


def _form() -> rx.Component:
    return session_edit(
        SHOWN,
        open=SessionState.editing,
        errors=SessionState.errors,
        answers=SessionState.answers,
        on_save=SessionState.save,
        on_close=SessionState.close,
    )
