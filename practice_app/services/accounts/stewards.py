"""What whoever runs this Woodshed does with somebody's account: by command alone, and told to that person.

Each verb works in a system transaction; ``by`` is who ran it, as the person concerned will read it.
"""

import secrets as random
from dataclasses import dataclass
from uuid import UUID

from sqlmodel import Session

from practice_app.database import system_transaction
from practice_app.errors import Conflict, NotFound
from practice_app.models import AuditKind, MailTokenKind, Role, User
from practice_app.models.columns import now
from practice_app.services.accounts import (
    audit,
    erasing,
    leaving,
    mail_tokens,
    passkeys,
    passwords,
    profiles,
    recovery_codes,
    roles,
    signin,
    term,
)
from practice_app.services.accounts.erasing import Gone
from practice_app.services.accounts.profiles import Registration
from practice_app.services.shared.steps import step
from practice_app.text import clean_line

PASSWORD_BYTES = 15
BY_LENGTH = 80


@dataclass(frozen=True)
class Steward:
    """Who ran a command, in words that the person concerned reads."""

    name: str

    @classmethod
    def called(cls, name: str) -> "Steward":
        """Take a name of any length."""
        return cls(clean_line(name[:1000])[:BY_LENGTH] or "operator")


@step
def create(email: str, name: str, role: Role, by: Steward) -> str:
    """Make an account with a password of ours, and give that password: it is told nowhere else."""
    password = random.token_urlsafe(PASSWORD_BYTES)
    user = profiles.drafted(Registration(email, password, name))
    user.roles = [role.value]
    with system_transaction() as db:
        profiles.keep(db, user)
        audit.note(db, user.id, AuditKind.ACCOUNT_MADE, by=by.name, role=role)
    return password


@step
def reset(email: str, by: Steward) -> str:
    """Set a new password of ours, sign every device out, and give the password: it is told nowhere else."""
    password = random.token_urlsafe(PASSWORD_BYTES)
    fresh = passwords.hashed(password)
    with system_transaction() as db:
        user = _named(db, email)
        user.password_hash, user.updated_at = fresh, now()
        mail_tokens.void(db, user, MailTokenKind.RESET, MailTokenKind.ADDRESS)
        ended = signin.end_all(db, user.id)
        audit.note(db, user.id, AuditKind.PASSWORD_SET, by=by.name, devices=ended)
    return password


def grant(db: Session, email: str, role: Role, by: Steward) -> bool:
    """Make somebody a moderator or an administrator, besides what they are; tell whether that is new."""
    user = _named(db, email)
    return _changed(db, user, role, list(user.roles), by)


def demote(db: Session, email: str, role: Role, by: Steward) -> bool:
    """Make somebody this first of all, and nothing that one doesn't become by oneself; tell whether that is new."""
    user = _named(db, email)
    return _changed(db, user, role, [one for one in user.roles if one in roles.OWN], by)


def _changed(db: Session, user: User, role: Role, others: list[str], by: Steward) -> bool:
    before = user.role
    changed = roles.put_first(user, role, others)
    if changed:
        audit.note(db, user.id, AuditKind.ROLE_CHANGED, by=by.name, before=before, role=role)
    return changed


def forget_passkeys(db: Session, email: str, by: Steward) -> int:
    """Take every passkey off, and the second factor with its codes: for whoever lost them; tell how many."""
    user = _named(db, email)
    gone = passkeys.forgotten(db, user.id)
    if gone or user.second_factor:
        user.second_factor, user.updated_at = False, now()
        recovery_codes.gone(db, user.id)
        audit.note(db, user.id, AuditKind.PASSKEYS_FORGOTTEN, by=by.name, passkeys=gone)
    return gone


class NoTeacher(Conflict):
    """It can't be confirmed that somebody teaches who doesn't say so."""

    def __init__(self) -> None:
        super().__init__("They don't say that they teach: they choose that themselves, in the settings.")


def verify(db: Session, email: str, by: Steward) -> bool:
    """Confirm that somebody teaches, as they say; tell whether that is new."""
    user = _named(db, email)
    if Role.TEACHER not in user.roles:
        raise NoTeacher()
    if user.teacher_verified_at is not None:
        return False
    user.teacher_verified_at = now()
    audit.note(db, user.id, AuditKind.TEACHER_CONFIRMED, by=by.name)
    return True


def unverify(db: Session, email: str, by: Steward) -> bool:
    """Take that back; tell whether it was so."""
    user = _named(db, email)
    if user.teacher_verified_at is None:
        return False
    user.teacher_verified_at = None
    audit.note(db, user.id, AuditKind.TEACHER_UNCONFIRMED, by=by.name)
    return True


def suspend(db: Session, email: str, by: Steward) -> bool:
    """Sign somebody out and let them in no more, until they are let in again; tell whether they were in."""
    user = _named(db, email)
    if user.suspended_at is not None:
        return False
    user.suspended_at = now()
    audit.note(db, user.id, AuditKind.SUSPENDED, by=by.name, devices=signin.end_all(db, user.id))
    return True


def unsuspend(db: Session, email: str, by: Steward) -> bool:
    """Let somebody in again; tell whether they were not."""
    user = _named(db, email)
    if user.suspended_at is None:
        return False
    user.suspended_at = None
    audit.note(db, user.id, AuditKind.UNSUSPENDED, by=by.name)
    return True


def sign_out(db: Session, email: str, by: Steward) -> int:
    """Sign somebody out on every device; tell on how many."""
    user = _named(db, email)
    if ended := signin.end_all(db, user.id):
        audit.note(db, user.id, AuditKind.SIGNED_OUT_BY_STEWARD, by=by.name, devices=ended)
    return ended


def _named(db: Session, whom: str) -> User:
    """Find whose account it is, by its address or its id, and hold it, so that nobody signs in meanwhile."""
    wanted = _as_id(whom)
    if wanted is None and (found := profiles.find(db, whom)):
        wanted = found.id
    held = db.get(User, wanted, with_for_update=True, populate_existing=True) if wanted else None
    if held is None or term.gone(held):
        raise NotFound("There is no account with this e-mail.")
    return held


@step
def purge(whom: str) -> Gone:
    """Erase an account at once, by its address or its id, with no time to come back."""
    with system_transaction() as db:
        user_id = _as_id(whom) or _named(db, whom).id
        leaving.begin_at_once(db, user_id)
    return erasing.erase(user_id)


def _as_id(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None
