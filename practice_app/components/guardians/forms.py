"""What a guardian sets for a child: the forms, sent by the browser itself."""

from typing import Any

import reflex as rx

from practice_app.components.accounts.account_forms import new_password_field
from practice_app.components.accounts.notice_links import notice_links
from practice_app.components.accounts.of_age import birth_year_field
from practice_app.components.ui.rest_form import (
    rest_check,
    rest_done,
    rest_field,
    rest_form,
    rest_message,
    rest_secret,
    rest_submit,
)
from practice_app.i18n import _

LINE = "flex flex-wrap items-center gap-4"


def add_form(on_done: Any) -> rx.Component:
    """A journal for another child."""
    return rest_form(
        "/api/v1/children",
        rest_message(),
        rest_field(
            _("Name"),
            "display_name",
            check="filled",
            wrong=_("Write what we may call the child."),
            hint=_("What the child is called here; a nickname will do."),
            auto_complete="off",
            max_length=80,
            data_testid="child-name",
        ),
        rest_field(
            _("User name"),
            "username",
            check="filled",
            wrong=_("Choose a user name."),
            hint=_("What the child signs in with. Letters and digits of any script; no real name is needed."),
            auto_complete="off",
            auto_capitalize="none",
            spell_check=False,
            max_length=32,
            data_testid="child-username",
        ),
        new_password_field(
            _("Password"), "password", {"beside": ["display_name", "username"]}, data_testid="child-password"
        ),
        birth_year_field("child-birth-year", auto_complete="off"),
        rest_check(
            _(
                "As a parent, or for the school, I agree that Woodshed keeps what this child practises, writes and"
                " records. I can take that back at any time."
            ),
            "consent",
            wrong=_("Without your agreement Woodshed may not keep anything of the child's."),
            data_testid="child-consent",
        ),
        notice_links(class_name="-mt-3 text-sm"),
        rest_submit(_("Start the journal"), data_testid="child-save"),
        on_done=on_done,
        class_name="grid max-w-md gap-4",
    )


def password_form(child: Any) -> rx.Component:
    """A new password, for a child that forgot its own."""
    return rest_form(
        f"/api/v1/children/{child.id}/password",
        new_password_field(
            _("New password"), "new_password", {"own": [child.name, child.username]}, data_testid="child-new-password"
        ),
        rest_message(),
        _sent(_("Set the password"), _("Set. The child's devices are signed out.")),
        class_name="grid max-w-md gap-3",
    )


def pin_form(child: Any, on_done: Any) -> rx.Component:
    """A PIN for the tablet that children share."""
    return rest_form(
        f"/api/v1/children/{child.id}/pin",
        rest_secret(
            _("PIN"),
            "pin",
            check="given",
            wrong=_("Choose four to six digits."),
            hint=_("Four to six digits. It works on devices that you share with your children, and nowhere else."),
            auto_complete="off",
            input_mode="numeric",
            max_length=6,
            data_testid="child-pin",
        ),
        rest_message(),
        _sent(_("Set the PIN"), _("Set."), data_testid="child-pin-save"),
        on_done=on_done,
        class_name="grid max-w-md gap-3",
    )


def hand_over_form(child: Any) -> rx.Component:
    """The account goes to the grown child."""
    return rest_form(
        f"/api/v1/children/{child.id}/hand-over",
        rest_field(
            _("The child's own e-mail"),
            "email",
            check="email",
            wrong=_("Write an e-mail address, like anna@example.org."),
            hint=_("A link goes there, good for seven days. Once it is used, only they can open the journal."),
            type="email",
            auto_complete="off",
            input_mode="email",
        ),
        rest_message(),
        _sent(_("Send the link"), _("If that address is free, a mail is on its way.")),
        class_name="grid max-w-md gap-3",
    )


def delete_form(child: Any, on_done: Any) -> rx.Component:
    """The account ends."""
    return rest_form(
        f"/api/v1/children/{child.id}",
        rest_message(),
        rest_submit(_("Delete this journal"), class_name="btn btn-danger btn-round", data_testid="child-delete"),
        method="DELETE",
        on_done=on_done,
        class_name="grid justify-items-start gap-3",
    )


def _sent(label: Any, done: Any, **props: Any) -> rx.Component:
    return rx.el.div(
        rx.el.div(rest_submit(label, class_name="btn btn-hairline btn-round", **props)),
        rest_done(done),
        class_name=LINE,
    )
