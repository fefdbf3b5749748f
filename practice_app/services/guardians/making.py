"""Making a child's account, and the secrets that its guardian sets: password and PIN. Each hashes, so it is a step."""

import unicodedata
from dataclasses import dataclass
from itertools import pairwise
from uuid import UUID

from sqlalchemy.exc import IntegrityError
from sqlmodel import Session, func, select

from practice_app import ages
from practice_app.database import system_transaction, transaction
from practice_app.errors import Invalid
from practice_app.locales import msg
from practice_app.models import AuditKind, ConsentHow, Guardian, User
from practice_app.models.columns import now
from practice_app.services.accounts import audit, consents, passwords, profiles, signin, usernames
from practice_app.services.accounts.signin import Identity
from practice_app.services.guardians.children import MOST, about, name_of, shown
from practice_app.services.guardians.rows import ChildRow
from practice_app.services.shared import secrets
from practice_app.services.shared.care import in_care_of, looking_after
from practice_app.services.shared.limits import rates
from practice_app.services.shared.standing import require_maker_of_children
from practice_app.services.shared.steps import step
from practice_app.settings import get_settings

PIN_LENGTH = (4, 6)
PIN_IS = msg("Choose four to six digits.")
PIN_GUESSED = msg("Everybody tries that one first. Mix the digits.")
GROWN = msg("Somebody who is grown starts their own journal, with an e-mail address.")
AGREE = msg("Without your agreement Woodshed may not keep anything of the child's.")
ENOUGH = msg("You look after as many children as one person may here.")


@dataclass(frozen=True)
class NewChild:
    """What a guardian tells of a child."""

    username: str
    password: str
    display_name: str
    birth_year: int
    consent: bool
    instruments: tuple[str, ...] = ()


class UsernameTaken(Invalid):
    """Somebody has this user name; the same body would do with another one."""

    status = 409
    code = "username_taken"

    def __init__(self) -> None:
        super().__init__("username", usernames.TAKEN)


@step
def make(who: Identity, wanted: NewChild, network: str) -> ChildRow:
    """Make a child's account, with its guardian's agreement; raise ``Invalid`` for what can't be taken."""
    with transaction(who.id) as db:
        guardian = profiles.itself(db, who.id)
        require_maker_of_children(guardian)
        _room(db, who.id)
    rates.spend(get_settings().register_limit, "register", network)
    child = _drafted(guardian, wanted)
    with system_transaction() as db:
        _keep(db, child)
        db.add(Guardian(parent_id=who.id, child_id=child.id))
        consents.give(db, child.id, who.id, ConsentHow.MAKING)
        audit.note(db, child.id, AuditKind.MADE_BY_GUARDIAN, by=guardian.display_name)
        audit.note(db, who.id, AuditKind.CHILD_ADDED)
    with transaction(who.id) as db:
        return shown(db, who.id, child.id)


def _room(db: Session, who: UUID) -> None:
    if db.exec(select(func.count()).select_from(Guardian).where(in_care_of(who))).one() >= MOST:
        raise Invalid("username", ENOUGH)


def _drafted(guardian: User, wanted: NewChild) -> User:
    name, username = profiles.clean_name(wanted.display_name), usernames.new(wanted.username)
    year = consents.birth_year(wanted.birth_year)
    if year is None or ages.surely(year) >= ages.ADULT:
        raise Invalid("birth_year", GROWN)
    if not wanted.consent:
        raise Invalid("consent", AGREE)
    password = passwords.check_new(wanted.password, about=passwords.About(name, username))
    return User(
        username=username,
        display_name=name,
        birth_year=year,
        country=ages.country_of(guardian.timezone) or guardian.country,
        timezone=guardian.timezone,
        locale=guardian.locale,
        instruments=profiles.clean_instruments(wanted.instruments),
        password_hash=passwords.hashed(password),
    )


def _keep(db: Session, child: User) -> None:
    try:
        with db.begin_nested():
            db.add(child)
    except IntegrityError:
        raise UsernameTaken() from None


@step
def set_password(who: Identity, child_id: UUID, new: str) -> None:
    """Set a child's password for it; every device of the child's is signed out."""
    with transaction(who.id) as db:
        whose = about(db, who.id, child_id)
    fresh = passwords.hashed(passwords.check_new(new, about=whose, field="new_password"))
    with transaction(who.id) as db, looking_after(db, who.id, child_id) as child:
        child.password_hash, child.updated_at = fresh, now()
        ended = signin.end_all(db, child_id)
        audit.note(db, child_id, AuditKind.PASSWORD_BY_GUARDIAN, by=name_of(db, who.id), devices=ended)


@step
def set_pin(who: Identity, child_id: UUID, pin: str) -> None:
    """Set the PIN by which a child comes in on a tablet that a guardian set up."""
    with transaction(who.id) as db:
        about(db, who.id, child_id)
    fresh = passwords.hashed(pin_secret(child_id, clean_pin(pin)))
    with transaction(who.id) as db, looking_after(db, who.id, child_id) as child:
        child.pin_hash, child.updated_at = fresh, now()
        audit.note(db, child_id, AuditKind.PIN_BY_GUARDIAN, by=name_of(db, who.id))


def clean_pin(value: str) -> str:
    """Take digits of any script, none that are tried first."""
    pin = unicodedata.normalize("NFKC", value[:100]).strip()
    shortest, longest = PIN_LENGTH
    if not (shortest <= len(pin) <= longest and pin.isdecimal()):
        raise Invalid("pin", PIN_IS)
    digits = [unicodedata.decimal(sign) for sign in pin]
    steps = {following - before for before, following in pairwise(digits)}
    if len(steps) == 1 and steps <= {-1, 0, 1}:
        raise Invalid("pin", PIN_GUESSED)
    return "".join(map(str, digits))


def pin_secret(child_id: UUID, pin: str) -> str:
    """Give what is hashed of a PIN: keyed and of this child, as ten thousand are soon tried on a copy of the rows."""
    return secrets.keyed_hash("pin", child_id.bytes + pin.encode()).hex()
