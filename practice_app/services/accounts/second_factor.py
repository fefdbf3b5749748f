"""The second factor: with it a password alone opens nothing; it takes a passkey, or a recovery code besides.

A passkey is two things at once (it is there, and it has seen its owner), so it opens by itself. Offered to all; whoever
holds an office needs it, and on a device that came in by less nothing of the office works
(``offices.require_office``).
"""

from dataclasses import dataclass
from functools import partial
from uuid import UUID

from sqlalchemy import update
from sqlmodel import Session, col

from practice_app.database import after_commit, as_system
from practice_app.errors import Conflict, NotAllowed
from practice_app.locales import msg
from practice_app.models import AuditKind, User
from practice_app.models.columns import now
from practice_app.services.accounts import audit, passkey_letters, passkeys, profiles, proof, recovery_codes, signin
from practice_app.services.accounts.signin import Identity
from practice_app.services.shared.offices import holds_office


@dataclass(frozen=True)
class SecondFactorRow:
    """Whether somebody has one, whether what they are wants it, and how many recovery codes they have left."""

    on: bool
    required: bool
    codes_left: int


class NoPasskey(Conflict):
    """There is nothing yet to be asked for."""

    code = "no_passkey"

    def __init__(self) -> None:
        super().__init__(msg("Add a passkey first: that is what will be asked for."))


class SecondFactorOff(Conflict):
    """There are no recovery codes without it."""

    code = "second_factor_off"

    def __init__(self) -> None:
        super().__init__(msg("Your password alone opens your account: there is nothing to recover."))


class SecondFactorRequired(NotAllowed):
    """Whoever holds an office has it."""

    code = "second_factor_required"

    def __init__(self) -> None:
        super().__init__(msg("Moderators and administrators sign in with a passkey; that can't be turned off."))


def shown(db: Session, who: UUID) -> SecondFactorRow:
    """Tell how it stands."""
    user = profiles.itself(db, who)
    with as_system(db):
        codes = recovery_codes.left(db, who)
    return SecondFactorRow(user.second_factor, holds_office(user), codes)


def turn_on(db: Session, who: Identity) -> list[str]:
    """Have more than a password asked for from now on, and give ten recovery codes: they are told nowhere else.

    Devices that came in by a password alone are signed out, but for the one in hand. Once more changes nothing and
    gives none. Wants a fresh proof and a passkey.
    """
    proof.require_fresh(db, who)
    user = profiles.held(db, who.id)
    if user.second_factor:
        return []
    if not passkeys.all_of(db, who.id):
        raise NoPasskey()
    _write(db, who, on=True)
    ended = signin.end_all(db, who.id, but=who.auth_session_id, by_password_alone=True)
    _noted(db, who, AuditKind.SECOND_FACTOR_ON, devices=ended)
    after_commit(db, partial(passkey_letters.tell, who.id, passkey_letters.second_factor_on()))
    with as_system(db):
        return recovery_codes.made_anew(db, who.id)


def turn_off(db: Session, who: Identity) -> None:
    """Let the password do by itself again; recovery codes go. Wants a fresh proof."""
    proof.require_fresh(db, who)
    user = profiles.held(db, who.id)
    if holds_office(user):
        raise SecondFactorRequired()
    if not user.second_factor:
        return
    _write(db, who, on=False)
    with as_system(db):
        recovery_codes.gone(db, who.id)
    _noted(db, who, AuditKind.SECOND_FACTOR_OFF)
    after_commit(db, partial(passkey_letters.tell, who.id, passkey_letters.second_factor_off()))


def new_codes(db: Session, who: Identity) -> list[str]:
    """Give ten new recovery codes: they are told nowhere else, and those of before are good no more."""
    proof.require_fresh(db, who)
    if not profiles.held(db, who.id).second_factor:
        raise SecondFactorOff()
    _noted(db, who, AuditKind.RECOVERY_CODES_MADE)
    after_commit(db, partial(passkey_letters.tell, who.id, passkey_letters.new_codes()))
    with as_system(db):
        return recovery_codes.made_anew(db, who.id)


def _write(db: Session, who: Identity, *, on: bool) -> None:
    with as_system(db):
        db.execute(update(User).where(col(User.id) == who.id).values(second_factor=on, updated_at=now()))
    db.refresh(profiles.itself(db, who.id))


def _noted(db: Session, who: Identity, kind: AuditKind, **detail: int) -> None:
    audit.note(db, who.id, kind, audit.agent_of(db, who.auth_session_id), **detail)
