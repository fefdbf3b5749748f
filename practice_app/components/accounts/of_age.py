"""What every beginning of an account asks: the year of birth, and whether somebody agrees to it."""

import reflex as rx

from practice_app.components.accounts.notice_links import notice_links
from practice_app.components.ui.button import link_button
from practice_app.components.ui.rest_form import rest_check, rest_field, rest_refused
from practice_app.i18n import _


def of_age_fields() -> rx.Component:
    """Year and agreement, and what to do for whoever is too young to agree themselves.

    For any form whose endpoint takes ``birth_year`` and ``consent`` and answers ``guardian_needed``.
    """
    return rx.fragment(
        birth_year_field("register-birth-year", auto_complete="bday-year"),
        rest_refused("guardian_needed", _with_a_grown_up(), role="status", class_name="empty:hidden"),
        rest_check(
            _("I agree that Woodshed keeps what I practise, write and record here, for as long as I want it to."),
            "consent",
            wrong=_("Without your agreement Woodshed may not keep anything of yours."),
            data_testid="register-consent",
        ),
        notice_links(class_name="-mt-3 text-sm"),
    )


def birth_year_field(testid: str, *, auto_complete: str) -> rx.Component:
    """The year somebody was born in: one's own, or a child's."""
    return rest_field(
        _("Year of birth"),
        "birth_year",
        check="year",
        wrong=_("Write the year with four digits, like 1984."),
        hint=_("The year is enough. Nobody else sees it."),
        auto_complete=auto_complete,
        input_mode="numeric",
        max_length=4,
        data_testid=testid,
    )


def _with_a_grown_up() -> rx.Component:
    return rx.el.div(
        rx.el.p(_("Not alone, but soon"), class_name="row-title"),
        rx.el.p(
            _(
                "Show this to a parent or your teacher. They start a journal for you from their own account,"
                " under “Children”, in two minutes; you choose a user name and need no e-mail."
            )
        ),
        rx.el.p(_("Nothing of what you wrote here was kept."), class_name="quiet text-sm"),
        rx.el.div(
            link_button(_("Practise now, without an account"), href="/practice", variant="secondary"),
            class_name="mt-1",
        ),
        class_name="grid gap-2 rounded-box border border-base-300 bg-base-200 p-4",
        data_testid="register-guardian-needed",
    )
