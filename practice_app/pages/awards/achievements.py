"""What practice earns: titles and the way to the next, challenges, points with what they are from."""

from typing import Any

import reflex as rx

from practice_app.components.awards.challenge import challenge
from practice_app.components.awards.medals import coming, earned
from practice_app.components.ui.button import button
from practice_app.components.ui.sheet import sheet
from practice_app.components.ui.surface import page_header, skeleton
from practice_app.i18n import _, date_var, number_var, text_var
from practice_app.pages.awards.challenge_form import challenge_form
from practice_app.pages.shared.frame import own_page, seen_last
from practice_app.services.awards import FOR_A_PLAN, FOR_A_REFLECTION, FOR_STEADINESS
from practice_app.state.awards import AwardsState

EARNED: Any = AwardsState.earned
EARNED_MORE: Any = AwardsState.earned_more
COMING: Any = AwardsState.coming
COMING_MORE: Any = AwardsState.coming_more
LINES: Any = AwardsState.lines
CHALLENGES: Any = AwardsState.challenges
KEPT = (
    *("loaded", "earned", "earned_more", "coming", "coming_more", "worn", "total", "lines", "next_cursor"),
    *("challenges", "hushed"),
)


def achievements() -> rx.Component:
    """The page; in quiet mode a sentence."""
    back = rx.el.a(_("Profile"), href="/profile", class_name="link-plain")
    return own_page(
        sheet("awards/awards.css"),
        page_header(_("Titles and points"), eyebrow=back),
        seen_last(_skeleton(), AwardsState, *KEPT, ready=AwardsState.loaded),
        rx.cond(AwardsState.loaded, rx.cond(AwardsState.hushed, _quiet(), _all()), rx.fragment()),
        challenge_form(),
        active="/profile",
        undoable=AwardsState.undo_number,
        on_undo=AwardsState.undo,
    )


def _quiet() -> rx.Component:
    return rx.el.p(
        _("Quiet mode is on: no titles, points, streaks and challenges, for you or anybody who sees your profile."),
        " ",
        rx.el.a(_("Change that in the settings"), href="/settings", class_name="link-plain"),
        class_name="max-w-xl",
        data_testid="achievements-quiet",
    )


def _skeleton() -> rx.Component:
    row = rx.el.div(skeleton("size-12 rounded-full"), skeleton("h-5 w-56"), class_name="flex items-center gap-4 py-3")
    return rx.el.div(row, row, row, row, aria_busy="true")


def _all() -> rx.Component:
    return rx.el.div(
        rx.el.div(_earned(), _coming(), class_name="awards-side"),
        rx.el.div(_challenges(), _points(), class_name="awards-side"),
        class_name="awards",
    )


def _part(title: Any, *children: rx.Component) -> rx.Component:
    return rx.el.section(rx.el.h2(title), *children, class_name="awards-part")


def _earned() -> rx.Component:
    worn = rx.cond(
        AwardsState.worn != "",
        _("“{title}” stands beside your name on your profile.", title=text_var(AwardsState.worn, {})),
        _("Wear one, and it stands beside your name on your profile."),
    )
    nothing = _("Nothing yet. The first one comes with your first session.")
    return _part(
        _("Earned"),
        rx.cond(
            EARNED.length() > 0,
            rx.fragment(
                rx.el.p(worn, class_name="quiet"),
                rx.el.ul(rx.foreach(EARNED, _earned_row), class_name="rows"),
                _more(EARNED_MORE, _earned_row),
            ),
            rx.el.p(nothing, class_name="quiet"),
        ),
    )


def _earned_row(row: Any) -> rx.Component:
    return earned(row, AwardsState.wear)


def _coming() -> rx.Component:
    return _part(
        _("On the way"),
        rx.el.ul(rx.foreach(COMING, coming), class_name="rows"),
        _more(COMING_MORE, coming),
    )


def _more(rows: Any, draw: Any) -> rx.Component:
    rest = rx.el.details(
        rx.el.summary(_("{n} more", n=number_var(rows.length()))),
        rx.el.ul(rx.foreach(rows, draw), class_name="rows"),
        class_name="awards-more",
    )
    return rx.cond(rows.length() > 0, rest, rx.fragment())


def _challenges() -> rx.Component:
    return rx.el.section(
        rx.el.div(
            rx.el.h2(_("Challenges")),
            button(
                _("New challenge"),
                variant="secondary",
                size="small",
                icon="plus",
                on_click=AwardsState.add,
                data_testid="challenge-add",
            ),
            class_name="flex flex-wrap items-center justify-between gap-3",
        ),
        rx.el.p(_("Against nobody but yourself. One that runs out leaves no trace."), class_name="quiet mt-2"),
        rx.el.ul(rx.foreach(CHALLENGES, _challenge), class_name="rows"),
        class_name="awards-part",
    )


def _challenge(row: Any) -> rx.Component:
    return challenge(row, AwardsState.give_up)


def _points() -> rx.Component:
    more = button(_("Show more"), variant="quiet", class_name="mt-2 w-full", on_click=AwardsState.more_lines)
    return _part(
        _("Points"),
        rx.el.p(rx.el.span(number_var(AwardsState.total), class_name="figure-big"), data_testid="points-total"),
        rx.el.details(
            rx.el.summary(_("What they are given for")),
            _rules(),
            class_name="awards-more",
        ),
        rx.el.ul(rx.foreach(LINES, _line), class_name="rows"),
        rx.cond(AwardsState.next_cursor != "", more, rx.fragment()),
    )


def _rules() -> rx.Component:
    said = (
        _("One for each whole minute: of those in which you played where Woodshed heard you, else by the clock."),
        _("Two for a minute of slow practice: below the target of the piece, or when you say so."),
        _("Three for a minute below 60 beats a minute."),
        _(
            "{n} more for a session that kept its tempo: 85 % of its beats or more lie within a tenth of it.",
            n=FOR_STEADINESS,
        ),
        _("{n} for writing down what you noticed, once a day.", n=FOR_A_REFLECTION),
        _("{n} for a plan played to its end, once a day.", n=FOR_A_PLAN),
    )
    return rx.el.ul(*(rx.el.li(one) for one in said), class_name="quiet grid gap-1 py-2 text-sm")


def _line(row: Any) -> rx.Component:
    reason = rx.match(
        row.reason,
        ("slow", _("slow practice")),
        ("meditation", _("below 60 beats a minute")),
        ("steadiness", _("kept the tempo")),
        ("reflection", _("wrote down what you noticed")),
        ("plan", _("a plan played to its end")),
        _("minutes"),
    )
    day = date_var(row.at, day="numeric", month="short", year="numeric")
    linked = rx.el.a(day, href="/sessions/" + row.session_id, class_name="link-plain")
    return rx.el.li(
        rx.el.span("+", number_var(row.points), class_name="points-given"),
        rx.el.span(reason),
        rx.el.span(rx.cond(row.session_id != "", linked, day), class_name="quiet text-sm"),
        key=row.source,
        class_name="points-line",
        data_testid="points-line",
    )
