"""The front door: for a visitor what Woodshed is, for a member the journal."""

from typing import Any

import reflex as rx

from practice_app.components.advice import advice_cards
from practice_app.components.install import install_offer
from practice_app.components.journal.entries import head_room, new_day, session_list, still_here, total
from practice_app.components.planning.next import next_line
from practice_app.components.profiles.islands import welcome
from practice_app.components.progress.calendar import calendar
from practice_app.components.progress.goals import goal_bar, goals_sheet
from practice_app.components.shell.half import half
from practice_app.components.teaching.coming import given_line, taken_line
from practice_app.components.ui.button import link_button
from practice_app.components.ui.icon import icon
from practice_app.components.ui.sheet import sheet
from practice_app.components.ui.stave import stave
from practice_app.components.ui.surface import empty_state, skeleton
from practice_app.i18n import _, _n, day_var
from practice_app.pages.landing import landing
from practice_app.pages.shared.frame import own_page
from practice_app.state.advice import AdviceState
from practice_app.state.journal.months import JournalState
from practice_app.state.planning import NextState
from practice_app.state.teaching.coming import ComingState

SOON = 7
"""Before these many days there is nothing to say about how often."""


def home() -> rx.Component:
    """Both, until it is known who comes; the page's head has guessed by a hint cookie (components/shell/half.jsx)."""
    return rx.fragment(
        half(landing(), whose="visitor", door=JournalState.door),
        half(journal(), whose="member", door=JournalState.door),
    )


def journal() -> rx.Component:
    """The journal: the month on one side, the newest sessions on the other; on a phone one below the other."""
    return own_page(
        sheet("journal/journal.css"),
        goals_sheet(),
        welcome(JournalState.user_id),
        rx.cond(
            JournalState.loaded & (JournalState.sessions == 0),
            _first_page(),
            rx.el.div(_month(), _sessions(), class_name="journal"),
        ),
        active="/",
        undoable=JournalState.undo_number,
        on_undo=JournalState.undo,
    )


def _month() -> rx.Component:
    return rx.el.div(
        rx.el.header(
            rx.el.h1(_("Journal"), class_name="sr-only"),
            _totals(),
            still_here(JournalState.today),
            new_day(JournalState.load),
            head_room(JournalState.loaded),
            rx.cond(JournalState.loaded, _lines(), _lines_to_come()),
            class_name="journal-head",
        ),
        calendar(
            JournalState.month,
            JournalState.days,
            loaded=JournalState.loaded,
            off=JournalState.off,
            today=JournalState.today,
            first_day=JournalState.week_start,
            chosen=JournalState.chosen_day,
            whose=JournalState.user_id,
            on_turn=JournalState.turn,
            on_choose=JournalState.choose,
        ),
        advice_cards(
            AdviceState.advised,
            AdviceState.effects,
            on_dismiss=AdviceState.dismiss,
            on_take_back=AdviceState.take_back,
            unfolded=AdviceState.unfolded,
            on_unfold=AdviceState.unfold,
        ),
        class_name="journal-month",
    )


def _lines() -> rx.Component:
    """What is said above the month; all of it comes in one frame, for each line moves what is below."""
    return rx.fragment(
        _corrected(),
        _streak(),
        _goals(),
        next_line(NextState.due),
        taken_line(ComingState.taken, ComingState.bring, ComingState.more),
        given_line(ComingState.given, ComingState.today),
        key="lines",
    )


def _lines_to_come() -> rx.Component:
    return rx.fragment(rx.el.div(skeleton("h-5 w-56"), class_name="journal-streak"), next_line(0), key="to-come")


def _totals() -> rx.Component:
    return rx.el.dl(
        _total(_("today"), "today", JournalState.today_s, "journal-today", JournalState.today_band),
        _total(_("this week"), "week", JournalState.week_s, "journal-week", JournalState.week_band),
        _total(_("this month"), "month", JournalState.month_s, "journal-month-total", JournalState.month_band),
        class_name="journal-totals",
    )


def _total(label: Any, span: str, seconds: Any, testid: str, band: Any) -> rx.Component:
    known = {"today": JournalState.today, "first_day": JournalState.week_start, "loaded": JournalState.loaded}
    figure = total(seconds, span, whose=JournalState.user_id, handle=testid, band=band, **known)
    return rx.el.div(rx.el.dt(label, class_name="eyebrow"), rx.el.dd(figure, class_name="journal-total"))


def _corrected() -> rx.Component:
    """Says that the sums hold what the player said, not only what was measured."""
    said = rx.el.p(
        icon("pencil", class_name="me-1.5"), _("Counted as you corrected it."), class_name="quiet mt-2 text-sm"
    )
    return rx.cond(JournalState.corrected > 0, said, rx.fragment())


def _streak() -> rx.Component:
    """Warm but quiet: it praises what is there and never counts what is not."""
    row = _n("{n} day in a row", "{n} days in a row", JournalState.streak)
    often = _(
        "{practised} of the last {days} days",
        practised=JournalState.practised_days,
        days=JournalState.known_days,
    )
    return rx.el.p(
        rx.cond(
            (JournalState.streak > 1) & ~JournalState.quiet,
            rx.el.span(icon("flame"), row, class_name="streak"),
            rx.fragment(),
        ),
        rx.cond(JournalState.known_days >= SOON, rx.el.span(often), rx.fragment()),
        rx.cond(
            (JournalState.streak > 1) & (JournalState.freezes > 0) & ~JournalState.quiet, _freezes(), rx.fragment()
        ),
        class_name="journal-streak",
        data_testid="journal-streak",
    )


def _freezes() -> rx.Component:
    """What would cover a missed day, seen before it is needed."""
    kept = _n("{n} freeze kept", "{n} freezes kept", JournalState.freezes)
    return rx.el.span(icon("snowflake", class_name="me-1"), kept)


def _goals() -> rx.Component:
    """What is meant for this week, where something is; changed on the calendar's page."""
    goals: Any = JournalState.goals
    shown = rx.el.a(
        rx.foreach(goals, goal_bar), href="/calendar#goals", class_name="goals journal-goals", aria_label=_("Goals")
    )
    return rx.cond(goals.length() > 0, shown, rx.fragment())


def _sessions() -> rx.Component:
    chosen = day_var(JournalState.chosen_day, day="numeric", month="long", timeZone="UTC")
    back = rx.el.button(
        icon("x"),
        _("All days"),
        type="button",
        class_name="btn btn-quiet btn-sm",
        on_click=JournalState.choose(""),
    )
    return rx.el.section(
        install_offer(),
        rx.el.div(
            rx.el.h2(rx.cond(JournalState.chosen_day == "", _("Newest sessions"), chosen)),
            rx.el.div(rx.cond(JournalState.chosen_day == "", rx.fragment(), back), _write_in(), class_name="flex"),
            class_name="flex min-h-11 flex-wrap items-center justify-between gap-x-4",
        ),
        _list(),
        class_name="journal-sessions",
    )


def _list() -> rx.Component:
    return session_list(
        JournalState.entries,
        today=JournalState.today,
        loaded=JournalState.loaded,
        more=JournalState.next_cursor != "",
        chosen=JournalState.chosen_day,
        whose=JournalState.user_id,
        on_more=JournalState.more,
        on_arrived=JournalState.arrived,
    )


def _write_in() -> rx.Component:
    """The way to write a session in by hand, on the chosen day if there is one."""
    day = rx.cond(JournalState.chosen_day == "", "", "?day=" + JournalState.chosen_day)
    return link_button(
        _("Add"), href="/add" + day, variant="quiet", size="small", icon="plus", data_testid="journal-add"
    )


def _first_page() -> rx.Component:
    """Nothing practised yet: an empty line of music, and the one thing to do; or what waits on this device."""
    nothing = rx.el.div(
        stave([], 1, size="large"),
        empty_state(
            _("The first line is empty"),
            _("Tap, play, and your first session stands here: how long you played, how loud, and at what tempo."),
            rx.el.div(
                link_button(_("Start practising"), href="/practice", size="stand", icon="play"),
                link_button(_("Add by hand"), href="/add", variant="quiet", icon="plus", data_testid="journal-add"),
                class_name="grid justify-items-center gap-2",
            ),
        ),
        class_name="first-nothing",
    )
    return rx.el.div(
        nothing, _list(), class_name="first-page mx-auto max-w-xl pt-10 lg:pt-24", data_testid="journal-empty"
    )
