"""Statistics: what was practised over some time, what it went into, and how the figures went."""

from typing import Any

import reflex as rx

from practice_app.components.journal.entries import session_list
from practice_app.components.progress.counting import COUNTS
from practice_app.components.progress.doubt import about, not_sure, sounded
from practice_app.components.statistics.explore import explore
from practice_app.components.statistics.leaning import leanings
from practice_app.components.statistics.sums import MODES, sums
from practice_app.components.statistics.tools import chart_tools
from practice_app.components.statistics.trends import trends
from practice_app.components.ui.button import link_button
from practice_app.components.ui.field import text_field
from practice_app.components.ui.icon import icon
from practice_app.components.ui.sheet import sheet
from practice_app.components.ui.surface import empty_state, page_header, skeleton, stat
from practice_app.i18n import _, date_var, duration_var, number_var, text_var, word_var
from practice_app.pages.shared.frame import own_page, seen_last
from practice_app.pages.sharing.parts import share_weeks
from practice_app.services.statistics import KINDS
from practice_app.state.statistics import StatisticsState

SHOWN = (
    *("loaded", "span", "since", "until", "today", "compared", "seconds", "clock_s", "played_s", "heard_clock_s"),
    *("low_s", "high_s", "checked", "right", "missed_s", "added_s", "leanings"),
    *("sessions", "corrected", "days_practised", "days", "per_day_s", "per_session_s", "hour"),
    *("per_day_low_s", "per_day_high_s", "per_session_low_s", "per_session_high_s"),
    *(f"by_{kind}" for kind in KINDS),
    *("trends", "too_few", "figure", "table", "entries"),
)
"""All that is drawn: of a page brought back in parts the missing ones would say that there is nothing."""
SPANS = {"28": _("4 weeks"), "91": _("3 months"), "365": _("A year"), "all": _("All"), "own": _("From … to …")}
S: Any = StatisticsState


def statistics() -> rx.Component:
    """The whole page."""
    return own_page(
        sheet("statistics/statistics.css"),
        sheet("journal/journal.css"),
        page_header(_("Statistics"), lead=COUNTS),
        seen_last(_skeleton(), StatisticsState, *SHOWN, ready=StatisticsState.loaded),
        rx.cond(
            S.loaded,
            rx.el.div(
                _range(),
                rx.cond(S.sessions > 0, rx.fragment(_told(), share_weeks()), _nothing()),
                class_name="stats",
            ),
            rx.fragment(),
        ),
        active="/stats",
    )


def _range() -> rx.Component:
    own = rx.el.div(
        text_field(
            _("From"), "since", type="date", value=S.since, max=S.today, on_change=lambda day: S.choose_days(day, "")
        ),
        text_field(
            _("To"), "until", type="date", value=S.until, max=S.today, on_change=lambda day: S.choose_days("", day)
        ),
        class_name="flex flex-wrap gap-3",
    )
    return rx.el.div(
        rx.el.div(
            *(
                rx.el.label(
                    rx.el.input(
                        type="radio", name="span", value=span, checked=S.span == span, on_change=S.choose(span)
                    ),
                    name,
                    class_name="segment",
                )
                for span, name in SPANS.items()
            ),
            role="radiogroup",
            aria_label=_("Which days"),
            class_name="segmented segmented-wide stats-range",
            data_testid="stats-range",
        ),
        rx.cond(S.span == "own", rx.el.div(own, class_name="mt-4"), rx.fragment()),
        rx.el.p(_day(S.since), " – ", _day(S.until), class_name="quiet mt-2 text-sm"),
    )


def _day(day: Any) -> Any:
    return date_var(day, day="numeric", month="long", year="numeric", timeZone="UTC")


def _nothing() -> rx.Component:
    return empty_state(
        _("Nothing in these days"),
        _("What you practise is added up here: how long, on what, and how it went."),
        link_button(_("Start practising"), href="/practice", icon="play"),
    )


def _told() -> rx.Component:
    return rx.fragment(_totals(), _time(), _into(), _trends(), _sessions())


def _totals() -> rx.Component:
    return rx.el.section(
        rx.el.dl(
            stat(duration_var(S.seconds), _("practised"), note=about(S.low_s, S.high_s), data_testid="stats-seconds"),
            stat(duration_var(S.clock_s), _("by the clock"), outline=True, data_testid="stats-clock"),
            stat(number_var(S.sessions), _("sessions")),
            stat(number_var(S.days_practised), _("of {days} days", days=number_var(S.days))),
            stat(
                duration_var(S.per_day_s),
                _("on a day with practice"),
                note=about(S.per_day_low_s, S.per_day_high_s),
            ),
            stat(
                duration_var(S.per_session_s),
                _("in a session"),
                note=about(S.per_session_low_s, S.per_session_high_s),
            ),
            class_name="stats-totals",
        ),
        rx.el.div(
            sounded(S),
            not_sure(S.high_s),
            _hour(),
            _corrected(),
            _rightness(),
            leanings(S),
            class_name="mt-5 grid gap-1",
        ),
        aria_label=_("In all"),
    )


def _hour() -> rx.Component:
    told = _("You practise most between {first} and {last} o'clock.", first=S.hour, last=(S.hour + 1) % 24)
    return rx.cond(S.hour >= 0, rx.el.p(told), rx.fragment())


def _corrected() -> rx.Component:
    told = rx.el.p(icon("pencil", class_name="me-1.5"), _("Counted as you corrected it."), class_name="quiet text-sm")
    return rx.cond(S.corrected > 0, told, rx.fragment())


def _rightness() -> rx.Component:
    """How often the analyser is right about one's own playing; nobody else is told."""
    told = _(
        "In the {n} sessions that you corrected, {share} was heard as you did: {missed} was missed,"
        " {added} counted too much.",
        n=number_var(S.checked),
        share=number_var(S.right, style="percent"),
        missed=duration_var(S.missed_s),
        added=duration_var(S.added_s),
    )
    return rx.cond(S.checked > 0, rx.el.p(told, class_name="quiet text-sm", data_testid="stats-right"), rx.fragment())


def _time() -> rx.Component:
    heads = [_("From"), _("minutes"), _("at least"), _("at most"), _("by the clock")]
    tools = {"name": "woodshed-time", "of": "stats-time"}
    return rx.el.section(
        rx.el.h2(_("Time"), class_name="mb-2"),
        rx.el.div(explore(S.figure, _("Minutes over these days; the same as a table below.")), id="stats-time"),
        rx.el.p(_("Drag over the bars to look closer, tap twice for all."), class_name="quiet text-sm"),
        rx.el.label(
            rx.el.input(type="checkbox", checked=S.compared, on_change=S.compare, class_name="checkbox"),
            _("Lay the same time before over it"),
            class_name="mt-2 flex min-h-11 items-center gap-3",
        ),
        rx.cond(
            S.compared,
            chart_tools([*heads, _("the time before")], S.table, **tools),
            chart_tools(heads, S.table, **tools),
        ),
    )


def _into() -> rx.Component:
    return rx.el.section(
        rx.el.h2(_("What it went into"), class_name="mb-4"),
        rx.el.div(
            sums(_("Pieces"), "piece", S.by_piece),
            sums(_("Sections"), "section", S.by_section),
            sums(_("Focus"), "focus", S.by_focus),
            sums(_("Instruments"), "instrument", S.by_instrument),
            sums(_("Modes"), "mode", S.by_mode),
            sums(_("Tags"), "tag", S.by_tag),
            class_name="stats-columns",
        ),
    )


def _trends() -> rx.Component:
    return rx.el.section(
        rx.el.h2(_("How it went"), class_name="mb-1"),
        rx.el.p(
            _(
                "Each dot is a day, in a longer time a week; the line lies in the band with 95 % certainty."
                " It tells nothing of days to come."
            ),
            class_name="quiet mb-4 max-w-prose text-sm",
        ),
        trends(S.trends, S.too_few),
    )


def _sessions() -> rx.Component:
    return rx.el.section(
        rx.el.h2(_("Sessions"), class_name="mb-3"),
        rx.el.div(
            text_field(
                _("Search"), "words", type="search", value=S.words, on_change=S.search.debounce(300), max_length=100
            ),
            _choice(
                _("Instrument"),
                "instrument",
                S.instrument,
                S.filter_instrument,
                rx.foreach(S.by_instrument, lambda row: rx.el.option(word_var(row.key), value=row.key)),
            ),
            _choice(
                _("Mode"),
                "mode",
                S.mode,
                S.filter_mode,
                *(rx.el.option(text_var(rx.Var.create(name), {}), value=key) for key, name in MODES.items()),
            ),
            class_name="stats-search",
        ),
        rx.cond(
            S.entries.length() > 0,
            session_list(
                S.entries,
                today=S.today,
                loaded=True,
                more=S.next_cursor != "",
                chosen=S.since,
                whose=S.user_id,
                on_more=StatisticsState.more,
            ),
            rx.el.p(_("No session of these days is like that."), class_name="quiet", role="status"),
        ),
    )


def _choice(label: Any, name: str, value: Any, on_change: Any, *options: Any) -> rx.Component:
    return rx.el.div(
        rx.el.label(label, html_for=name, class_name="field-label"),
        rx.el.select(
            rx.el.option(_("all"), value=""),
            *options,
            id=name,
            name=name,
            value=value,
            on_change=on_change,
            class_name="field-control",
        ),
        class_name="field",
    )


def _skeleton() -> rx.Component:
    return rx.el.div(
        skeleton("h-9 w-72"), skeleton("h-16 w-full"), skeleton("h-64 w-full"), class_name="stats", aria_hidden="true"
    )
