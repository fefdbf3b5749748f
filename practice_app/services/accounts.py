"""People: signing up, who someone is, their profile and their password."""

import re
from dataclasses import dataclass
from functools import lru_cache
from uuid import UUID

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from email_validator import EmailNotValidError, validate_email
from sqlalchemy.exc import IntegrityError
from sqlmodel import Session, col, select

from practice_app import zones
from practice_app.errors import Invalid, NotFound, WrongCredentials
from practice_app.locales import supported
from practice_app.models import Role, User
from practice_app.models.columns import now
from practice_app.services import secrets

PASSWORD_LENGTH = (8, 256)
NAME_LENGTH = 80
MAX_INSTRUMENTS = 20
_hasher = PasswordHasher()
_UNSEEN = re.compile(r"[\x00-\x1f\x7f\u200e\u200f\u202a-\u202e\u2066-\u2069]")


@dataclass(frozen=True)
class ProfileRow:
    """What a person sees of their own account."""

    id: UUID
    email: str
    display_name: str
    role: str
    timezone: str
    locale: str
    instruments: list[str]


@dataclass(frozen=True)
class Registration:
    """What someone tells when they sign up."""

    email: str
    password: str
    display_name: str
    role: str = Role.STUDENT
    timezone: str = "UTC"
    locale: str = "en"
    instruments: tuple[str, ...] = ()


def register(db: Session, wanted: Registration) -> User:
    """Make an account (in a system transaction); raise ``Invalid`` for what can't be taken."""
    email = clean_email(wanted.email)
    user = User(
        email_encrypted=secrets.encrypt(email),
        email_index=secrets.blind_index(email),
        password_hash=_hasher.hash(clean_password(wanted.password)),
        display_name=clean_name(wanted.display_name),
        role=clean_role(wanted.role),
        timezone=clean_timezone(wanted.timezone),
        locale=clean_locale(wanted.locale),
        instruments=clean_instruments(wanted.instruments),
    )
    try:
        with db.begin_nested():
            db.add(user)
    except IntegrityError:
        raise EmailTaken("email", "There is an account with this e-mail already. Sign in instead?") from None
    return user


class EmailTaken(Invalid):
    """Somebody has this address; the same body would do at another one."""

    status = 409
    code = "email_taken"


def authenticate(db: Session, email: str, password: str) -> User:
    """Find who has this e-mail and password (system transaction); else raise ``WrongCredentials``, no sooner."""
    index = secrets.blind_index(_known_form(email))
    user = db.exec(select(User).where(User.email_index == index, col(User.deleted_at).is_(None))).first()
    if not _password_is(password, user.password_hash if user else None) or user is None:
        raise WrongCredentials()
    if user.password_hash and _hasher.check_needs_rehash(user.password_hash):
        user.password_hash = _hasher.hash(password)
    return user


def change_password(db: Session, user_id: UUID, current: str, new: str) -> None:
    """Set a new password, given the current one."""
    user = itself(db, user_id)
    if not _password_is(current, user.password_hash):
        raise Invalid("current_password", "That is not your current password.")
    user.password_hash = _hasher.hash(clean_password(new, "new_password"))
    user.updated_at = now()


def itself(db: Session, user_id: UUID) -> User:
    """The one door to one's own account."""
    user = db.get(User, user_id)
    if user is None or user.deleted_at is not None:
        raise NotFound()
    return user


def profile(db: Session, user_id: UUID) -> ProfileRow:
    """Show a person their own account."""
    return as_row(itself(db, user_id))


def as_row(user: User) -> ProfileRow:
    """Turn an account into what its owner sees."""
    return ProfileRow(
        id=user.id,
        email=secrets.decrypt(user.email_encrypted),
        display_name=user.display_name,
        role=user.role,
        timezone=user.timezone,
        locale=user.locale,
        instruments=list(user.instruments),
    )


def update_profile(db: Session, user_id: UUID, changes: dict[str, object]) -> ProfileRow:
    """Change some of: display_name, timezone, locale, instruments."""
    user = itself(db, user_id)
    cleaners = {
        "display_name": clean_name,
        "timezone": clean_timezone,
        "locale": clean_locale,
        "instruments": clean_instruments,
    }
    for name, value in changes.items():
        setattr(user, name, cleaners[name](value))  # type: ignore[operator]
    user.updated_at = now()
    return as_row(user)


def _password_is(given: str, stored: str | None) -> bool:
    """Check a password; without a stored one, spend the same time and say no."""
    try:
        return _hasher.verify(stored or _no_ones_hash(), given[: PASSWORD_LENGTH[1]]) and stored is not None
    except (VerificationError, InvalidHashError):
        return False


@lru_cache
def _no_ones_hash() -> str:
    return _hasher.hash("nobody has this password")


def _known_form(email: str) -> str:
    try:
        return clean_email(email)
    except Invalid:
        return ""


def folded(email: str) -> str:
    """Write an address the way it is compared."""
    return email.strip().casefold()


def clean_email(value: str) -> str:
    """Take an address as people type it; raise ``Invalid`` when no mail could go there."""
    try:
        found = validate_email(value.strip(), check_deliverability=False, globally_deliverable=False)
    except EmailNotValidError:
        raise Invalid("email", "This doesn't look like an e-mail address.") from None
    return folded(found.normalized)


def clean_password(value: str, field: str = "password") -> str:
    """Take a password of a length that is hard to guess."""
    shortest, longest = PASSWORD_LENGTH
    if len(value) < shortest:
        raise Invalid(field, "Use at least {n} characters.", n=shortest)
    if len(value) > longest:
        raise Invalid(field, "Use at most {n} characters.", n=longest)
    return value


def clean_name(value: str) -> str:
    """Take a name in any script, without what can't be seen."""
    name = " ".join(_UNSEEN.sub("", value).split())
    if not name:
        raise Invalid("display_name", "Tell us what to call you.")
    if len(name) > NAME_LENGTH:
        raise Invalid("display_name", "Use at most {n} characters.", n=NAME_LENGTH)
    return name


def clean_role(value: str) -> str:
    """Take a role one may choose oneself."""
    if value not in (Role.STUDENT, Role.TEACHER):
        raise Invalid("role", "Choose student or teacher.")
    return value


def clean_timezone(value: str) -> str:
    """Take a time zone by its IANA name."""
    if value not in zones.names():
        raise Invalid("timezone", "This isn't a time zone we know (like “Asia/Seoul”).")
    return value


def clean_locale(value: str) -> str:
    """Find the language of ours nearest to a tag ("ko-KR", "zh_TW")."""
    return supported(value)


def clean_instruments(values: list[str] | tuple[str, ...]) -> list[str]:
    """Take a short list of instruments, each once, in order."""
    names = list(dict.fromkeys(" ".join(_UNSEEN.sub("", v).split())[:60] for v in values))
    if len(names) > MAX_INSTRUMENTS:
        raise Invalid("instruments", "Choose at most {n}.", n=MAX_INSTRUMENTS)
    return [name for name in names if name]
