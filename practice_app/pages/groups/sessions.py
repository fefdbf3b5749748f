"""`/groups/sessions/<person>?group=<id>`: what a member shows a group of their sessions."""

from typing import Any

import reflex as rx

from practice_app.components.groups.cards import face
from practice_app.components.ui.button import button, link_button
from practice_app.components.ui.icon import icon
from practice_app.components.ui.sheet import sheet
from practice_app.components.ui.surface import empty_state, skeleton
from practice_app.i18n import _, date_var, duration_var, length_var, word_var
from practice_app.pages.shared.frame import own_page, seen_last
from practice_app.state.groups.sessions import MemberSessionsState

S: Any = MemberSessionsState


def member_sessions() -> rx.Component:
    """The page; of others nothing is kept on the device."""
    missing = S.stage == "missing"
    return own_page(
        sheet("groups/groups.css"),
        seen_last(_skeleton(), MemberSessionsState, ready=S.stage == "there", gone=missing, subject=S.person_id),
        rx.match(S.stage, ("there", rx.fragment(_header(), _list())), ("missing", _missing()), rx.fragment()),
        active="/groups",
    )


def _header() -> rx.Component:
    others = _(
        "As the others of the group see them: no notes, no recordings, no ratings. In the group you change that."
    )
    theirs = _("As far as they show them to this group: when, how long, which pieces.")
    return rx.el.header(
        rx.el.a(
            icon("arrow-left"), rx.el.span(S.group, class_name="break-words"), href=_group(), class_name="back-link"
        ),
        rx.el.div(
            face(S.name, S.picture),
            rx.el.h1(
                rx.cond(S.mine, _("Your sessions"), _("Sessions of {name}", name=S.name)),
                class_name="min-w-0 break-words",
            ),
            class_name="group-person",
        ),
        rx.el.p(rx.cond(S.mine, others, theirs), class_name="quiet mt-2 max-w-prose text-sm"),
        class_name="mb-6",
    )


def _group() -> Any:
    return "/groups/" + S.group_id


def _list() -> rx.Component:
    more = button(_("Earlier sessions"), variant="secondary", on_click=S.more, data_testid="group-sessions-more")
    some = rx.fragment(
        rx.el.ol(rx.foreach(S.rows, _session), class_name="group-sessions", data_testid="group-sessions"),
        rx.cond(S.next_cursor != "", rx.el.div(more, class_name="mt-4"), rx.fragment()),
    )
    return rx.cond(S.rows.length() > 0, some, _nothing())


def _nothing() -> rx.Component:
    return empty_state(
        _("Nothing practised yet"),
        rx.cond(
            S.mine,
            _("What you practise stands here, for the others of the group."),
            _("What they practise stands here, as long as they show it."),
        ),
        link_button(_("To the group"), href=_group(), variant="secondary"),
    )


def _session(row: Any) -> rx.Component:
    day = date_var(row.started_at, weekday="short", day="numeric", month="long", year="numeric", timeZone=row.timezone)
    begun, ended = (
        date_var(moment, hour="numeric", minute="2-digit", timeZone=row.timezone)
        for moment in (row.started_at, row.ended_at)
    )
    heard = _(
        "{clock} by the clock, {played} played",
        clock=duration_var(row.clock_s),
        played=length_var(row.played_s, row.low_s, row.high_s),
    )
    clock = _("{clock} by the clock", clock=duration_var(row.clock_s))
    instrument = rx.cond(row.instrument != "", rx.fragment(" · ", word_var(row.instrument)), rx.fragment())
    return rx.el.li(
        rx.el.p(
            rx.el.span(day, class_name="font-semibold"),
            " ",
            rx.el.span(begun, "–", ended, class_name="quiet whitespace-nowrap"),
            class_name="figures",
        ),
        rx.el.p(rx.cond(row.played_s < 0, clock, heard), instrument, class_name="figures text-sm"),
        rx.cond(
            row.works.length() > 0, rx.el.ul(rx.foreach(row.works, _work), class_name="group-works"), rx.fragment()
        ),
        key=row.id,
        data_testid="group-session",
    )


def _work(work: Any) -> rx.Component:
    section = rx.cond(work.section != "", rx.el.span(": ", work.section), rx.fragment())
    minutes = rx.el.span(duration_var(work.minutes * 60), class_name="quiet figures whitespace-nowrap")
    return rx.el.li(
        rx.el.span(work.title, section, class_name="min-w-0 break-words"),
        rx.cond(work.minutes > 0, minutes, rx.fragment()),
    )


def _missing() -> rx.Component:
    return empty_state(
        _("Nothing is shown here"),
        _("They show their sessions to this group no more, or are not in it."),
        link_button(_("Groups"), href="/groups", variant="secondary"),
    )


def _skeleton() -> rx.Component:
    return rx.el.div(
        skeleton("h-5 w-40"),
        skeleton("h-10 w-72"),
        *(skeleton("h-16 w-full") for _line in range(4)),
        class_name="grid gap-4",
        aria_busy="true",
    )
