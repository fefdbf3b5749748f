"""Who is in a group, with what they share; who would like to be."""

from typing import Any

import reflex as rx

from practice_app.components.groups.cards import face, place
from practice_app.components.groups.figures import bar, member_told
from practice_app.components.ui.button import button
from practice_app.components.ui.icon import icon
from practice_app.i18n import _, day_var
from practice_app.state.groups.group import GroupState

S: Any = GroupState
G: Any = GroupState.group
MANY = 12


def members() -> rx.Component:
    """The list: oneself first, then by name; by minutes where the group chose that, and not in quiet mode."""
    order = rx.el.label(
        rx.el.span(_("Order"), class_name="sr-only"),
        rx.el.select(
            rx.el.option(_("By name"), value="name"),
            rx.el.option(_("By minutes"), value="minutes"),
            value=S.order,
            on_change=S.sort,
            class_name="field-control",
            data_testid="groups-order",
        ),
    )
    return rx.el.section(
        rx.el.div(
            rx.el.h2(_("Members")),
            rx.cond(G.rankings & ~S.quiet, order, rx.fragment()),
            class_name="group-tools",
        ),
        rx.el.ul(
            rx.foreach(S.members, _member),
            class_name="group-members",
            data_many=rx.cond(S.members.length() > MANY, "true", "false"),
        ),
        class_name="group-part",
    )


def _member(row: Any) -> rx.Component:
    name = rx.cond(row.me, _("{name} (you)", name=row.name), row.name)
    return rx.el.li(
        face(row.name, row.picture, "group-face-small"),
        rx.el.span(
            rx.el.span(name, " ", place(row), class_name="font-semibold break-words"),
            rx.el.span(member_told(row), class_name="quiet text-sm"),
            rx.cond(row.told & (row.shares == "sessions"), _sessions(row), rx.fragment()),
            class_name="grid min-w-0",
        ),
        rx.cond(row.told, bar(row), rx.fragment()),
        rx.cond(G.leads & ~row.me, _deeds(row), rx.fragment()),
        key=row.id,
        data_testid="groups-member",
    )


def _sessions(row: Any) -> rx.Component:
    """The way to what a member practised, where they show it to this group."""
    return rx.el.a(
        rx.cond(row.me, _("Your sessions, as the others see them"), _("Sessions")),
        rx.cond(row.me, rx.fragment(), rx.el.span(" ", _("of {name}", name=row.name), class_name="sr-only")),
        href="/groups/sessions/" + row.id + "?group=" + G.id,
        class_name="link-plain group-to-sessions text-sm",
        data_testid="groups-member-sessions",
    )


def _deeds(row: Any) -> rx.Component:
    """What leaders may do with a member; the verbs say no where it is not theirs to do."""
    admin = rx.cond(
        row.place == "member",
        _deed(_("Make an admin"), S.make(row.id, "admin")),
        _deed(_("Make a member"), S.make(row.id, "member")),
    )
    hand_over = _deed(_("Hand the group over"), S.ask_about("hand_over", row.id))
    return rx.el.details(
        rx.el.summary(
            icon("ellipsis"),
            aria_label=_("More about {name}", name=row.name),
            class_name="btn btn-quiet btn-square",
            data_testid="groups-member-more",
        ),
        rx.el.div(
            rx.cond(G.owns, rx.fragment(admin, hand_over), rx.fragment()),
            _deed(_("Ask to go"), S.ask_about("remove", row.id)),
            class_name="flex flex-wrap gap-2",
        ),
        class_name="group-more",
    )


def _deed(words: Any, on_click: Any) -> rx.Component:
    return button(words, variant="secondary", size="small", on_click=on_click)


def asking() -> rx.Component:
    """Those who would like to come in."""
    return rx.el.section(
        rx.el.h2(_("Would like to come in")),
        rx.el.ul(rx.foreach(S.asking, _asking), class_name="group-members", data_testid="groups-requests"),
        class_name="group-part",
    )


def _asking(row: Any) -> rx.Component:
    return rx.el.li(
        face(row.name, row.picture, "group-face-small"),
        rx.el.span(
            rx.el.span(row.name, class_name="font-semibold break-words"),
            rx.el.span(day_var(row.at, day="numeric", month="short"), class_name="quiet text-sm"),
            class_name="grid min-w-0",
        ),
        rx.el.span(
            button(
                _("Let in"),
                variant="secondary",
                size="small",
                on_click=S.answer(row.id, True),
                data_testid="groups-accept",
            ),
            button(_("No"), variant="quiet", size="small", on_click=S.answer(row.id, False)),
            class_name="flex flex-wrap gap-2",
        ),
        key=row.id,
    )
