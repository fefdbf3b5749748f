"""Moving to a new address: asked for by whoever proves that it is them, done by whoever reads the new one.

Whether somebody else has that address is looked up after the answer, and told in a mail to that address alone: what
waits looks the same, its link just never comes. The old address is told twice.
"""

from dataclasses import dataclass
from datetime import datetime
from email.message import EmailMessage
from functools import partial
from uuid import UUID

from sqlalchemy.exc import IntegrityError
from sqlmodel import Session

from practice_app.database import after_commit, as_system, system_transaction
from practice_app.errors import Invalid, NotAllowed, NotFound, TooMany
from practice_app.locales import msg
from practice_app.models import AuditKind, MailToken, MailTokenKind, User
from practice_app.models.columns import now
from practice_app.services.accounts import addresses, audit, letters, mail_tokens, mailboxes, profiles, proof
from practice_app.services.accounts.guessing import Guess
from practice_app.services.accounts.profiles import ProfileRow
from practice_app.services.accounts.signin import Identity
from practice_app.services.shared import mail
from practice_app.services.shared.limits import rates
from practice_app.services.shared.steps import step
from practice_app.settings import get_settings

ADDRESS = MailTokenKind.ADDRESS
LOOKED_AFTER = msg("Whoever looks after this journal gives it an address. Ask them.")
THE_SAME = msg("That is your address already.")


@dataclass(frozen=True)
class Waiting:
    """A new address whose mail was not answered yet."""

    email: str
    expires_at: datetime


@step
def ask(who: Identity, email: str, password: str | None, network: str) -> None:
    """Ask for a new address; raise ``Invalid`` for one that can't be, and as ``proof.prove`` and limits do."""
    wanted = mailboxes.written(email)
    proof.prove(who, password, network)
    rates.spend(get_settings().mail_limit, "new-address", str(who.id))
    with system_transaction() as db:
        user = _living(db, who.id)
        if is_looked_after(user):
            raise NotAllowed(LOOKED_AFTER)
        if addresses.opened(user) == wanted:
            raise Invalid("email", THE_SAME)
        mail_tokens.void(db, user, ADDRESS)
        token = mail_tokens.issue(db, user, ADDRESS, wanted)
        audit.note(db, user.id, AuditKind.EMAIL_ASKED, audit.agent_of(db, who.auth_session_id))
    mail.soon(partial(_to_the_new, who.id, wanted, token, network))
    mail.soon(partial(_to_the_old, who.id))


@step
def ask_again(who: UUID, network: str) -> bool:
    """Send the mail to the new address again, and tell whether one waits."""
    with system_transaction() as db:
        last = mail_tokens.latest(db, who, ADDRESS)
    if last is None:
        return False
    rates.spend(get_settings().mail_limit, "new-address", str(who))
    with system_transaction() as db:
        wanted = mail_tokens.address(last)
        token = mail_tokens.issue(db, _living(db, who), ADDRESS, wanted)
    mail.soon(partial(_to_the_new, who, wanted, token, network))
    return True


def waiting(db: Session, who: UUID) -> Waiting | None:
    """Tell which new address waits for its mail to be answered."""
    user = profiles.itself(db, who)
    with as_system(db):
        last = mail_tokens.latest(db, user.id, ADDRESS)
    try:
        return Waiting(mail_tokens.address(last), last.expires_at) if last else None
    except mail_tokens.SpentLink:
        return None


def take_back(db: Session, who: UUID) -> None:
    """Stay with the old address; raise ``NotFound`` when no new one waits."""
    user = profiles.itself(db, who)
    with as_system(db):
        gone = mail_tokens.void(db, user, ADDRESS)
    if not gone:
        raise NotFound()


def move(db: Session, user: User, used: MailToken) -> None:
    """Give an account the address whose mail was answered (system transaction); raise ``EmailTaken``."""
    old, new = addresses.opened(user), mail_tokens.address(used)
    if addresses.taken(db, new, by_other_than=user.id):
        raise profiles.EmailTaken("email", profiles.TAKEN)
    try:
        with db.begin_nested():
            addresses.keep(user, new)
            user.email_verified_at = user.updated_at = now()
    except IntegrityError:
        raise profiles.EmailTaken("email", profiles.TAKEN) from None
    db.delete(used)
    mail_tokens.void(db, user, *MailTokenKind)
    audit.note(db, user.id, AuditKind.EMAIL_CHANGED)
    if old:
        after_commit(db, lambda: mail.soon(partial(mail.written, letters.has_moved(), old, user.locale)))


def is_looked_after(user: User | ProfileRow) -> bool:
    """Whether it is a child's account, opened by a user name: whoever reads its mail could set its password."""
    return user.username is not None


def _living(db: Session, user_id: UUID) -> User:
    user = db.get(User, user_id, with_for_update=True)
    if user is None or user.deleted_at is not None:
        raise NotFound()
    return user


def _to_the_new(who: UUID, wanted: str, token: str, network: str) -> EmailMessage | None:
    try:
        rates.spend(get_settings().mail_limit, "new-address-mail", Guess.of(wanted, network).account)
    except TooMany:
        return None
    with system_transaction() as db:
        there = profiles.find(db, wanted)
        if there and there.id != who:
            return letters.to(there, letters.already_here())
        user = db.get(User, who)
        return mail.written(letters.to_confirm_new(token), wanted, user.locale) if user else None


def _to_the_old(who: UUID) -> EmailMessage | None:
    with system_transaction() as db:
        user = db.get(User, who)
        return letters.to(user, letters.is_to_move()) if user else None
