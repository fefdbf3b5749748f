"""What happened with an account, for its owner to read: noted where it happens, in the same transaction, for good."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final
from uuid import UUID

from sqlalchemy import CursorResult, delete, insert, tuple_
from sqlmodel import Session, col, select

from practice_app.database import as_system, system_transaction
from practice_app.ids import new_id
from practice_app.models import Audit, AuditKind, AuthSession, NotificationKind
from practice_app.models.columns import now
from practice_app.services.accounts import devices
from practice_app.services.shared import paging
from practice_app.services.shared.access import Permission, visible
from practice_app.services.shared.paging import Key, Page
from practice_app.services.shared.steps import step
from practice_app.services.shared.telling import tell
from practice_app.settings import get_settings

TOLD: Final = {
    AuditKind.NEW_DEVICE: "new_device",
    AuditKind.PASSWORD_CHANGED: "password_changed",
    AuditKind.PASSWORD_RESET: "password_changed",
    AuditKind.PASSWORD_SET: "password_changed",
    AuditKind.PASSWORD_BY_GUARDIAN: "password_changed",
    AuditKind.EMAIL_CHANGED: "email_changed",
    AuditKind.PASSKEY_ADDED: "passkey_added",
    AuditKind.PASSKEY_REMOVED: "passkey_removed",
    AuditKind.IDENTITY_LINKED: "identity_linked",
    AuditKind.SECOND_FACTOR_ON: "second_factor_on",
    AuditKind.SECOND_FACTOR_OFF: "second_factor_off",
    AuditKind.RECOVERY_CODE_USED: "recovery_code_used",
    AuditKind.TOKEN_REUSED: "token_reused",
}
"""What is told in the inbox besides, in which words."""
LATELY = 10
"""As many are shown in the settings."""


@dataclass(frozen=True)
class AuditRow:
    """One thing that happened, as its owner reads it."""

    at: datetime
    kind: str
    detail: dict[str, Any]
    device: str


@dataclass(frozen=True)
class Happened:
    """The same on a page; ``by``: whoever runs this Woodshed, if it was them."""

    at: str
    kind: str
    device: str
    by: str


def note(db: Session, user_id: UUID, kind: AuditKind, user_agent: str = "", **detail: str | int | bool) -> None:
    """Note something in this transaction, whoever's it is; ``detail``: no secrets, and nothing of anybody else's.

    Nobody but the system may write here, so that no one who got into an account covers their tracks.
    """
    row = {"id": new_id(), "user_id": user_id, "kind": kind, "detail": detail, "device": called(user_agent)}
    with as_system(db):
        db.execute(insert(Audit).values(**row, at=now()))
    if kind in TOLD:
        _tell(db, user_id, kind, str(row["id"]), device=str(row["device"]), what=str(detail.get("name", "")))


def _tell(db: Session, user_id: UUID, kind: AuditKind, key: str, *, device: str, what: str) -> None:
    """Tell it in their inbox too: what lets somebody in, or nobody any more."""
    words = "new_device_unnamed" if kind is AuditKind.NEW_DEVICE and not device else TOLD[kind]
    filled: dict[str, Any] = {name: value for name, value in {"device": device, "what": what}.items() if value}
    tell(db, user_id, NotificationKind.SECURITY, f"{kind} {key}", words=words, path="/settings/security", **filled)


def called(user_agent: str) -> str:
    """Call a device as people know it; empty when it doesn't say what it is."""
    told = (devices.named(user_agent, known) for known in (devices.BROWSERS, devices.SYSTEMS))
    return ", ".join(name for name in told if name)


def agent_of(db: Session, device_id: UUID) -> str:
    """Tell what a device that is signed in says of itself."""
    device = db.get(AuthSession, device_id)
    return device.user_agent if device else ""


def listed(db: Session, who: UUID, *, limit: int = paging.DEFAULT_LIMIT, after: str | None = None) -> Page[AuditRow]:
    """List what happened, the newest first."""
    query = select(Audit).where(visible(who, Permission.AUDIT_READ))
    if place := paging.place(after):
        query = query.where(tuple_(col(Audit.at), col(Audit.id)) < (place.moment, place.id))
    rows = db.exec(query.order_by(col(Audit.at).desc(), col(Audit.id).desc()).limit(limit + 1)).all()
    shown = [AuditRow(row.at, row.kind, row.detail, row.device) for row in rows]
    return paging.page(shown, limit, [Key(row.at, row.id) for row in rows])


def lately(db: Session, who: UUID) -> list[Happened]:
    """List the newest for the settings page."""
    rows = listed(db, who, limit=LATELY).items
    return [Happened(row.at.isoformat(), row.kind, row.device, str(row.detail.get("by", ""))) for row in rows]


@step
def forget_audit(limit: int = 1000) -> int:
    """Let go of what happened longer ago than settings say, and tell how many; the sweep comes again for the rest."""
    old = col(Audit.at) < now() - timedelta(days=get_settings().audit_days)
    some = select(Audit.id).where(old).order_by(col(Audit.at)).limit(limit)
    with system_transaction() as db:
        gone = db.execute(delete(Audit).where(col(Audit.id).in_(some)))
    assert isinstance(gone, CursorResult)
    return gone.rowcount
