"""Settings: who you are, how it looks, where you are signed in."""

from typing import Any

import reflex as rx

from practice_app.components.accounts.account_forms import password_form
from practice_app.components.accounts.happened import happened
from practice_app.components.accounts.mail_forms import verify_again_form
from practice_app.components.accounts.settings_forms import sign_out, time_zones
from practice_app.components.outbox import quota_island
from practice_app.components.shell.switches import language_switch, theme_switch
from practice_app.components.ui.button import button
from practice_app.components.ui.field import text_field
from practice_app.components.ui.icon import icon
from practice_app.components.ui.sheet import sheet
from practice_app.components.ui.surface import badge, page_header, skeleton
from practice_app.i18n import _, date_var, word_var
from practice_app.pages.shared.forms import form_error, wrong
from practice_app.pages.shared.frame import own_page, seen_last
from practice_app.state.accounts.settings import SettingsState

ERRORS = SettingsState.errors
INSTRUMENTS: Any = SettingsState.instruments
DEVICES: Any = SettingsState.devices


def settings() -> rx.Component:
    """The settings page."""
    return own_page(
        sheet("accounts/settings.css"),
        page_header(_("Settings"), eyebrow=rx.cond(SettingsState.loaded, SettingsState.email, " ")),
        rx.el.div(
            _part(_("You"), _profile()),
            _part(_("Instruments"), _instruments()),
            _part(_("Look and language"), _look()),
            rx.cond(
                SettingsState.has_password,
                _part(_("Password"), password_form(SettingsState.name, SettingsState.email)),
                rx.fragment(),
            ),
            _part(_("Devices"), _devices()),
            _part(_("What happened with your account"), happened(SettingsState.happened, SettingsState.loaded)),
            _part(_("Room on the server"), rx.el.div(quota_island(), id="room")),
            _part(_("More"), _more()),
            class_name="settings",
        ),
        active="/settings",
    )


def _part(title: Any, *children: rx.Component) -> rx.Component:
    return rx.el.section(rx.el.h2(title, class_name="settings-title"), rx.el.div(*children), class_name="settings-part")


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
    kept = ("loaded", "email", "has_password", "name", "zone", "instruments", "devices", "device", "happened")
    return rx.fragment(
        seen_last(_skeleton(), SettingsState, *kept, ready=SettingsState.loaded),
        rx.cond(SettingsState.loaded, form, rx.fragment()),
        rx.cond(SettingsState.loaded & ~SettingsState.verified, verify_again_form(), rx.fragment()),
    )


def _skeleton() -> rx.Component:
    field = rx.el.div(skeleton("h-4 w-20"), skeleton("h-12 w-full"), class_name="grid gap-2")
    return rx.el.div(field, field, class_name="grid max-w-md gap-4", aria_busy="true")


def _instruments() -> rx.Component:
    return rx.el.div(
        rx.cond(
            INSTRUMENTS.length() > 0,
            rx.el.ul(rx.foreach(INSTRUMENTS, _instrument), class_name="flex flex-wrap gap-2"),
            rx.el.p(_("None yet. The first one is offered when you practise."), class_name="quiet"),
        ),
        rx.el.form(
            rx.el.label(_("Instrument"), html_for="instrument", class_name="sr-only"),
            rx.el.input(
                id="instrument",
                name="instrument",
                max_length=60,
                placeholder=_("Instrument"),
                class_name="field-control w-auto grow basis-40",
                aria_invalid=rx.cond(ERRORS["instruments"], "true", "false"),
                aria_describedby="instrument-error",
            ),
            button(_("Add"), type="submit", variant="secondary", icon="plus"),
            on_submit=SettingsState.add_instrument,
            reset_on_submit=True,
            class_name="flex flex-wrap gap-2",
        ),
        rx.el.p(
            wrong(ERRORS, "instruments"), id="instrument-error", role="alert", class_name="field-error empty:hidden"
        ),
        class_name="grid max-w-md gap-4",
    )


def _instrument(name: Any) -> rx.Component:
    label = _("Take off {name}", name=word_var(name))
    return rx.el.li(
        rx.el.button(
            word_var(name),
            icon("x"),
            type="button",
            aria_label=label,
            title=label,
            class_name="chip",
            on_click=SettingsState.remove_instrument(name),
        )
    )


def _look() -> rx.Component:
    return rx.el.div(
        theme_switch(labelled=True), language_switch(labelled=True), class_name="settings-switches grid max-w-md gap-1"
    )


def _devices() -> rx.Component:
    others = button(
        _("Sign out all other devices"),
        variant="secondary",
        on_click=SettingsState.sign_out_others,
        data_testid="sign-out-others",
    )
    return rx.el.div(
        rx.el.ul(rx.foreach(DEVICES, _device), class_name="rows"),
        rx.cond(DEVICES.length() > 1, rx.el.div(others), rx.fragment()),
        sign_out(),
        class_name="grid max-w-xl gap-4",
    )


def _device(row: Any) -> rx.Component:
    seen = date_var(row.last_seen_at, dateStyle="medium", timeStyle="short")
    name = rx.cond(
        row.browser != "",
        rx.cond(row.system != "", _("{browser} on {system}", browser=row.browser, system=row.system), row.browser),
        rx.cond(row.system != "", row.system, _("Another client")),
    )
    here = badge(_("this device"))
    away = button(_("Sign out"), variant="quiet", size="small", on_click=SettingsState.sign_out_device(row.id))
    return rx.el.li(
        rx.el.div(
            rx.el.p(name, class_name="row-title"),
            rx.el.p(_("last used {moment}", moment=seen), class_name="quiet text-sm"),
            class_name="min-w-0",
        ),
        rx.cond(row.id == SettingsState.device, here, away),
        class_name="flex min-h-16 items-center justify-between gap-4 py-2",
        data_testid="settings-device",
    )


def _more() -> rx.Component:
    return rx.el.ul(
        rx.el.li(_onward("/device", "smartphone", _("What is stored on this device"))),
        rx.el.li(_onward("/api/v1/docs", "book-open", _("For programmers: the API"))),
        class_name="rows max-w-xl",
    )


def _onward(href: str, icon_name: str, label: Any) -> rx.Component:
    return rx.el.a(
        icon(icon_name),
        rx.el.span(label, class_name="grow"),
        icon("chevron-right"),
        href=href,
        class_name="flex min-h-14 items-center gap-3 hover:underline",
    )
