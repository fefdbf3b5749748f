"""Security: how one signs in, where one is signed in, what happened with the account."""

import reflex as rx

from practice_app.components.accounts.account_forms import first_password_form, password_form
from practice_app.components.accounts.devices import device_list
from practice_app.components.accounts.email_part import email_part
from practice_app.components.accounts.happened import happened
from practice_app.components.accounts.passkeys import passkeys_island
from practice_app.components.accounts.providers import identities_part
from practice_app.components.accounts.sign_in_again import sign_in_again
from practice_app.components.ui.sheet import sheet
from practice_app.components.ui.surface import page_header, skeleton
from practice_app.i18n import _
from practice_app.pages.accounts.part import part
from practice_app.pages.shared.frame import own_page, seen_last
from practice_app.state.accounts.security import SecurityState

KEPT = (
    "loaded",
    "email",
    "verified",
    "waiting",
    "looked_after",
    "has_password",
    "name",
    "devices",
    "device",
    "happened",
)


def security() -> rx.Component:
    """The page about signing in. Each part is a component of its own file."""
    back = rx.el.a(_("Settings"), href="/settings", class_name="link-plain")
    return own_page(
        sheet("accounts/settings.css"),
        page_header(_("Sign-in and security"), eyebrow=back),
        rx.el.div(
            rx.cond(SecurityState.looked_after, rx.fragment(), part(_("E-mail"), _email())),
            part(_("Password"), _password()),
            part(_("Passkeys"), passkeys_island(), id="passkeys"),
            identities_part(),
            part(_("Devices"), _devices()),
            part(_("What happened with your account"), happened(SecurityState.happened, SecurityState.loaded)),
            class_name="settings",
        ),
        sign_in_again(),
        active="/settings",
        banner=False,
    )


def _email() -> rx.Component:
    bone = rx.el.div(skeleton("h-6 w-60"), aria_hidden="true")
    shown = email_part(
        SecurityState.email,
        SecurityState.verified,
        SecurityState.waiting,
        on_asked=SecurityState.load,
        on_take_back=SecurityState.keep_address,
    )
    return rx.fragment(
        seen_last(bone, SecurityState, *KEPT, ready=SecurityState.loaded),
        rx.cond(SecurityState.loaded, shown, rx.fragment()),
    )


def _password() -> rx.Component:
    own = (SecurityState.name, SecurityState.email)
    first = rx.cond(
        SecurityState.email != "",
        first_password_form(*own),
        rx.el.p(_("With an address of yours you can have a password, too."), class_name="quiet"),
    )
    return rx.cond(SecurityState.has_password, password_form(*own), first)


def _devices() -> rx.Component:
    return device_list(
        SecurityState.devices,
        here=SecurityState.device,
        on_sign_out=SecurityState.sign_out_device,
        on_sign_out_others=SecurityState.sign_out_others,
    )
