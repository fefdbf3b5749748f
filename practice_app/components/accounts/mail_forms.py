"""The forms that a mail leads to or asks for: a forgotten password, a new one, an address that is one's own."""

from typing import Any

import reflex as rx
from reflex.vars import VarData

from practice_app.components.accounts.account_forms import email_field, new_password_field
from practice_app.components.ui.rest_form import rest_done, rest_form, rest_message, rest_submit
from practice_app.i18n import _
from practice_app.reflex_seams.published import published

_MAILED = published("mailed.js")


def forgot_form() -> rx.Component:
    """Where a link for a new password goes."""
    return rest_form(
        "/api/v1/auth/password/forgot",
        rest_message(),
        email_field("forgot-email"),
        rest_submit(_("Send me a link"), data_testid="forgot-submit"),
        rest_done(_("If there is a journal with this address, a mail is on its way. Its link is good for one hour.")),
        class_name="grid gap-5",
    )


def reset_form() -> rx.Component:
    """The new password."""
    return rest_form(
        "/api/v1/auth/password/reset",
        rest_message(),
        new_password_field(_("New password"), "new_password", {}, data_testid="reset-password"),
        rest_submit(_("Save the new password"), data_testid="reset-submit"),
        rest_done(
            rx.fragment(
                _("Saved. Every device is signed out."),
                " ",
                rx.el.a(_("Sign in with your new password"), href="/login", class_name="link-plain"),
            )
        ),
        extra=_token(),
        class_name="grid gap-5",
    )


def take_over_form() -> rx.Component:
    """A password of one's own, for an account that somebody else looked after."""
    return rest_form(
        "/api/v1/auth/hand-over",
        rest_message(),
        rx.el.p(
            _("From now on nobody else can open your journal. Choose a password that only you know."),
            class_name="quiet",
        ),
        new_password_field(_("New password"), "new_password", {}, data_testid="take-over-password"),
        rest_submit(_("Take my journal over"), data_testid="take-over-submit"),
        rest_done(
            rx.fragment(
                _("It is yours. Sign in with your e-mail from now on."),
                " ",
                rx.el.a(_("Sign in"), href="/login", class_name="link-plain"),
            )
        ),
        extra=_token(),
        class_name="grid gap-5",
    )


def verify_form() -> rx.Component:
    """One button: programs that look at a mail's links must not confirm anything."""
    return rest_form(
        "/api/v1/auth/email/verify",
        rest_message(),
        rx.el.p(_("One tap, and we know that mail to you arrives."), class_name="quiet"),
        rest_submit(_("Confirm my address"), data_testid="verify-submit"),
        rest_done(_("Thank you. Your address is confirmed.")),
        extra=_token(),
        class_name="grid gap-5",
    )


def verify_again_form() -> rx.Component:
    """What is said of an address that nobody has confirmed yet, and the mail once more."""
    return rest_form(
        "/api/v1/auth/email/resend",
        rx.el.p(_("This address isn't confirmed yet."), class_name="quiet"),
        rest_message(),
        rx.el.div(
            rest_submit(_("Send the mail again"), class_name="btn btn-hairline", data_testid="verify-again"),
            rest_done(_("It is on its way.")),
            class_name="flex flex-wrap items-center gap-4",
        ),
        class_name="grid max-w-md gap-3",
    )


def _token() -> rx.Var[Any]:
    return rx.Var("token", _var_data=VarData(imports={_MAILED: [rx.ImportVar(tag="token")]}))
