"""`/groups/<id>`: what a group adds up to, who is in it, what one shows it."""

from typing import Any

import reflex as rx

from practice_app.components.groups.cards import face, how_to_join, many, place
from practice_app.components.groups.figures import columns, parts, trend_told
from practice_app.components.groups.islands import invite_members
from practice_app.components.groups.sharing import naming_choice, sharing_choice
from practice_app.components.progress.doubt import about_played, not_sure
from practice_app.components.ui.button import button, link_button
from practice_app.components.ui.sheet import sheet
from practice_app.components.ui.surface import empty_state, skeleton, stat
from practice_app.i18n import _, duration_var, number_var
from practice_app.pages.groups.doings import board, challenges, forms, words, works
from practice_app.pages.groups.members import asking, members
from practice_app.pages.groups.questions import questions
from practice_app.pages.shared.frame import own_page, seen_last
from practice_app.pages.shared.reporting import report_button, report_dialog
from practice_app.pages.sharing.parts import share_group
from practice_app.state.groups.group import GroupState

S: Any = GroupState
G: Any = GroupState.group
SPANS = (("28", _("4 weeks")), ("84", _("12 weeks")), ("365", _("A year")))


def group() -> rx.Component:
    """The page."""
    return own_page(
        sheet("groups/groups.css"),
        sheet("profiles/profile.css"),
        seen_last(_skeleton(), GroupState, ready=S.stage != "", subject=G.id),
        rx.match(
            S.stage,
            ("inside", rx.fragment(_header(), _inside())),
            ("outside", rx.fragment(_header(), _outside())),
            ("missing", _missing()),
            rx.fragment(),
        ),
        questions(),
        forms(),
        report_dialog(),
        active="/groups",
    )


def _header() -> rx.Component:
    settings = button(
        _("Settings"), variant="quiet", icon="settings-2", on_click=S.ask("settings"), data_testid="groups-settings"
    )
    leave = button(_("Leave"), variant="quiet", on_click=S.ask("leave"), data_testid="groups-leave")
    about = rx.el.p(G.description, class_name="mt-2 max-w-[60ch] whitespace-pre-line break-words")
    return rx.el.header(
        rx.el.p(rx.el.a(_("Groups"), href="/groups", class_name="link-plain"), class_name="eyebrow"),
        rx.el.div(
            face(G.name, G.picture),
            rx.el.div(
                rx.el.h1(G.name, class_name="break-words"),
                rx.el.p(many(G.members), " · ", how_to_join(G.joining), " ", place(G), class_name="quiet text-sm"),
                class_name="min-w-0 grow",
            ),
            rx.el.div(
                rx.cond(G.leads, settings, rx.fragment()),
                rx.cond((S.stage == "inside") & ~G.leads, report_button("group", G.id), rx.fragment()),
                rx.cond(S.stage == "inside", leave, rx.fragment()),
                class_name="flex flex-wrap gap-2",
            ),
            class_name="flex flex-wrap items-center gap-4",
        ),
        rx.cond(G.description != "", about, rx.fragment()),
        class_name="mb-8",
    )


def _outside() -> rx.Component:
    words = rx.cond(G.joining == "open", _("Join the group"), _("Ask to join"))
    waits = rx.el.div(
        rx.el.p(_("You asked to come in. You are told when somebody lets you in."), role="status"),
        button(_("Ask no longer"), variant="quiet", on_click=S.leave),
        class_name="grid justify-items-start gap-3",
    )
    door = rx.el.div(
        rx.el.p(
            _("The others see your name. What of your practice they see is your own choice, and begins with nothing.")
        ),
        button(words, on_click=S.join, data_testid="groups-join"),
        class_name="grid max-w-prose justify-items-start gap-4",
    )
    return rx.cond(G.place == "asked", waits, door)


def _inside() -> rx.Component:
    """On a phone in this order; on a wide screen the first two beside each other, and members below."""
    return rx.el.div(
        rx.el.div(
            rx.cond(S.asking.length() > 0, asking(), rx.fragment()), _dashboard(), _mine(), class_name="group-side"
        ),
        rx.el.div(
            words(),
            board(),
            challenges(),
            works(),
            rx.cond(G.leads, rx.fragment(_inviting(), _public()), rx.fragment()),
            class_name="group-side",
        ),
        rx.el.div(members(), class_name="group-whole"),
        class_name="group-parts-of-page",
    )


def _part(title: Any, *children: rx.Component, **props: Any) -> rx.Component:
    return rx.el.section(rx.el.h2(title), *children, class_name="group-part", **props)


def _dashboard() -> rx.Component:
    spans = rx.el.div(
        *(
            rx.el.label(
                rx.el.input(type="radio", name="span", value=key, checked=S.span == key, on_change=S.choose(key)),
                name,
                class_name="segment",
            )
            for key, name in SPANS
        ),
        role="radiogroup",
        aria_label=_("Which days"),
        class_name="segmented segmented-wide",
    )
    return _part(
        _("Together"),
        spans,
        rx.cond(
            S.active > 0, _figures(), rx.el.p(_("Nothing that somebody shares was practised."), class_name="quiet")
        ),
        rx.cond(S.silent > 0, _silent(), rx.fragment()),
        data_testid="group-dashboard",
    )


def _silent() -> rx.Component:
    said = _("Members who share nothing, and are in no sum: {n}", n=number_var(S.silent))
    return rx.el.p(said, class_name="quiet text-sm")


def _figures() -> rx.Component:
    played = rx.cond(S.played_s >= 0, stat(duration_var(S.played_s), _("played"), note=about_played(S)), rx.fragment())
    return rx.fragment(
        rx.el.dl(
            played,
            stat(duration_var(S.clock_s), _("by the clock"), outline=True),
            stat(number_var(S.days), _("active days")),
            stat(number_var(S.active), _("members practised")),
            class_name="group-figures",
        ),
        not_sure(S.high_s),
        trend_told(S.trend, number_var(S.trend_percent)),
        columns(S.columns, S.by_month),
        rx.cond(S.works.length() > 0, _named(_("Works"), parts(S.works, words=False)), rx.fragment()),
        rx.cond(S.instruments.length() > 0, _named(_("Instruments"), parts(S.instruments, words=True)), rx.fragment()),
    )


def _named(title: Any, *children: rx.Component) -> rx.Component:
    return rx.el.div(rx.el.h3(title, class_name="mt-4 text-lg"), *children)


def _mine() -> rx.Component:
    return _part(
        _("What the others see of my practice"),
        sharing_choice(G.sharing, S.share, "/groups/sessions/" + S.user_id + "?group=" + G.id),
        rx.cond(G.public, naming_choice(G.named, S.be_named), rx.fragment()),
    )


def _public() -> rx.Component:
    """Links by which anybody sees the group's sums."""
    off = rx.el.p(
        _("The group shows nothing to others. In the settings you can let it have a page that anybody may see."),
        class_name="quiet text-sm",
    )
    return _part(_("Show the group by a link"), rx.cond(G.public, share_group(G.id), off), data_testid="groups-public")


def _inviting() -> rx.Component:
    return _part(
        _("Invite"),
        rx.el.p(_("Whoever has the link comes in, whatever else is said of joining."), class_name="quiet text-sm"),
        invite_members(G.id),
    )


def _missing() -> rx.Component:
    return empty_state(
        _("No such group"),
        _("It doesn't exist, was ended, or one comes into it by a link alone."),
        link_button(_("Groups"), href="/groups", variant="secondary"),
    )


def _skeleton() -> rx.Component:
    return rx.el.div(
        skeleton("h-10 w-72"), skeleton("h-5 w-40"), skeleton("h-40 w-full"), class_name="grid gap-4", aria_busy="true"
    )
