"""People: signing up, who someone is, their profile and their password."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy.exc import IntegrityError
from sqlmodel import Session, col, select

from practice_app import ages, zones
from practice_app.errors import Invalid
from practice_app.locales import msg, supported
from practice_app.models import Role, User
from practice_app.models.columns import now
from practice_app.services.accounts import addresses, consents, counting, mailboxes, passwords, term, usernames
from practice_app.services.shared.access import Permission, require
from practice_app.services.shared.offices import holds_office
from practice_app.services.shared.standing import looked_after
from practice_app.text import clean_line, fold
from practice_app.words import instrument_key

NAME_LENGTH = 80
INSTRUMENT_LENGTH = 60
MAX_INSTRUMENTS = 20
TAKEN = msg("There is an account with this e-mail already. Sign in instead?")


@dataclass(frozen=True)
class ProfileRow:
    """What a person sees of their own account."""

    id: UUID
    email: str | None
    email_verified: bool
    has_password: bool
    display_name: str
    role: str
    roles: list[str]
    verified: bool
    """Whether whoever runs this Woodshed says that they teach."""
    timezone: str
    locale: str
    instruments: list[str]
    quiet: bool
    """Whether they want to see no streaks, points, titles and challenges."""
    username: str | None
    reviews: bool = True
    """Whether Woodshed says what is due for review."""
    counted: bool = False
    """Whether their corrections are counted with those of others."""
    may_be_counted: bool = True
    """Whether that is theirs to say: of whom somebody else looks after, nothing is counted."""
    deletes_at: datetime | None = None
    """When this account will be erased, for whoever is leaving."""
    second_factor_missing: bool = False
    """Whether somebody holds an office, and can't do what is theirs until a passkey is asked for."""


@dataclass(frozen=True)
class Registration:
    """What someone tells when they sign up; no address, no password: who comes in by another account of theirs."""

    email: str | None
    password: str | None
    display_name: str
    role: str = Role.STUDENT
    timezone: str = "UTC"
    locale: str = "en"
    instruments: tuple[str, ...] = ()
    birth_year: int | None = None
    consent: bool | None = None
    invitation: str = ""
    """A code by which somebody was asked to come, where the site wants one."""


def register(db: Session, wanted: Registration) -> User:
    """Make an account (in a system transaction); raise ``Invalid`` for what can't be taken."""
    return keep(db, drafted(wanted))


def drafted(wanted: Registration) -> User:
    """Check what someone tells and hash their password, which takes long: outside of any transaction.

    Who is too young to agree themselves is told so before anything else.
    """
    zone = clean_timezone(wanted.timezone)
    country = ages.country_of(zone)
    consents.check(wanted.birth_year, wanted.consent, country)
    email = None if wanted.email is None else mailboxes.written(wanted.email)
    name = clean_name(wanted.display_name)
    user = User(
        display_name=name,
        roles=[clean_role(wanted.role)],
        timezone=zone,
        country=country,
        birth_year=wanted.birth_year,
        locale=clean_locale(wanted.locale),
        instruments=clean_instruments(wanted.instruments),
        password_hash=_hashed(wanted.password, passwords.About(name, email or "")),
    )
    return user if email is None else addresses.keep(user, email)


def _hashed(password: str | None, about: passwords.About) -> str | None:
    return None if password is None else passwords.hashed(passwords.check_new(password, about=about))


def keep(db: Session, user: User) -> User:
    """Store a new account (system transaction); raise ``EmailTaken`` when somebody has its address."""
    email = addresses.opened(user)
    if email is not None and addresses.taken(db, email):
        raise EmailTaken("email", TAKEN)
    try:
        with db.begin_nested():
            db.add(user)
    except IntegrityError:
        raise EmailTaken("email", TAKEN) from None
    return user


class EmailTaken(Invalid):
    """Somebody has this address; the same body would do at another one."""

    status = 409
    code = "email_taken"


def find_by_username(db: Session, username: str) -> User | None:
    """Find who has this user name (system transaction)."""
    name = usernames.folded(username)
    found = db.exec(select(User).where(col(User.username) == name)).first() if name else None
    return found if found and not term.gone(found) else None


def find(db: Session, email: str) -> User | None:
    """Find whose address this is (system transaction), also when they are leaving.

    Two people whose addresses fold alike are never taken for one another: the sure form comes first; the other only
    finds accounts older than that form.
    """
    for form in mailboxes.forms(email):
        found = addresses.owner(db, form)
        if found and not term.gone(found):
            return found
    return None


def itself(db: Session, who: UUID) -> User:
    """Find one's own account, also when one is leaving."""
    user: User = require(db, who, Permission.ACCOUNT_CHANGE, who, deleted=True)
    return user


def held(db: Session, who: UUID) -> User:
    """Find one's own account and hold it until the end of the transaction."""
    user: User = require(db, who, Permission.ACCOUNT_CHANGE, who, lock=True)
    return user


def profile(db: Session, who: UUID) -> ProfileRow:
    """Show a person their own account."""
    return as_row(itself(db, who))


def about(user: User) -> passwords.About:
    """Tell what a password of theirs should not be made of."""
    return passwords.About(user.display_name, addresses.opened(user) or "")


def as_row(user: User) -> ProfileRow:
    """Turn an account into what its owner sees."""
    return ProfileRow(
        id=user.id,
        email=addresses.opened(user),
        email_verified=user.email_verified_at is not None,
        has_password=user.password_hash is not None,
        display_name=user.display_name,
        role=user.role,
        roles=list(user.roles),
        verified=user.teacher_verified_at is not None,
        timezone=user.timezone,
        locale=user.locale,
        instruments=list(user.instruments),
        quiet=user.quiet,
        username=user.username,
        reviews=user.reviews,
        counted=user.counted_since is not None,
        may_be_counted=not looked_after(user),
        deletes_at=term.deletes_at(user),
        second_factor_missing=holds_office(user) and not user.second_factor,
    )


def update_profile(db: Session, who: UUID, changes: dict[str, object]) -> ProfileRow:
    """Change some of: display_name, timezone, locale, instruments, reviews, quiet, counted."""
    user = itself(db, who)
    if changes.get("counted") is not None:
        counting.let(db, user, wanted=bool(changes["counted"]))
    cleaners = {
        "display_name": clean_name,
        "timezone": clean_timezone,
        "locale": clean_locale,
        "instruments": clean_instruments,
        "reviews": bool,
        "quiet": bool,
    }
    for name in changes.keys() - {"counted"}:
        setattr(user, name, cleaners[name](changes[name]))  # type: ignore[operator]
    user.updated_at = now()
    return as_row(user)


def clean_name(value: str) -> str:
    """Take a name in any script that leaves something to see."""
    name = clean_line(value)
    if not name:
        raise Invalid("display_name", "Tell us what to call you.")
    if len(name) > NAME_LENGTH:
        raise Invalid("display_name", "Use at most {n} characters.", n=NAME_LENGTH)
    return name


def clean_role(value: str) -> str:
    """Take a role one may choose oneself."""
    if value not in (Role.STUDENT, Role.TEACHER, Role.PARENT):
        raise Invalid("role", "Choose student, teacher or parent.")
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
    if len(values) > MAX_INSTRUMENTS:
        raise Invalid("instruments", "Choose at most {n}.", n=MAX_INSTRUMENTS)
    names: dict[str, str] = {}
    for name in (clean_line(value[:1000])[:INSTRUMENT_LENGTH].strip() for value in values):
        key = instrument_key(name)
        names.setdefault(fold(key), key)
    return [name for name in names.values() if name]
