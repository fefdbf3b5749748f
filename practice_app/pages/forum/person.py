"""`/users/<id>`: somebody with what they show of themselves and what they wrote on the board.

Whoever isn't signed in gets a page with no script at this address (`api/profile_page.py`).
"""

from typing import Any

import reflex as rx

from practice_app.components.forum.list import posts
from practice_app.components.profiles.card import person_card
from practice_app.components.ui.button import button, link_button
from practice_app.components.ui.icon import icon
from practice_app.components.ui.sheet import sheet
from practice_app.components.ui.surface import badge, empty_state, skeleton
from practice_app.i18n import _, number_var, text_var
from practice_app.pages.forum.around import block_button, block_dialog, follow_button
from practice_app.pages.shared.frame import own_page, seen_last
from practice_app.pages.shared.reporting import report_button, report_dialog
from practice_app.state.forum.person import PersonState

S: Any = PersonState


class _Named:
    """The person as what stands around words asks for it."""

    author, author_id = S.person.name, S.person_id


def person() -> rx.Component:
    """The whole page."""
    return own_page(
        sheet("forum/forum.css"),
        sheet("forum/around.css"),
        sheet("profiles/profile.css"),
        seen_last(_skeleton(), PersonState, ready=S.stage != "loading"),
        rx.match(S.stage, ("there", _there()), ("missing", _missing()), rx.fragment()),
        report_dialog(S.load),
        block_dialog(S.load),
        active="/forum",
    )


def _missing() -> rx.Component:
    return empty_state(
        _("Nobody here"),
        _("There is nobody here, or they don't show their profile to you."),
        link_button(_("To the board"), href="/forum", variant="secondary"),
    )


def _there() -> rx.Component:
    name = rx.fragment(S.person.name, " ", rx.cond(S.verified, _verified(), rx.fragment()))

    def named(_name: Any, **_props: Any) -> rx.Component:
        return rx.el.h1(name, class_name="break-words")

    return rx.el.article(
        rx.el.a(icon("arrow-left"), _("Board"), href="/forum", class_name="btn btn-quiet -ms-3 mb-2"),
        person_card(S.person, S.instruments, named),
        rx.cond(S.points > 0, _worth(), rx.fragment()),
        _deeds(),
        rx.cond(S.gathered, _written(), rx.cond(S.profile, rx.fragment(), _no_more())),
        class_name="thread",
        data_testid="person",
    )


def _verified() -> rx.Component:
    return rx.el.span(icon("shield-check", label=_("A verified teacher")), class_name="text-xl text-primary")


def _no_more() -> rx.Component:
    return rx.el.p(_("They show no more of themselves here."), class_name="quiet")


def _worth() -> rx.Component:
    """What others think of their words."""
    points = rx.el.p(
        icon("star"),
        _("Points: {n}", n=number_var(S.points)),
        class_name="thread-standing",
        data_testid="person-points",
    )
    badges = rx.el.ul(
        rx.foreach(S.badges, lambda one: rx.el.li(badge(text_var(one, {})), key=one)),
        aria_label=_("Badges"),
        class_name="flex flex-wrap gap-2",
    )
    return rx.el.div(points, rx.cond(S.badges.length() > 0, badges, rx.fragment()), class_name="mt-4 grid gap-3")


def _deeds() -> rx.Component:
    own = link_button(_("Change your profile"), href="/profile", variant="quiet", icon="pencil")
    others = rx.fragment(
        rx.cond(S.gathered, follow_button(S.following, S.follow, "person-follow"), rx.fragment()),
        report_button("user", S.person_id),
        block_button(_Named),
    )
    return rx.el.div(rx.cond(S.mine, own, others), class_name="thread-deeds")


def _written() -> rx.Component:
    more = button(_("Show more"), variant="quiet", class_name="mt-2 w-full", on_click=S.more)
    none = rx.el.p(_("Nothing on the board yet."), class_name="quiet")
    return rx.el.section(
        rx.el.h2(_("On the board"), class_name="mt-6 mb-2 text-2xl"),
        rx.cond(S.rows.length() > 0, posts(S.rows), none),
        rx.cond(S.next_cursor != "", more, rx.fragment()),
    )


def _skeleton() -> rx.Component:
    return rx.el.div(
        skeleton("h-24 w-24"), skeleton("h-8 w-64 max-w-full"), skeleton("h-24 w-full"), class_name="thread grid gap-4"
    )
