"""Signing in with another account, connecting it, and what somebody says who came by one for the first time."""

from typing import Any

import reflex as rx

from practice_app.components.accounts.account_forms import email_field, entering, name_field, role_field
from practice_app.components.accounts.of_age import of_age_fields
from practice_app.components.ui.button import link_button
from practice_app.components.ui.island import Island
from practice_app.components.ui.rest_form import rest_form, rest_message, rest_secret, rest_submit
from practice_app.components.ui.surface import skeleton
from practice_app.i18n import _
from practice_app.reflex_seams.published import published

_ARRIVAL, _BUTTONS = published("arrival.jsx"), published("provider_buttons.jsx")


class _ProviderButtons(Island):
    library = _BUTTONS
    tag = "ProviderButtons"


class _ProviderSaid(Island):
    library = _BUTTONS
    tag = "ProviderSaid"


class _Identities(Island):
    library = published("identities.jsx")
    tag = "Identities"


class _Arrival(Island):
    library = _ARRIVAL
    tag = "Arrival"


class _InTurn(rx.Component):
    library = _ARRIVAL
    tag = "InTurn"
    turn: rx.Var[str]


class _Says(rx.Component):
    library = _ARRIVAL
    tag = "ArrivalSays"


class _Switch(rx.Component):
    library = _ARRIVAL
    tag = "ArrivalSwitch"
    to: rx.Var[str]


def provider_buttons() -> rx.Component:
    """A button for each provider that is switched on; nothing where none is."""
    return _ProviderButtons.create()


def provider_said() -> rx.Component:
    """How it went, for who comes back from a provider and is not in."""
    return _ProviderSaid.create()


def identities_part() -> rx.Component:
    """A part of the page about signing in: the accounts elsewhere. The page has ``sign_in_again`` too."""
    return _Identities.create()


def one_more_step() -> rx.Component:
    """What is still to be said: by somebody new, or by who has a journal already."""
    return _Arrival.create(
        _turn("asking", _skeleton()),
        _turn("new", _Says.create(), _join_form(), _Switch.create(_("I have a journal already"), to="theirs")),
        _turn("theirs", _Says.create(), _connect_form(), _Switch.create(_("I am new here"), to="new")),
        _turn("gone", _gone()),
    )


def _turn(name: str, *children: Any) -> rx.Component:
    return _InTurn.create(*children, turn=name)


def _join_form() -> rx.Component:
    return rest_form(
        "/api/v1/auth/arrival/join",
        rest_message(),
        role_field(),
        name_field(),
        of_age_fields(),
        rest_submit(_("Start my journal"), data_testid="arrival-join"),
        extra=entering("whereabouts"),
        after=entering("comeIn"),
        class_name="grid gap-5",
    )


def _connect_form() -> rx.Component:
    return rest_form(
        "/api/v1/auth/arrival/connect",
        rest_message(),
        email_field("arrival-email"),
        rest_secret(
            _("Password"),
            "password",
            check="given",
            wrong=_("Write your password."),
            auto_complete="current-password",
            data_testid="arrival-password",
        ),
        rest_submit(_("Connect and sign in"), data_testid="arrival-connect"),
        rx.el.p(rx.el.a(_("Forgot your password?"), href="/forgot", class_name="link-plain"), class_name="text-center"),
        after=entering("comeIn"),
        class_name="grid gap-5",
    )


def _gone() -> rx.Component:
    return rx.fragment(
        rx.el.p(_("That took a while, and we have let go of it. Please begin again.")),
        rx.el.div(link_button(_("To signing in"), href="/login")),
    )


def _skeleton() -> rx.Component:
    field = rx.el.div(skeleton("h-4 w-24"), skeleton("h-12 w-full"), class_name="grid gap-2")
    return rx.el.div(skeleton("h-6 w-full"), field, field, field, class_name="grid gap-5", aria_busy="true")
