"""The frame of a page: sidebar on the desktop, bottom navigation on the phone."""

from collections.abc import Callable
from typing import Any, NamedTuple

import reflex as rx

from practice_app.components.guardians.family import family_link
from practice_app.components.notifications.bell import bell
from practice_app.components.outbox import outbox_badge
from practice_app.components.practice import running_bar
from practice_app.components.shell.switches import connection_notice, language_switch, theme_switch
from practice_app.components.ui.icon import icon
from practice_app.components.ui.overlay import toast_from_before
from practice_app.components.ui.stave import mark, wordmark
from practice_app.i18n import _


class Place(NamedTuple):
    """Somewhere the navigation leads to."""

    href: str
    icon: str
    name: Any


def _places() -> list[Place]:
    return [
        Place("/", "notebook-pen", _("Journal")),
        Place("/practice", "play", _("Practise")),
        Place("/pieces", "list-music", _("Pieces")),
        Place("/stats", "chart-column", _("Statistics")),
        Place("/forum", "messages-square", _("Board")),
        Place("/profile", "user", _("You")),
        Place("/settings", "settings-2", _("Settings")),
    ]


def _search() -> Place:
    return Place("/search", "search", _("Search"))


def _students() -> Place:
    """For who teaches."""
    return Place("/students", "graduation-cap", _("Students"))


def _homework() -> Place:
    """For whom it concerns."""
    return Place("/homework", "list-checks", _("Homework"))


def _groups() -> Place:
    return Place("/groups", "users", _("Groups"))


def _lessons() -> Place:
    """For who teaches or has a teacher."""
    return Place("/lessons", "calendar-days", _("Lessons"))


def _partners() -> Place:
    """For everybody, on the desktop; on the phone it stands with the profile."""
    return Place("/partners", "users", _("Partners"))


def shell(
    *children: Any,
    active: str,
    teaches: Any = False,
    unread: Any = 0,
    homework: Any = False,
    has_lessons: Any = False,
) -> rx.Component:
    """A page of somebody who is signed in; `active` is the address of the place it belongs to.

    ``teaches``, ``homework``, ``has_lessons``: whether there is a way there; ``unread``: how much they were told
    that they haven't read.
    """
    here = active == "/notifications"
    lessons = rx.cond(has_lessons, _side_link(_lessons(), active), rx.fragment())
    groups = _side_link(_groups(), active)
    return rx.el.div(
        _skip_link(),
        _sidebar(active, *_if(_side_link, active, teaches, homework), lessons, groups, _side_link(_partners(), active)),
        _top_bar(active, *_if(_top_link, active, teaches, homework), bell(unread, active=here)),
        rx.el.div(
            connection_notice(),
            rx.el.main(*children, id="content", tab_index=-1, class_name="shell-main"),
            class_name="shell-page",
        ),
        running_bar(),
        _bottom_bar(active),
        outbox_badge("fixed z-40 left-16 lg:left-auto top-[calc(0.9rem+env(safe-area-inset-top))] lg:right-6 lg:top-5"),
        toast_from_before(),
        class_name="shell",
    )


def bare_page(island: rx.Component, *, active: str) -> rx.Component:
    """An island with nothing round it: on the phone the way back, on the desktop the sidebar as everywhere."""
    page = rx.el.div(
        rx.el.div(connection_notice(), class_name="stand-notice"),
        rx.el.header(_way_back(), outbox_badge(), class_name="stand-head"),
        rx.el.main(island, id="content", tab_index=-1, class_name="stand-content"),
        class_name="stand-page",
    )
    return rx.el.div(_skip_link(), _sidebar(active), page, class_name="stand-frame")


def _way_back() -> rx.Component:
    return rx.el.a(
        icon("arrow-left"),
        href="/",
        aria_label=_("To the journal"),
        title=_("To the journal"),
        class_name="btn btn-quiet btn-square practice-back",
    )


def visitor_frame(*children: Any, aside: rx.Component | None = None) -> rx.Component:
    """A page of a visitor: the name, the two switches, a way in."""
    return rx.el.div(
        _skip_link(),
        rx.el.header(
            rx.el.a(wordmark(), href="/", aria_label="Woodshed"),
            rx.el.div(
                family_link(),
                theme_switch(),
                language_switch(),
                *([aside] if aside else []),
                class_name="visitor-tools",
            ),
            class_name="visitor-top",
        ),
        connection_notice(),
        rx.el.main(*children, id="content", tab_index=-1, class_name="visitor-main"),
        running_bar(),
        class_name="visitor",
    )


def _skip_link() -> rx.Component:
    return rx.el.a(_("Skip to the content"), href="#content", class_name="skip-link")


def _if(
    link: Callable[[Place, str], rx.Component], active: str, teaches: Any, homework: Any
) -> tuple[rx.Component, rx.Component]:
    """The ways that not everybody has."""
    return (
        rx.cond(teaches, link(_students(), active), rx.fragment()),
        rx.cond(homework, link(_homework(), active), rx.fragment()),
    )


def _sidebar(active: str, *more: rx.Component) -> rx.Component:
    """The desktop's navigation, with practising as its one primary action."""
    journal, practise, *rest = _places()
    return rx.el.aside(
        rx.el.a(wordmark(), href="/", aria_label="Woodshed", class_name="px-3"),
        rx.el.a(
            icon(practise.icon),
            practise.name,
            href=practise.href,
            class_name="btn btn-primary btn-round mt-8 w-full",
            **_current(practise, active),
        ),
        rx.el.nav(
            *(_side_link(place, active) for place in (_search(), journal, *rest)),
            *more,
            aria_label=_("Places"),
            class_name="mt-6 grid gap-1",
        ),
        rx.el.div(family_link(), class_name="mt-6"),
        # The settings have them large.
        *([] if active == "/settings" else [_side_switches()]),
        class_name="shell-side",
    )


def _side_switches() -> rx.Component:
    return rx.el.div(theme_switch(labelled=True), language_switch(labelled=True), class_name="mt-auto grid gap-1")


def _side_link(place: Place, active: str) -> rx.Component:
    return rx.el.a(icon(place.icon), place.name, href=place.href, class_name="side-link", **_current(place, active))


def _top_bar(active: str, *more: rx.Component) -> rx.Component:
    """The phone's upper edge: the mark, the way to search, to one's students, the bell, and what is rarely needed."""
    board, _you, settings = _places()[-3:]
    return rx.el.header(
        rx.el.a(mark(30), href="/", aria_label="Woodshed"),
        rx.el.div(
            family_link(),
            _top_link(_search(), active),
            *more,
            _top_link(board, active),
            _top_link(settings, active),
            class_name="flex",
        ),
        class_name="shell-top",
    )


def _top_link(place: Place, active: str) -> rx.Component:
    return rx.el.a(
        icon(place.icon),
        href=place.href,
        aria_label=place.name,
        class_name="btn btn-quiet btn-square",
        **_current(place, active),
    )


def _bottom_bar(active: str) -> rx.Component:
    """The phone's navigation: five places in the thumb's reach, practising in the middle."""
    journal, practise, pieces, statistics, _board, you, _settings = _places()
    return rx.el.nav(
        _bottom_link(journal, active),
        _bottom_link(pieces, active),
        rx.el.a(
            rx.el.span(icon(practise.icon), class_name="bottom-disc"),
            rx.el.span(practise.name),
            href=practise.href,
            class_name="bottom-link bottom-centre",
            **_current(practise, active),
        ),
        _bottom_link(statistics, active),
        _bottom_link(you, "/profile" if active in ("/lessons", "/groups") else active),
        aria_label=_("Places"),
        class_name="shell-bottom",
    )


def _bottom_link(place: Place, active: str) -> rx.Component:
    return rx.el.a(
        icon(place.icon),
        rx.el.span(place.name),
        href=place.href,
        class_name="bottom-link",
        **_current(place, active),
    )


def _current(place: Place, active: str) -> dict[str, str]:
    return {"aria_current": "page"} if place.href == active else {}
