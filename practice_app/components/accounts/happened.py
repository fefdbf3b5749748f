"""What happened with one's account lately, in words."""

from typing import Any

import reflex as rx

from practice_app.i18n import _, date_var
from practice_app.models import AuditKind


def happened(found: Any, loaded: Any) -> rx.Component:
    """The newest of it, in a list."""
    return rx.cond(
        found.length() > 0,
        rx.el.ul(rx.foreach(found, _row), class_name="rows max-w-xl"),
        rx.cond(
            loaded,
            rx.el.p(_("Nothing yet. New devices, new passwords and the like stand here."), class_name="quiet"),
            rx.fragment(),
        ),
    )


def _row(row: Any) -> rx.Component:
    at = rx.el.span(date_var(row.at, dateStyle="medium", timeStyle="short"))
    device = rx.cond(row.device != "", rx.el.span(row.device), rx.fragment())
    steward = rx.cond(row.by != "", rx.el.span(_("by {name}", name=row.by)), rx.fragment())
    return rx.el.li(
        rx.el.p(_said(row.kind), class_name="row-title"),
        rx.el.p(at, device, steward, class_name="quiet flex flex-wrap gap-x-4 text-sm"),
        class_name="min-w-0 py-3",
        data_testid="settings-happened",
    )


def _said(kind: Any) -> Any:
    return rx.match(
        kind,
        (AuditKind.SIGNED_UP.value, _("You began your journal.")),
        (AuditKind.NEW_DEVICE.value, _("Signed in on a new device.")),
        (AuditKind.WRONG_PASSWORDS.value, _("Many wrong passwords were tried.")),
        (AuditKind.SIGNED_OUT.value, _("A device was signed out.")),
        (AuditKind.SIGNED_OUT_OTHERS.value, _("All other devices were signed out.")),
        (AuditKind.SIGNED_OUT_EVERYWHERE.value, _("All devices were signed out.")),
        (AuditKind.PASSWORD_CHANGED.value, _("The password was changed.")),
        (AuditKind.PASSWORD_RESET.value, _("A new password was chosen by a link in a mail.")),
        (AuditKind.EMAIL_VERIFIED.value, _("Your address was confirmed.")),
        (AuditKind.PASSKEY_ADDED.value, _("A passkey was added.")),
        (AuditKind.PASSKEY_REMOVED.value, _("A passkey was taken off.")),
        (AuditKind.PASSKEY_COPIED.value, _("A passkey that seems to be copied was refused. Take it off.")),
        (AuditKind.EMAIL_ASKED.value, _("Another address was asked for.")),
        (AuditKind.EMAIL_CHANGED.value, _("The address was changed.")),
        (AuditKind.LEAVING.value, _("You asked for your journal to be erased.")),
        (AuditKind.CAME_BACK.value, _("You came back, and everything stayed.")),
        (AuditKind.SECOND_FACTOR_ON.value, _("A passkey is asked for from now on.")),
        (AuditKind.SECOND_FACTOR_OFF.value, _("The password alone does again.")),
        (AuditKind.RECOVERY_CODES_MADE.value, _("New recovery codes were made.")),
        (AuditKind.RECOVERY_CODE_USED.value, _("A recovery code was used.")),
        (AuditKind.PASSKEYS_FORGOTTEN.value, _("Your passkeys were taken off.")),
        (AuditKind.IDENTITY_LINKED.value, _("Another account was connected.")),
        (AuditKind.IDENTITY_UNLINKED.value, _("Another account was disconnected.")),
        (AuditKind.TOKEN_REUSED.value, _("A key was used twice, so that device was signed out.")),
        (AuditKind.EXPORT_ASKED.value, _("A copy of everything was asked for.")),
        (AuditKind.COUNTED.value, _("You let your corrections be counted.")),
        (AuditKind.COUNTED_NO_MORE.value, _("Your corrections are counted no more.")),
        (AuditKind.ACCOUNT_MADE.value, _("The account was made for you.")),
        (AuditKind.ROLE_CHANGED.value, _("Your role here was changed.")),
        (AuditKind.TEACHER_CONFIRMED.value, _("It was confirmed that you teach.")),
        (AuditKind.TEACHER_UNCONFIRMED.value, _("It is no longer confirmed that you teach.")),
        (AuditKind.SUSPENDED.value, _("The account was suspended.")),
        (AuditKind.UNSUSPENDED.value, _("The account may be used again.")),
        (AuditKind.SIGNED_OUT_BY_STEWARD.value, _("You were signed out everywhere.")),
        (AuditKind.PASSWORD_SET.value, _("A new password was set for you.")),
        (AuditKind.MADE_BY_GUARDIAN.value, _("Your journal was started for you.")),
        (AuditKind.PASSWORD_BY_GUARDIAN.value, _("A new password was set for you.")),
        (AuditKind.PIN_BY_GUARDIAN.value, _("A new PIN was set for you.")),
        (AuditKind.GUARDIAN_JOINED.value, _("Another adult looks after your journal.")),
        (AuditKind.CONSENT_GIVEN.value, _("Somebody agreed to your journal.")),
        (AuditKind.CONSENT_REVOKED.value, _("Somebody no longer agrees to your journal.")),
        (AuditKind.PAUSED.value, _("Your journal was paused.")),
        (AuditKind.LEFT_BY_GUARDIAN.value, _("Your journal was deleted for you.")),
        (AuditKind.RESTORED_BY_GUARDIAN.value, _("Your journal was brought back for you.")),
        (AuditKind.HANDED_OVER.value, _("Your journal became yours alone.")),
        (AuditKind.CHILD_ADDED.value, _("You look after a child.")),
        (AuditKind.FAMILY_DEVICE.value, _("You shared a device with your children.")),
        (AuditKind.FAMILY_DEVICES_ENDED.value, _("Your children share no device any more.")),
        _("Something changed in your account."),
    )
