"""What happened with an account that its owner should know of."""

from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, Index
from sqlmodel import SQLModel

from practice_app.models.columns import document, id_column, longest, moment_now, owner_column


class AuditKind(StrEnum):
    """What is noted; a new one needs no migration."""

    SIGNED_UP = "signed_up"
    NEW_DEVICE = "new_device"
    """Somebody came in with the password on a device that the account didn't know."""
    WRONG_PASSWORDS = "wrong_passwords"
    SIGNED_OUT = "signed_out"
    SIGNED_OUT_OTHERS = "signed_out_others"
    SIGNED_OUT_EVERYWHERE = "signed_out_everywhere"
    PASSWORD_CHANGED = "password_changed"  # noqa: S105
    PASSWORD_RESET = "password_reset"  # noqa: S105
    """A new password was chosen by a link in a mail."""
    EMAIL_VERIFIED = "email_verified"
    PASSKEY_ADDED = "passkey_added"
    PASSKEY_REMOVED = "passkey_removed"
    PASSKEY_COPIED = "passkey_copied"
    """A passkey said that it was used fewer times than it was: there are two of it, and it opened nothing."""
    EMAIL_ASKED = "email_asked"
    """A new address was named; it is the account's once a mail there was answered."""
    EMAIL_CHANGED = "email_changed"
    LEAVING = "leaving"
    """They asked for the account to be erased."""
    CAME_BACK = "came_back"
    IDENTITY_LINKED = "identity_linked"
    """An account at a provider, named in the detail, opens this one from now on; and the next: no longer."""
    IDENTITY_UNLINKED = "identity_unlinked"
    SECOND_FACTOR_ON = "second_factor_on"
    SECOND_FACTOR_OFF = "second_factor_off"
    RECOVERY_CODES_MADE = "recovery_codes_made"
    RECOVERY_CODE_USED = "recovery_code_used"
    TOKEN_REUSED = "token_reused"  # noqa: S105
    """A refresh token came a second time; the device it belonged to was signed out."""
    EXPORT_ASKED = "export_asked"
    """Everything of theirs was to be written into a file."""
    COUNTED = "counted"
    """They let their corrections be counted, and no more."""
    COUNTED_NO_MORE = "counted_no_more"
    ACCOUNT_MADE = "account_made"
    """This and the next ones are done by whoever runs this Woodshed, who is named in the detail."""
    ROLE_CHANGED = "role_changed"
    TEACHER_CONFIRMED = "teacher_confirmed"
    TEACHER_UNCONFIRMED = "teacher_unconfirmed"
    PASSKEYS_FORGOTTEN = "passkeys_forgotten"
    """All of them, with the second factor and its codes."""
    SUSPENDED = "suspended"
    UNSUSPENDED = "unsuspended"
    SIGNED_OUT_BY_STEWARD = "signed_out_by_steward"
    PASSWORD_SET = "password_set"  # noqa: S105
    MADE_BY_GUARDIAN = "made_by_guardian"
    """This and the next ones are done by a guardian, who is named in the detail of what the child reads."""
    PASSWORD_BY_GUARDIAN = "password_by_guardian"  # noqa: S105
    PIN_BY_GUARDIAN = "pin_by_guardian"
    GUARDIAN_JOINED = "guardian_joined"
    CONSENT_GIVEN = "consent_given"
    CONSENT_REVOKED = "consent_revoked"
    PAUSED = "paused"
    """Nobody agreed any more to the account of somebody under age."""
    LEFT_BY_GUARDIAN = "left_by_guardian"
    RESTORED_BY_GUARDIAN = "restored_by_guardian"
    HANDED_OVER = "handed_over"
    CHILD_ADDED = "child_added"
    """This and the next ones are what a guardian reads of themselves."""
    FAMILY_DEVICE = "family_device"
    FAMILY_DEVICES_ENDED = "family_devices_ended"


class Audit(SQLModel, table=True):
    """One thing that happened, written once: nobody changes it, and it goes after the time that settings state.

    ``detail`` is small, and holds no secret and nothing of anybody else's. ``device`` is what the device that did it
    is called ("Firefox, Windows"), empty when that isn't known.
    """

    __tablename__ = "audit"
    __table_args__ = (
        longest("kind", 40),
        longest("device", 80),
        CheckConstraint("jsonb_typeof(detail) = 'object' AND octet_length(detail::text) <= 1000", name="detail_small"),
        Index("ix_audit_user_id_at", "user_id", "at", "id"),
        Index("ix_audit_at", "at"),
    )

    id: UUID = id_column()
    user_id: UUID = owner_column()
    at: datetime = moment_now()
    kind: str
    detail: dict[str, Any] = document("{}")
    device: str = ""
