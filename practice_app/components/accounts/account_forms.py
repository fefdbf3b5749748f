"""The forms for signing up and in and for a new password: what is typed never enters page state (ui/rest_form.py)."""

from typing import Any

import reflex as rx
from reflex.vars import VarData

from practice_app.components.accounts.of_age import of_age_fields
from practice_app.components.ui.icon import icon
from practice_app.components.ui.rest_form import (
    rest_after,
    rest_done,
    rest_field,
    rest_form,
    rest_message,
    rest_secret,
    rest_submit,
)
from practice_app.i18n import _
from practice_app.locales import msg
from practice_app.reflex_seams.published import published
from practice_app.services.accounts import passwords

_ENTERING = published("entering.js")

LEAST = passwords.LENGTH[0]
SAYS = {
    "none": msg("At least {n} characters. A sentence is easier to remember than a word."),
    "short": msg("{n} more to go."),
    "called": passwords.CALLED,
    "row": passwords.IN_A_ROW,
    "fair": msg("Long enough. Longer is safer still."),
    "good": msg("Good. Longer is safer still."),
    "strong": msg("Strong."),
}


class _PasswordHint(rx.Component):
    library = published("password_hint.jsx")
    tag = "PasswordHint"
    name: rx.Var[str]
    least: rx.Var[int]
    says: rx.Var[dict[str, str]]
    own: rx.Var[list[str]]
    beside: rx.Var[list[str]]


def login_form() -> rx.Component:
    """E-mail and password."""
    return rest_form(
        "/api/v1/auth/login",
        rest_message(),
        rest_field(
            _("E-mail or user name"),
            "email",
            check="filled",
            wrong=_("Write your e-mail address or your user name."),
            auto_complete="username webauthn",
            auto_capitalize="none",
            spell_check=False,
            data_testid="login-email",
        ),
        rest_secret(
            _("Password"),
            "password",
            check="given",
            wrong=_("Write your password."),
            auto_complete="current-password",
            data_testid="login-password",
        ),
        rest_after("second_factor_needed", _recovery_code()),
        rest_submit(_("Sign in"), data_testid="login-submit"),
        rx.el.p(rx.el.a(_("Forgot your password?"), href="/forgot", class_name="link-plain"), class_name="text-center"),
        extra=entering("byName"),
        after=entering("comeIn"),
        class_name="grid gap-5",
    )


def _recovery_code() -> rx.Component:
    return rest_field(
        _("Recovery code"),
        "recovery_code",
        check="given",
        wrong=_("Write one of your recovery codes, or use a passkey, below."),
        hint=_("Or use a passkey, below."),
        auto_complete="off",
        auto_capitalize="none",
        spell_check=False,
        data_testid="login-code",
    )


def register_form() -> rx.Component:
    """Name, e-mail, password, year of birth and role; time zone and language go along by themselves."""
    return rest_form(
        "/api/v1/auth/register",
        rest_message(),
        role_field(),
        name_field(),
        email_field("register-email"),
        new_password_field(
            _("Password"), "password", {"beside": ["display_name", "email"]}, data_testid="register-password"
        ),
        of_age_fields(),
        rest_submit(_("Start my journal"), data_testid="register-submit"),
        extra=entering("whereabouts"),
        after=entering("comeInNew"),
        class_name="grid gap-5",
    )


def password_form(*own: Any) -> rx.Component:
    """A new password, given the current one; ``own`` is the name and the address that it should not be made of."""
    current = rest_secret(
        _("Current password"),
        "current_password",
        check="given",
        wrong=_("Write your current password."),
        auto_complete="current-password",
    )
    return _new_password(own, current, says=_("Change password"))


def first_password_form(*own: Any) -> rx.Component:
    """A password for whoever came in another way so far."""
    return _new_password(own, says=_("Set a password"))


def _new_password(own: tuple[Any, ...], *before: rx.Component, says: Any) -> rx.Component:
    return rest_form(
        "/api/v1/me/password",
        *before,
        new_password_field(_("New password"), "new_password", {"own": list(own)}),
        rest_message(),
        rx.el.div(
            rx.el.div(rest_submit(says)),
            rest_done(_("Changed. Your other devices are signed out.")),
            class_name="flex flex-wrap items-center gap-4",
        ),
        class_name="grid max-w-md gap-4",
    )


def email_field(handle: str) -> rx.Component:
    """An e-mail address, by which somebody is known."""
    return rest_field(
        _("E-mail"),
        "email",
        check="email",
        wrong=_("Write your e-mail address, like anna@example.org."),
        type="email",
        auto_complete="username",
        input_mode="email",
        data_testid=handle,
    )


def new_password_field(label: Any, name: str, whose: dict[str, Any], **props: Any) -> rx.Component:
    """A password that is being chosen."""
    return rest_secret(
        label,
        name,
        check="long",
        least=LEAST,
        wrong=_("A little longer, please."),
        hint=_PasswordHint.create(name=name, least=LEAST, says=SAYS, **whose),
        auto_complete="new-password",
        **props,
    )


def name_field() -> rx.Component:
    """What somebody new is called."""
    return rest_field(
        _("Name"),
        "display_name",
        check="filled",
        wrong=_("Write what we may call you."),
        hint=_("As your teacher or your quartet knows you."),
        auto_complete="nickname",
        max_length=80,
        data_testid="register-name",
    )


def role_field() -> rx.Component:
    """What brings somebody new."""
    return rx.el.fieldset(
        rx.el.legend(_("What brings you here?"), class_name="field-label mb-1.5"),
        rx.el.div(
            _segment("student", "music", _("I practise"), checked=True),
            _segment("teacher", "graduation-cap", _("I teach"), checked=False),
            _segment("parent", "users", _("My child practises"), checked=False),
            class_name="segmented segmented-wide w-full",
        ),
    )


def _segment(role: str, icon_name: str, name: Any, *, checked: bool) -> rx.Component:
    return rx.el.label(
        rx.el.input(type="radio", name="role", value=role, default_checked=checked),
        icon(icon_name),
        name,
        class_name="segment",
        data_testid=f"register-role-{role}",
    )


def entering(name: str) -> rx.Var[Any]:
    """A function of entering.js."""
    return rx.Var(name, _var_data=VarData(imports={_ENTERING: [rx.ImportVar(tag=name)]}))
