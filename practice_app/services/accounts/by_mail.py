"""What is done by mail: proving that an address is one's own, and a new password for whoever forgot theirs.

Whether there is an account at all is looked up after the answer (`shared/mail/posting.py`): no answer tells, nor does
its time. The links are good however often they are looked at; only what is sent from their page uses them up.
"""

from email.message import EmailMessage
from functools import partial
from uuid import UUID

from sqlmodel import Session

from practice_app.database import system_transaction
from practice_app.errors import TooMany
from practice_app.models import AuditKind, MailTokenKind, User
from practice_app.models.columns import now
from practice_app.services.accounts import (
    audit,
    letters,
    mail_tokens,
    new_address,
    passwords,
    profiles,
    signin,
    term,
    ways,
)
from practice_app.services.accounts.guessing import Guess
from practice_app.services.shared import mail
from practice_app.services.shared.limits import rates
from practice_app.services.shared.mail import Letter
from practice_app.services.shared.steps import step
from practice_app.settings import get_settings

VERIFY, RESET, ADDRESS = MailTokenKind.VERIFY, MailTokenKind.RESET, MailTokenKind.ADDRESS


def ask_to_verify(who: UUID) -> None:
    """Ask somebody whether their address is theirs, a moment from now; who has said so is not asked again."""
    mail.soon(partial(_verification, who))


@step
def ask_again(who: UUID, network: str) -> None:
    """The same when they say that no mail came, or the one to a new address that waits; raise ``TooMany``."""
    if new_address.ask_again(who, network):
        return
    rates.spend(get_settings().mail_limit, "verify-mail", str(who))
    ask_to_verify(who)


@step
def verify(token: str, network: str) -> None:
    """Note that whoever has this token reads the mail of its account, or of the new address it is to move to."""
    rates.spend(get_settings().auth_limit, "verify", network)
    with system_transaction() as db:
        used = mail_tokens.spend(db, token, VERIFY, ADDRESS)
        user = _holder(db, used.user_id)
        if used.kind == ADDRESS:
            new_address.move(db, user, used)
            return
        user.email_verified_at = user.email_verified_at or now()
        mail_tokens.void(db, user, VERIFY)
        audit.note(db, user.id, AuditKind.EMAIL_VERIFIED)


@step
def forgot(email: str, network: str) -> None:
    """Send a link for a new password to this address, if anybody has it, and if not too many went there already."""
    rates.spend(get_settings().auth_limit, "forgot", network)
    mail.soon(partial(_new_password, email, network))


@step
def reset(token: str, new: str, network: str) -> None:
    """Set a new password for whoever has this token; every device of theirs is signed out."""
    rates.spend(get_settings().auth_limit, "reset", network)
    with system_transaction() as db:
        about = profiles.about(_holder(db, mail_tokens.holder(db, RESET, token)))
    fresh = passwords.hashed(passwords.check_new(new, about=about, field="new_password"))
    with system_transaction() as db:
        user = _holder(db, mail_tokens.spend(db, token, RESET).user_id)
        user.password_hash, user.updated_at = fresh, now()
        if user.email_verified_at is None:
            ways.take_others(db, user)
            user.email_verified_at = now()
        mail_tokens.void(db, user, RESET, ADDRESS)
        ended = signin.end_all(db, user.id)
        audit.note(db, user.id, AuditKind.PASSWORD_RESET, devices=ended)
    tell(user.id, letters.was_reset())


def tell(who: UUID, letter: Letter) -> None:
    """Write somebody a letter, a moment from now; who has no address is told nothing."""
    mail.soon(partial(_letter, who, letter))


def _letter(who: UUID, letter: Letter) -> EmailMessage | None:
    with system_transaction() as db:
        user = db.get(User, who)
        return letters.to(user, letter) if user and user.deleted_at is None else None


def _holder(db: Session, user_id: UUID) -> User:
    user = db.get(User, user_id, with_for_update=True)
    if user is None or term.gone(user):
        raise mail_tokens.SpentLink()
    return user


def _verification(who: UUID) -> EmailMessage | None:
    with system_transaction() as db:
        user = db.get(User, who)
        if user is None or user.deleted_at is not None or user.email_verified_at is not None:
            return None
        return letters.to(user, letters.to_verify(mail_tokens.issue(db, user, VERIFY)))


def _new_password(email: str, network: str) -> EmailMessage | None:
    try:
        rates.spend(get_settings().mail_limit, "reset-mail", Guess.of(email, network).account)
    except TooMany:
        return None
    with system_transaction() as db:
        user = profiles.find(db, email)
        if user is None:
            return None
        db.refresh(user, with_for_update=True)  # whoever moves to another address meanwhile gets it there
        return letters.to(user, letters.to_reset(mail_tokens.issue(db, user, RESET)))
