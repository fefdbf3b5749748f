"""People as an administrator sees them, and what can be done with an account."""

from typing import Any

import reflex as rx

from practice_app.components.ui.button import button
from practice_app.components.ui.icon import icon
from practice_app.components.ui.overlay import dialog
from practice_app.components.ui.surface import badge
from practice_app.i18n import _, date_var

ROLES = {
    "student": _("Student"),
    "teacher": _("Teacher"),
    "parent": _("Parent"),
    "moderator": _("Moderator"),
    "admin": _("Administrator"),
}
MEANT = {
    "verify": _("A mark stands beside their name wherever it is shown."),
    "unverify": _("The mark beside their name goes."),
    "suspend": _("They are signed out everywhere and can't sign in. What is theirs stays as it is."),
    "unsuspend": _("They can sign in again, with all that is theirs."),
    "moderator": _("They see what was reported and decide about it, on a device with a passkey."),
    "no_moderator": _("They see what was reported no more."),
}


def person_row(row: Any, admin: Any) -> rx.Component:
    """Somebody, what they are, and what can be done."""
    marks = rx.el.span(
        rx.foreach(row.roles, lambda role: badge(rx.match(role, *ROLES.items(), ""))),
        rx.cond(row.verified, badge(_("confirmed"), icon_name="shield-check"), rx.fragment()),
        rx.cond(row.suspended, badge(_("locked out"), filled=True), rx.fragment()),
        rx.cond(row.silenced, badge(_("writes to nobody"), filled=True), rx.fragment()),
        rx.cond(row.leaving, badge(_("leaving"), filled=True), rx.fragment()),
        class_name="admin-marks",
    )
    return rx.el.li(
        rx.el.div(
            rx.el.a(row.name, href="/users/" + row.id, class_name="link-plain row-title break-words"),
            rx.el.span(_("since {when}", when=date_var(row.since, dateStyle="medium")), class_name="quiet text-sm"),
            class_name="admin-who",
        ),
        marks,
        rx.cond(row.fixed, rx.fragment(), _deeds(row, admin)),
        key=row.id,
        class_name="admin-row",
        data_testid="admin-person",
    )


def _deeds(row: Any, admin: Any) -> rx.Component:
    def deed(key: str, said: Any) -> rx.Component:
        return button(
            said,
            variant="quiet",
            size="small",
            on_click=admin.ask(key, row.id, row.name),
            data_testid=f"admin-{key}",
        )

    teaching = rx.cond(row.verified, deed("unverify", _("Unconfirm")), deed("verify", _("Confirm as a teacher")))
    return rx.el.div(
        rx.cond(row.teaches, teaching, rx.fragment()),
        rx.cond(row.moderates, deed("no_moderator", _("No moderator")), deed("moderator", _("Make a moderator"))),
        rx.cond(row.suspended, deed("unsuspend", _("Let in again")), deed("suspend", _("Lock out"))),
        class_name="admin-deeds",
    )


def person_dialog(admin: Any) -> rx.Component:
    """What asks once more."""
    title = rx.match(admin.deed, *_asked(admin.name).items(), "")
    return dialog(
        title,
        rx.el.p(rx.match(admin.deed, *MEANT.items(), "")),
        rx.el.p(icon("info"), _("They can read it in their account, with your name."), class_name="quiet mt-3 text-sm"),
        is_open=admin.deed != "",
        on_close=admin.ask("", "", ""),
        actions=[
            button(_("Cancel"), variant="quiet", on_click=admin.ask("", "", "")),
            button(_("Do it"), on_click=admin.do, data_testid="admin-do"),
        ],
    )


def _asked(name: Any) -> dict[str, Any]:
    return {
        "verify": _("Confirm that {who} teaches?", who=name),
        "unverify": _("Confirm no longer that {who} teaches?", who=name),
        "suspend": _("Lock {who} out?", who=name),
        "unsuspend": _("Let {who} in again?", who=name),
        "moderator": _("Make {who} a moderator?", who=name),
        "no_moderator": _("Is {who} to be no moderator any more?", who=name),
    }
