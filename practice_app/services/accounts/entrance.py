"""Coming in: a new account or a password, the device it happens on, and the keys that device gets.

Each way hashes a password, which takes long and much memory: never inside a transaction, and only as often as
``guessing`` and ``ratelimit`` allow.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from uuid import UUID

from sqlmodel import Session

from practice_app.database import after_commit, as_system, system_transaction, transaction
from practice_app.errors import Invalid, WrongCredentials
from practice_app.locales import msg
from practice_app.models import AuditKind, AuthKind, ConsentHow, MailTokenKind, User
from practice_app.models.columns import now
from practice_app.services.accounts import (
    audit,
    by_mail,
    consents,
    device_letters,
    devices,
    guessing,
    invited,
    known_devices,
    letters,
    mail_tokens,
    passkey_letters,
    passwords,
    profiles,
    proof,
    recovery_codes,
    signin,
    term,
)
from practice_app.services.accounts.guessing import Guess
from practice_app.services.accounts.profiles import ProfileRow, Registration
from practice_app.services.accounts.signin import Identity, TokenPair
from practice_app.services.shared import mail
from practice_app.services.shared.limits import rates
from practice_app.services.shared.steps import step
from practice_app.settings import get_settings

Also = Callable[[Session, User], None]
"""What is done in one transaction with coming in."""


@dataclass(frozen=True)
class Caller:
    """From where somebody asks: their network, and the device with what it says of itself."""

    network: str
    known_devices: str
    kind: AuthKind
    user_agent: str


@dataclass(frozen=True)
class Entered:
    """Who is in now, the keys of their device, and by what it will be known."""

    profile: ProfileRow
    keys: TokenPair
    known_devices: str


@step
def register(wanted: Registration, caller: Caller) -> Entered:
    """Make an account and sign the device in."""
    rates.spend(get_settings().register_limit, "register", caller.network)
    guessing.check_names(caller.network)
    user = profiles.drafted(wanted)
    with guessing.counting_names(caller.network), system_transaction() as db:
        profiles.keep(db, user)
        entered = greet(db, user, wanted, caller)
    by_mail.ask_to_verify(user.id)
    return entered


def greet(db: Session, user: User, wanted: Registration, caller: Caller) -> Entered:
    """Note what somebody new agreed to and sign them in (system transaction); raise ``InvitedOnly``."""
    invited.check(db, wanted.invitation, caller.network)
    if wanted.consent:
        consents.give(db, user.id, user.id, ConsentHow.SIGNING_UP)
    audit.note(db, user.id, AuditKind.SIGNED_UP, caller.user_agent)
    return _entered(user, signin.sign_in(db, user, caller.kind, caller.user_agent), caller)


@step
def sign_in(
    email: str, password: str, caller: Caller, also: Also | None = None, *, username: str = "", code: str = ""
) -> Entered:
    """Sign a device in, by address or user name; raise ``TooMany``, or ``WrongCredentials`` that says no more.

    ``also`` is done in the same transaction, with whoever it is; ``code`` is a recovery code.
    """
    with system_transaction() as db:
        found = profiles.find_by_username(db, username) if username else profiles.find(db, email)
    device = known_devices.number_for(found.id, caller.known_devices) if found else ""
    rates.spend(get_settings().auth_limit, "sign-in", device or caller.network)
    guess = (Guess.of_username if username else Guess.of)(username or email, caller.network, device)
    guessing.check(guess)
    checked = passwords.check(password, found.password_hash if found else None)
    if not checked.right or found is None:
        guessing.missed(guess)
        if guessing.first_of_a_burst(guess):
            mail.soon(partial(_note_wrong_passwords, found.id if found else None, known=bool(device)))
        raise WrongCredentials()
    fresh = passwords.hashed(passwords.plain(password)) if checked.dated else None
    try:
        return _let_in(found, fresh, caller, also, code)
    except WrongCode:
        guessing.missed(guess)
        raise


class WrongCode(Invalid):
    """It is none of theirs, or was used before."""

    code = "wrong_code"

    def __init__(self) -> None:
        super().__init__("recovery_code", msg("That is none of your recovery codes, or it was used before."))


def _note_wrong_passwords(user_id: UUID | None, *, known: bool) -> None:
    """Note it after the answer, whose time would tell that there is an account."""
    if user_id is None:
        return
    with system_transaction() as db:
        audit.note(db, user_id, AuditKind.WRONG_PASSWORDS, known_device=known)


def _let_in(found: User, fresh_hash: str | None, caller: Caller, also: Also | None, code: str) -> Entered:
    """Sign in whoever had the right password a moment ago, unless it or the account has changed since."""
    with system_transaction() as db:
        user = db.get(User, found.id, with_for_update=True)
        if user is None or term.gone(user) or user.password_hash != found.password_hash:
            raise WrongCredentials()
        user.password_hash = fresh_hash or user.password_hash
        if also:
            also(db, user)
        both = bool(user.second_factor and code)
        if both:
            _spend_code(db, user, code, caller)
        return welcome(db, user, caller, both=both)


def _spend_code(db: Session, user: User, code: str, caller: Caller) -> None:
    if not recovery_codes.spend(db, user.id, code):
        raise WrongCode()
    left = recovery_codes.left(db, user.id)
    audit.note(db, user.id, AuditKind.RECOVERY_CODE_USED, caller.user_agent, left=left)
    after_commit(db, partial(passkey_letters.tell, user.id, passkey_letters.code_used(left)))


def welcome(db: Session, user: User, caller: Caller, *, both: bool = False) -> Entered:
    """Sign in whoever has just proved who they are (system transaction), ``both``: by more than a password.

    Raises what ``signin.sign_in`` does.
    """
    if not known_devices.number_for(user.id, caller.known_devices):
        audit.note(db, user.id, AuditKind.NEW_DEVICE, caller.user_agent)
        if devices.any_before(db, user.id):  # the first one of an account is new to nobody
            told = partial(device_letters.tell_of_new, user.id, audit.called(caller.user_agent))
            after_commit(db, told)
    return _entered(user, signin.sign_in(db, user, caller.kind, caller.user_agent, both=both), caller)


def _entered(user: User, keys: TokenPair, caller: Caller) -> Entered:
    return Entered(profiles.as_row(user), keys, known_devices.with_proof(user.id, caller.known_devices))


@step
def change_password(who: Identity, current: str | None, new: str, network: str) -> None:
    """Set a new password, given the current one or a proof of a moment ago; every other device is signed out."""
    proof.prove(who, current, network, "current_password")
    with transaction(who.id) as db:
        itself = profiles.itself(db, who.id)
        stored, about = itself.password_hash, profiles.about(itself)
    fresh = passwords.hashed(passwords.check_new(new, about=about, field="new_password"))
    _set_password(who.id, who.auth_session_id, stored, fresh)
    by_mail.tell(who.id, letters.was_changed())


def _set_password(user_id: UUID, device_id: UUID, before: str | None, fresh_hash: str) -> None:
    with transaction(user_id) as db:
        user = profiles.itself(db, user_id)
        if user.password_hash != before:
            raise Invalid("current_password", proof.WRONG)
        user.password_hash, user.updated_at = fresh_hash, now()
        with as_system(db):
            mail_tokens.void(db, user, MailTokenKind.RESET, MailTokenKind.ADDRESS)
        ended = signin.end_all(db, user_id, but=device_id)
        audit.note(db, user_id, AuditKind.PASSWORD_CHANGED, audit.agent_of(db, device_id), devices=ended)
