"""Settings: who you are, how it looks, and the way to the rest."""

from typing import Any

import reflex as rx

from practice_app.components.accounts.role_choice import role_choice
from practice_app.components.accounts.settings_forms import sign_out, time_zones
from practice_app.components.outbox import quota_island
from practice_app.components.shell.switches import language_switch, theme_switch
from practice_app.components.ui.button import button
from practice_app.components.ui.field import switch, text_field
from practice_app.components.ui.icon import icon
from practice_app.components.ui.sheet import sheet
from practice_app.components.ui.surface import page_header, skeleton
from practice_app.i18n import _
from practice_app.pages.accounts.part import part
from practice_app.pages.shared.forms import form_error, wrong
from practice_app.pages.shared.frame import own_page, seen_last
from practice_app.state.accounts.roles import RolesState
from practice_app.state.accounts.settings import SettingsState

ERRORS = SettingsState.errors
ROLES: Any = RolesState.roles


def settings() -> rx.Component:
    """The settings page."""
    return own_page(
        sheet("accounts/settings.css"),
        page_header(_("Settings"), eyebrow=rx.cond(SettingsState.loaded, SettingsState.email, " ")),
        rx.el.div(
            part(_("You"), _profile()),
            part(_("What you are here"), _roles()),
            part(_("Look and language"), _look()),
            part(_("Quiet mode"), _quiet()),
            _counted(),
            part(_("Room on the server"), rx.el.div(quota_island(), id="room")),
            part(_("More"), _more()),
            class_name="settings",
        ),
        active="/settings",
    )


def _profile() -> rx.Component:
    zone = {"list": "time-zones", "auto_complete": "off", "spell_check": False}
    form = rx.el.form(
        form_error(ERRORS),
        text_field(
            _("Name"),
            "display_name",
            default_value=SettingsState.name,
            max_length=80,
            auto_complete="nickname",
            error=wrong(ERRORS, "display_name"),
        ),
        text_field(
            _("Time zone"),
            "timezone",
            default_value=SettingsState.zone,
            hint=_("Your day begins and ends by it."),
            error=wrong(ERRORS, "timezone"),
            **zone,
        ),
        time_zones("time-zones"),
        rx.el.div(button(_("Save"), type="submit", variant="secondary", data_testid="settings-save")),
        on_submit=SettingsState.save,
        no_validate=True,
        class_name="grid max-w-md gap-4",
    )
    kept = ("loaded", "email", "name", "zone")
    return rx.fragment(
        seen_last(_skeleton(), SettingsState, *kept, ready=SettingsState.loaded),
        rx.cond(SettingsState.loaded, form, rx.fragment()),
    )


def _skeleton() -> rx.Component:
    field = rx.el.div(skeleton("h-4 w-20"), skeleton("h-12 w-full"), class_name="grid gap-2")
    return rx.el.div(field, field, class_name="grid max-w-md gap-4", aria_busy="true")


def _roles() -> rx.Component:
    bone = rx.el.div(skeleton("h-40 w-full"), class_name="max-w-xl", aria_hidden="true")
    return rx.cond(RolesState.shown, role_choice(RolesState.roles, RolesState.confirmed, RolesState.be), bone)


def _look() -> rx.Component:
    return rx.el.div(
        theme_switch(labelled=True), language_switch(labelled=True), class_name="settings-switches grid max-w-md gap-1"
    )


def _quiet() -> rx.Component:
    """Which only hides: what was earned meanwhile is there when it ends."""
    means = _("No streaks, points, titles and challenges anywhere. Calendar, statistics and plans stay.")
    bone = rx.el.div(skeleton("h-16 w-full"), class_name="max-w-xl", aria_hidden="true")
    shown = switch("settings-quiet", _("Keep it quiet"), means, SettingsState.quiet, SettingsState.be_quiet)
    return rx.cond(SettingsState.loaded, shown, bone)


def _counted() -> rx.Component:
    """Off until somebody says so, and not there for whom somebody else looks after."""
    told = _(
        "Of sessions that you correct it is counted how many minutes were heard as you did, missed, and counted too "
        "much, by instrument, and shown to whoever runs this Woodshed only together with those of four others or more; "
        "it ends at once when you switch it off."
    )
    title = _("Let my corrections be counted")
    shown = switch("settings-counted", title, told, SettingsState.counted, SettingsState.be_counted)
    ours = part(_("How often it hears right"), shown)
    return rx.cond(SettingsState.loaded & SettingsState.may_be_counted, ours, rx.fragment())


def _more() -> rx.Component:
    links = rx.el.ul(
        rx.el.li(_onward("/profile", "user", _("Profile: your picture, your instruments, who sees what"))),
        rx.el.li(_onward("/settings/security", "shield-check", _("Sign-in and security"))),
        rx.el.li(_onward("/settings/notifications", "bell", _("What I am told of, and how"))),
        rx.el.li(_onward("/settings/data", "download", _("Your data: take it along, bring it"))),
        rx.el.li(_onward("/teachers", "ear", _("Your teachers, and what each of them sees"))),
        rx.cond(
            ROLES.contains("teacher"),
            rx.el.li(_onward("/students/invite", "plus", _("Invite a student"))),
            rx.fragment(),
        ),
        rx.el.li(_onward("/children", "users", _("Children"))),
        rx.el.li(_onward("/device", "smartphone", _("What is stored on this device"))),
        rx.cond(
            ROLES.contains("moderator") | ROLES.contains("admin"),
            rx.el.li(_onward("/moderation", "shield-check", _("Moderation"))),
            rx.fragment(),
        ),
        rx.cond(
            ROLES.contains("admin"),
            rx.el.li(_onward("/admin", "gauge", _("This Woodshed: its people, its work, its health"))),
            rx.fragment(),
        ),
        rx.el.li(_onward("/moderation/mine", "shield-check", _("What moderators did about something of yours"))),
        rx.el.li(_onward("/privacy", "lock", _("Privacy: what is stored, and for how long"), **AWAY)),
        rx.el.li(_onward("/terms", "info", _("Terms"), **AWAY)),
        rx.el.li(_onward("/api/v1/docs", "book-open", _("For programmers: the API"), **AWAY)),
        class_name="rows max-w-xl",
    )
    return rx.el.div(links, sign_out(), class_name="grid gap-6")


AWAY = {"target": "_blank", "rel": "noopener"}
"""For what the server writes: the router knows our own pages alone, and would find nothing there."""


def _onward(href: str, icon_name: str, label: Any, **props: Any) -> rx.Component:
    return rx.el.a(
        icon(icon_name),
        rx.el.span(label, class_name="grow"),
        icon("chevron-right"),
        href=href,
        class_name="flex min-h-14 items-center gap-3 py-3 leading-snug hover:underline",
        **props,
    )
