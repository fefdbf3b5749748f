"""Handing a grown child its account: it proves an address of its own and chooses a password; then it is alone."""

from email.message import EmailMessage
from functools import partial
from uuid import UUID

from sqlalchemy import delete, update
from sqlmodel import Session, col

from practice_app import ages
from practice_app.database import system_transaction, transaction
from practice_app.errors import Conflict, TooMany
from practice_app.locales import msg
from practice_app.models import AuditKind, Consent, ConsentHow, Guardian, GuardianInvite, MailTokenKind, User
from practice_app.models.columns import now
from practice_app.services.accounts import (
    audit,
    consents,
    letters,
    mail_tokens,
    mailboxes,
    new_address,
    passwords,
    profiles,
    signin,
)
from practice_app.services.accounts.guessing import Guess
from practice_app.services.accounts.signin import Identity
from practice_app.services.shared import mail
from practice_app.services.shared.access import owned_by
from practice_app.services.shared.care import looking_after
from practice_app.services.shared.limits import rates
from practice_app.services.shared.steps import step
from practice_app.settings import get_settings

HAND_OVER = MailTokenKind.HAND_OVER


class NotGrown(Conflict):
    """The child is, or may be, too young still to agree to the account itself."""

    code = "not_grown"

    def __init__(self, year: int) -> None:
        super().__init__(msg("Not yet: this account can be handed over from {year} on."), {"year": year})


@step
def ask(who: Identity, child_id: UUID, email: str, network: str) -> None:
    """Send a grown child a link to an address of its own, by which it takes its account over."""
    wanted = mailboxes.written(email)
    with transaction(who.id) as db, looking_after(db, who.id, child_id) as child:
        if child.birth_year is not None and ages.under_age(child.birth_year, child.country):
            raise NotGrown(ages.of_age_in(child.birth_year, child.country))
        rates.spend(get_settings().mail_limit, "hand-over", str(child_id))
        mail_tokens.void(db, child, HAND_OVER)
        token = mail_tokens.issue(db, child, HAND_OVER, wanted)
    mail.soon(partial(_letter, child_id, wanted, token, network))


@step
def accept(token: str, new: str, network: str) -> None:
    """Take over the account whose link was mailed, with one's own password; raise ``SpentLink`` or ``EmailTaken``."""
    rates.spend(get_settings().auth_limit, "hand-over", network)
    with system_transaction() as db:
        child = db.get_one(User, mail_tokens.holder(db, HAND_OVER, token))
    fresh = passwords.hashed(passwords.check_new(new, about=profiles.about(child), field="new_password"))
    with system_transaction() as db:
        used = mail_tokens.spend(db, token, HAND_OVER)
        grown = db.get_one(User, used.user_id, with_for_update=True)
        if grown.deleted_at is not None:
            raise mail_tokens.SpentLink()
        new_address.move(db, grown, used)
        grown.password_hash, grown.updated_at = fresh, now()
        _own(db, grown)
        audit.note(db, grown.id, AuditKind.HANDED_OVER, devices=signin.end_all(db, grown.id))


def _own(db: Session, grown: User) -> None:
    """From now on it is theirs alone: they agree themselves, and nobody else does or may any more."""
    grown.username = grown.pin_hash = grown.paused_at = None
    grown.allows = []
    db.execute(delete(Guardian).where(col(Guardian.child_id) == grown.id))
    db.execute(delete(GuardianInvite).where(owned_by(grown.id, GuardianInvite)))
    theirs = (owned_by(grown.id, Consent), col(Consent.revoked_at).is_(None))
    db.execute(update(Consent).where(*theirs).values(revoked_at=now()))
    consents.give(db, grown.id, grown.id, ConsentHow.HANDING_OVER)


def _letter(child_id: UUID, wanted: str, token: str, network: str) -> EmailMessage | None:
    try:
        rates.spend(get_settings().mail_limit, "hand-over-mail", Guess.of(wanted, network).account)
    except TooMany:
        return None
    with system_transaction() as db:
        if there := profiles.find(db, wanted):
            return letters.to(there, letters.already_here())
        child = db.get(User, child_id)
        return mail.written(letters.to_take_over(token), wanted, child.locale) if child else None
