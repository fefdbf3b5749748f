"""The children one looks after."""

from typing import Any

import reflex as rx

from practice_app.components.accounts.sign_in_again import sign_in_again
from practice_app.components.guardians.child import Deeds, child_row
from practice_app.components.guardians.family import end_form, share_form
from practice_app.components.guardians.forms import add_form
from practice_app.components.ui.button import button
from practice_app.components.ui.sheet import sheet
from practice_app.components.ui.surface import page_header, skeleton
from practice_app.i18n import _
from practice_app.pages.shared.frame import own_page, seen_last
from practice_app.state.guardians import ChildrenState

CHILDREN: Any = ChildrenState.children
DEEDS = Deeds(
    ChildrenState.toggle,
    ChildrenState.allow,
    ChildrenState.agree,
    ChildrenState.revoke,
    ChildrenState.restore,
    ChildrenState.drop_pin,
    ChildrenState.load,
)


def children() -> rx.Component:
    """The list, a child opens to what can be done for it; a form for another; the device that they share."""
    back = rx.el.a(_("Settings"), href="/settings", class_name="link-plain")
    return own_page(
        sheet("accounts/settings.css"),
        sheet("guardians/children.css"),
        page_header(_("Children"), eyebrow=back),
        seen_last(_skeleton(), ChildrenState, "loaded", "children", "may_add", "tablets", ready=ChildrenState.loaded),
        rx.cond(ChildrenState.loaded, _found(), rx.fragment()),
        sign_in_again(),
        active="/settings",
    )


def _found() -> rx.Component:
    none = CHILDREN.length() == 0
    return rx.el.div(
        rx.cond(
            none,
            rx.el.p(_("Nobody yet."), class_name="quiet"),
            rx.el.ul(rx.foreach(CHILDREN, _row), class_name="rows max-w-2xl"),
        ),
        rx.cond(ChildrenState.may_add, _adding(none), _may_not()),
        rx.cond(none, rx.fragment(), _tablet()),
        rx.el.p(rx.el.a(_("I was given a code"), href="/guardians", class_name="link-plain")),
        class_name="grid gap-8",
    )


def _row(child: Any) -> rx.Component:
    return child_row(child, ChildrenState.opened, ChildrenState.sessions, DEEDS)


def _adding(none: Any) -> rx.Component:
    more = button(
        _("Add a child"), icon="plus", variant="secondary", on_click=ChildrenState.add, data_testid="child-add"
    )
    form = rx.el.section(
        rx.el.h2(_("A journal for a child"), class_name="settings-title"),
        rx.el.p(
            _("The child signs in with a user name and needs no e-mail. You look after the rest."),
            class_name="quiet max-w-prose",
        ),
        add_form(ChildrenState.load),
        class_name="grid gap-4",
    )
    return rx.cond(none | ChildrenState.adding, form, rx.el.div(more))


def _may_not() -> rx.Component:
    return rx.el.p(
        _("Parents and teachers start journals for children. With a code you can look after one that is there."),
        class_name="quiet max-w-prose",
    )


def _tablet() -> rx.Component:
    return rx.el.section(
        rx.el.h2(_("One device for all"), class_name="settings-title"),
        rx.el.p(
            _(
                "On a device that you share, each child taps on its name and types its PIN. You are signed out there"
                " when the first one comes in, and come back with your password. The device shows the names, and what"
                " somebody has not sent yet stays locked to them."
            ),
            class_name="quiet max-w-prose",
        ),
        rx.el.div(share_form(), rx.cond(ChildrenState.tablets > 0, end_form(ChildrenState.load), rx.fragment())),
        class_name="grid gap-4",
    )


def _skeleton() -> rx.Component:
    line = rx.el.div(skeleton("size-11 rounded-full"), skeleton("h-5 w-40"), class_name="flex items-center gap-4")
    return rx.el.div(line, line, class_name="grid gap-6", aria_busy="true")
