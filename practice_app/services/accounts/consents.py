"""Who agreed that an account is kept: to which text, when, how; written once and taken back, never rewritten."""

from uuid import UUID

from sqlalchemy import update
from sqlmodel import Session, col, select

from practice_app import ages, notices
from practice_app.errors import Invalid
from practice_app.locales import msg
from practice_app.models import Consent, ConsentHow
from practice_app.models.columns import now
from practice_app.services.shared.access import owned_by

TEXT_VERSION = notices.VERSION
"""Which wording of the pages that ask, and of the privacy page, is the one of today; a new one is a new name."""
ASK_A_GROWN_UP = msg("You are young enough that a parent or a teacher starts the journal with you. Ask one of them.")


class GuardianNeeded(Invalid):
    """Somebody is, or may be, too young to agree themselves; nothing of what they wrote is kept."""

    code = "guardian_needed"

    def __init__(self) -> None:
        super().__init__("birth_year", ASK_A_GROWN_UP)


def birth_year(value: int | None) -> int | None:
    """Take a year in which somebody who lives may be born."""
    if value is not None and not ages.EARLIEST_YEAR <= value <= ages.this_year() + 1:
        raise Invalid("birth_year", "Write the year with four digits, like 1984.")
    return value


def check(year: int | None, agreed: bool | None, country: str | None) -> None:
    """Let those go on who are old enough and agree, asked wherever an account begins; raise ``GuardianNeeded``."""
    if ages.under_age(birth_year(year), country):
        raise GuardianNeeded()
    if agreed is False:
        raise Invalid("consent", "Without your agreement Woodshed may not keep anything of yours.")


def give(db: Session, user_id: UUID, by: UUID, how: ConsentHow) -> Consent:
    """Note that somebody agrees to today's text (as the system)."""
    consent = Consent(user_id=user_id, given_by=by, how=how, text_version=TEXT_VERSION)
    db.add(consent)
    return consent


def revoke(db: Session, user_id: UUID, by: UUID) -> bool:
    """Take back what one person agreed to of an account (as the system); tell whether they had."""
    mine = (owned_by(user_id, Consent), col(Consent.given_by) == by, col(Consent.revoked_at).is_(None))
    taken = update(Consent).where(*mine).values(revoked_at=now()).returning(col(Consent.id))
    return db.execute(taken).first() is not None


def given(db: Session, user_id: UUID, by: UUID) -> bool:
    """Tell whether one person agrees to this account today (as the system)."""
    mine = (owned_by(user_id, Consent), col(Consent.given_by) == by, col(Consent.revoked_at).is_(None))
    return db.exec(select(Consent.id).where(*mine)).first() is not None
