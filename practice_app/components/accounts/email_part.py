"""One's address: whether it is confirmed, the new one that waits for its mail, and the way to another."""

from typing import Any

import reflex as rx

from practice_app.components.accounts.mail_forms import verify_again_form
from practice_app.components.ui.button import button
from practice_app.components.ui.rest_form import rest_done, rest_field, rest_form, rest_message, rest_submit
from practice_app.components.ui.surface import notice
from practice_app.i18n import _


def email_part(email: Any, verified: Any, waiting: Any, *, on_asked: Any, on_take_back: Any) -> rx.Component:
    """The address and what can be done with it; ``waiting`` is the new one, or empty."""
    return rx.el.div(
        rx.cond(
            email != "",
            rx.el.p(email, class_name="break-words", data_testid="security-email"),
            rx.el.p(_("You have no address here yet."), class_name="quiet"),
        ),
        rx.cond(
            waiting != "",
            _waits(email, waiting, on_take_back),
            rx.cond(verified, rx.fragment(), verify_again_form()),
        ),
        _other(on_asked),
        class_name="grid max-w-md gap-5",
    )


def _waits(email: Any, waiting: Any, on_take_back: Any) -> rx.Component:
    said = rx.el.div(
        rx.el.p(_("A mail is on its way to {address}. Your journal moves there once you answer it.", address=waiting)),
        rx.cond(email != "", rx.el.p(_("Until then everything stays as it is."), class_name="quiet"), rx.fragment()),
        rx.el.div(_again(), _take_back(on_take_back), class_name="mt-2 flex flex-wrap items-start gap-x-4 gap-y-2"),
        class_name="grid gap-1 break-words",
    )
    return notice(said, data_testid="security-waiting")


def _again() -> rx.Component:
    return rest_form(
        "/api/v1/auth/email/resend",
        rest_message(),
        rest_submit(_("Send the mail again"), class_name="btn btn-sm btn-hairline min-h-11"),
        rest_done(_("It is on its way.")),
        class_name="grid justify-items-start gap-1",
    )


def _take_back(on_take_back: Any) -> rx.Component:
    label = _("Keep the old one")
    return button(label, variant="quiet", size="small", on_click=on_take_back, class_name="min-h-11")


def _other(on_asked: Any) -> rx.Component:
    return rest_form(
        "/api/v1/me/email",
        rest_message(),
        rest_field(
            _("New address"),
            "email",
            check="email",
            wrong=_("Write your e-mail address, like anna@example.org."),
            type="email",
            auto_complete="email",
            input_mode="email",
            data_testid="security-new-email",
        ),
        rx.el.div(
            rest_submit(_("Change the address"), class_name="btn btn-hairline", data_testid="security-change-email")
        ),
        on_done=on_asked,
        class_name="grid gap-3",
    )
