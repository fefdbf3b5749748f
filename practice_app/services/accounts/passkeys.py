"""Passkeys: what opens an account by a finger, a face or a PIN instead of a password.

They are listed, named, added and taken off here; who comes in by one is in ``passkey_entrance``.
"""

from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Any
from uuid import UUID

from sqlalchemy.exc import IntegrityError
from sqlmodel import Session, col, func, select
from webauthn import generate_registration_options
from webauthn.helpers import options_to_json_dict
from webauthn.helpers.structs import (
    AuthenticatorSelectionCriteria,
    AuthenticatorTransport,
    PublicKeyCredentialDescriptor,
    ResidentKeyRequirement,
    UserVerificationRequirement,
)

from practice_app.database import after_commit, as_system, transaction
from practice_app.errors import Conflict, Invalid
from practice_app.locales import msg
from practice_app.models import AuditKind, Passkey
from practice_app.services.accounts import (
    audit,
    passkey_answers,
    passkey_challenges,
    passkey_letters,
    profiles,
    proof,
    ways,
)
from practice_app.services.accounts.passkey_answers import Made, NewKey, Refused, Site
from practice_app.services.accounts.passkey_challenges import LIFETIME_S, Purpose
from practice_app.services.accounts.signin import Identity
from practice_app.services.shared.access import Permission, require, visible
from practice_app.services.shared.limits import quotas, rates
from practice_app.services.shared.steps import step
from practice_app.settings import get_settings
from practice_app.text import clean_line

MOST = 10
"""A phone, a tablet and a computer, each with its own, and as many again."""
NAME_LENGTH = 60
NAMELESS = "Passkey"
"""What one is called of which nothing is known; its owner can name it otherwise."""


@dataclass(frozen=True)
class PasskeyRow:
    """A passkey as its owner sees it; ``synced``: their other devices have it as well."""

    id: UUID
    name: str
    created_at: datetime
    last_used_at: datetime | None
    synced: bool


class PasskeysFull(Conflict):
    """There are as many as one person may have."""

    code = "passkeys_full"

    def __init__(self) -> None:
        super().__init__(msg("You have {most} passkeys, the most there can be. Take one off first."), {"most": MOST})


class PasskeyKnown(Conflict):
    """The same key is here already."""

    code = "passkey_known"

    def __init__(self) -> None:
        super().__init__(msg("This passkey is here already."))


class LastPasskey(Conflict):
    """Their account asks for a passkey, and this is the only one."""

    code = "last_passkey"

    def __init__(self) -> None:
        super().__init__(msg("Your account asks for a passkey, and this is the last one. Add another one first."))


class BadPasskey(Invalid):
    """What came is no answer to what was asked: too late, twice, from another page or another browser."""

    code = "bad_passkey"

    def __init__(self) -> None:
        super().__init__("credential", msg("That took too long, or didn't work. Please try once more."))


def listed(db: Session, who: UUID) -> list[PasskeyRow]:
    """List somebody's passkeys, the newest first."""
    return [_row(key) for key in all_of(db, who)]


def rename(db: Session, who: UUID, passkey_id: UUID, name: str) -> PasskeyRow:
    """Call a passkey something else."""
    key: Passkey = require(db, who, Permission.PASSKEY_CHANGE, passkey_id)
    if not (cleaned := clean_line(name)[:NAME_LENGTH].strip()):
        raise Invalid("name", "Give it a name.")
    key.name = cleaned
    return _row(key)


def remove(db: Session, who: Identity, passkey_id: UUID) -> None:
    """Take a passkey off: it opens nothing from now on. Wants a fresh proof; the last way in stays."""
    key: Passkey = require(db, who.id, Permission.PASSKEY_CHANGE, passkey_id, lock=True)
    proof.require_fresh(db, who)
    if profiles.held(db, who.id).second_factor and len(all_of(db, who.id)) == 1:
        raise LastPasskey()
    ways.keep_one(db, who.id)
    db.delete(key)
    audit.note(db, who.id, AuditKind.PASSKEY_REMOVED, audit.agent_of(db, who.auth_session_id), name=key.name)
    after_commit(db, partial(passkey_letters.tell, who.id, passkey_letters.removed(key.name)))


@step
def options(who: Identity, site: Site) -> dict[str, Any]:
    """Tell a browser how to make a new passkey (``parseCreationOptionsFromJSON``). Wants a fresh proof."""
    rates.spend(get_settings().auth_limit, "passkey-options", str(who.id))
    with transaction(who.id) as db:
        proof.require_fresh(db, who)
        user, known = profiles.itself(db, who.id), all_of(db, who.id)
        _check_room(len(known))
        called = profiles.as_row(user).email or user.display_name
    made = generate_registration_options(
        rp_id=site.rp_id,
        rp_name="Woodshed",
        user_id=who.id.bytes,
        user_name=called,
        user_display_name=user.display_name,
        challenge=passkey_challenges.issue(Purpose.ADD, str(who.auth_session_id)),
        timeout=LIFETIME_S * 1000,
        authenticator_selection=AuthenticatorSelectionCriteria(
            resident_key=ResidentKeyRequirement.REQUIRED, user_verification=UserVerificationRequirement.REQUIRED
        ),
        exclude_credentials=[described(key) for key in known],
    )
    return options_to_json_dict(made)


def described(key: Passkey) -> PublicKeyCredentialDescriptor:
    """Name a passkey to a browser."""
    return PublicKeyCredentialDescriptor(
        id=key.credential_id, transports=[AuthenticatorTransport(one) for one in key.transports]
    )


@step
def add(who: Identity, name: str, answer: Made, site: Site) -> PasskeyRow:
    """Keep a passkey that was made just now, and tell its owner by mail. Wants a fresh proof."""
    rates.spend(get_settings().auth_limit, "passkey-add", str(who.id))
    try:
        challenge = passkey_answers.challenge_of(answer)
        if not passkey_challenges.spend(Purpose.ADD, str(who.auth_session_id), challenge):
            raise Refused()
        made = passkey_answers.read_made(answer, challenge, site)
    except Refused:
        raise BadPasskey() from None
    with transaction(who.id) as db:
        proof.require_fresh(db, who)
        return _row(_kept(db, who, name, made, site))


def _kept(db: Session, who: Identity, name: str, made: NewKey, site: Site) -> Passkey:
    quotas.one_at_a_time(db, who.id)
    _check_room(db.exec(select(func.count()).where(visible(who.id, Permission.PASSKEY_CHANGE))).one())
    agent = audit.agent_of(db, who.auth_session_id)
    called = clean_line(name)[:NAME_LENGTH].strip() or audit.called(agent) or NAMELESS
    key = Passkey(user_id=who.id, name=called, rp_id=site.rp_id, **vars(made))
    try:
        with db.begin_nested(), as_system(db):
            db.add(key)
            db.flush()
    except IntegrityError:
        raise PasskeyKnown() from None
    proof.note(db, who, both=True)
    audit.note(db, who.id, AuditKind.PASSKEY_ADDED, agent, name=key.name)
    after_commit(db, partial(passkey_letters.tell, who.id, passkey_letters.added(key.name)))
    return key


def _check_room(there: int) -> None:
    if there >= MOST:
        raise PasskeysFull()


def all_of(db: Session, who: UUID) -> list[Passkey]:
    """Give somebody's passkeys, the newest first."""
    mine = select(Passkey).where(visible(who, Permission.PASSKEY_CHANGE))
    return list(db.exec(mine.order_by(col(Passkey.created_at).desc(), col(Passkey.id).desc())))


def forgotten(db: Session, user_id: UUID) -> int:
    """Take all of somebody's passkeys off (system transaction), and tell how many there were."""
    keys = all_of(db, user_id)
    for key in keys:
        db.delete(key)
    return len(keys)


def _row(key: Passkey) -> PasskeyRow:
    return PasskeyRow(key.id, key.name, key.created_at, key.last_used_at, key.synced)
