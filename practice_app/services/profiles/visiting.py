"""What others see of somebody: as much as their profile shows them, or that there is nobody."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from typing import Any
from uuid import UUID

from sqlalchemy import text
from sqlalchemy.orm import load_only
from sqlmodel import Session, select

from practice_app.database import DbRole, nobodys_transaction, transaction
from practice_app.metrics import band
from practice_app.models import Profile, Seen, User
from practice_app.services import awards
from practice_app.services.profiles import details, pictures
from practice_app.services.profiles.people import UserRow
from practice_app.services.shared.access import Permission, live, owned_by, read, visible
from practice_app.services.shared.steps import step

Signed = Callable[[str | None], str | None]
"""Signs the address of a picture."""
NOBODY = UUID(int=0)
"""Who asks without being signed in."""
LEVELS = list(Seen)
TOLD = (
    "kind",
    "level",
    "instrument_levels",
    "instrument_since",
    "specialties",
    "years_playing",
    "bio",
    "hashtags",
    "picture",
)
"""What of a profile others may see at all."""


@dataclass(frozen=True)
class FourWeeks:
    """How much somebody practised lately; between ``low_s`` and ``high_s``, where it isn't sure."""

    seconds: float
    days: int
    low_s: float | None = None
    high_s: float | None = None


@dataclass(frozen=True)
class Statistics:
    """How much somebody has practised; between ``low_s`` and ``high_s``, where it isn't sure."""

    seconds: float
    sessions: int
    days: int
    last_28_days: FourWeeks
    low_s: float | None = None
    high_s: float | None = None


@dataclass(frozen=True)
class Practised:
    """A session as a profile tells of it; between ``low_s`` and ``high_s``, where its length isn't sure."""

    day: date
    seconds: float
    instrument: str
    low_s: float | None = None
    high_s: float | None = None


@dataclass(frozen=True)
class PersonRow(UserRow):
    """Somebody with all that they show of themselves."""

    kind: str | None
    level: str | None
    instrument_levels: dict[str, str]
    instrument_since: dict[str, int]
    specialties: list[str]
    years_playing: int | None
    bio: str
    hashtags: list[str]
    title: str | None = None
    """The one they wear: a message id."""
    statistics: Statistics | None = None
    """Null where it is not shown."""
    sessions: list[Practised] | None = None


@step
def visit(who: UUID | None, person: UUID, origin: str = "", size: int = pictures.SHOWN_SIZE) -> PersonRow:
    """Show somebody's profile to whoever asks (None: not signed in); raise ``NotFound`` where they may not see it."""
    with transaction(who) if who else nobodys_transaction() as db:
        return visited(db, who or NOBODY, person, origin, size)


def visited(db: Session, who: UUID, person: UUID, origin: str = "", size: int = pictures.SHOWN_SIZE) -> PersonRow:
    """The same in the transaction of whoever asks."""

    def look(owner: UUID, role: DbRole) -> PersonRow | None:
        return _seen(db, owner, role, partial(pictures.address, origin=origin, size=size)) if owner == person else None

    return read(db, who, Permission.PROFILE_READ, person, look)


def previewed(db: Session, who: UUID, level: str, origin: str = "") -> PersonRow | None:
    """Show somebody their own profile as those see it who see what is shown at this level; None where they see none."""
    row, privacy = visited(db, who, who, origin), details.about_me(db, who).privacy
    if not _shows(privacy["profile"], level):
        return None
    return replace(
        row,
        statistics=row.statistics if _shows(privacy["statistics"], level) else None,
        sessions=row.sessions if _shows(privacy["sessions"], level) else None,
    )


def _shows(said: str, level: str) -> bool:
    return LEVELS.index(Seen(said)) >= LEVELS.index(Seen(level))


def _seen(db: Session, person: UUID, role: DbRole, signed: Signed) -> PersonRow | None:
    told = (User.id, User.display_name, User.roles, User.teacher_verified_at, User.instruments, User.deleted_at)
    mine = (visible(person, Permission.PROFILE_READ), live(User))
    user = db.exec(select(User).options(load_only(*told, raiseload=True)).where(*mine)).first()  # type: ignore[arg-type]
    if user is None:
        return None
    columns = [Profile.user_id, *(getattr(Profile, name) for name in TOLD)]
    options = load_only(*columns, raiseload=True)
    profile = db.exec(select(Profile).options(options).where(owned_by(person, Profile))).first()
    row = _as_row(user, profile or Profile(user_id=person), signed)
    title = awards.worn(db, person)
    return replace(
        row,
        title=title.title if title else None,
        statistics=_statistics(db, person),
        sessions=_sessions(db, person, role),
    )


def _as_row(user: User, profile: Profile, signed: Signed) -> PersonRow:
    told = {name: getattr(profile, name) for name in TOLD if name != "picture"}
    return PersonRow(
        id=user.id,
        display_name=user.display_name,
        picture_url=signed(profile.picture),
        instruments=list(user.instruments),
        role=user.role,
        verified=user.teacher_verified_at is not None,
        **told | details.by_instrument(profile, user.instruments),
    )


def _statistics(db: Session, person: UUID) -> Statistics | None:
    found = db.execute(_STATISTICS, {"person": person}).first()
    if found is None:
        return None
    month = band(found.month_seconds, found.month_less_s, found.month_more_s) or ()
    lately = FourWeeks(round(found.month_seconds, 3), found.month_days, *month)
    whole = band(found.seconds, found.less_s, found.more_s) or ()
    return Statistics(round(found.seconds, 3), found.sessions, found.days, lately, *whole)


def _sessions(db: Session, person: UUID, role: DbRole) -> list[Practised] | None:
    if role is DbRole.VISITOR and not db.scalar(_SHOWS_SESSIONS, {"person": person}):
        return None
    return [_practised(row) for row in db.execute(_SESSIONS, {"person": person})]


def _practised(row: Any) -> Practised:
    between = band(row.seconds, row.less_s, row.more_s) or ()
    return Practised(row.day, round(row.seconds, 3), row.instrument, *between)


_STATISTICS = text("SELECT * FROM app_profile_statistics(:person)")
_SESSIONS = text("SELECT * FROM app_profile_sessions(:person)")
_SHOWS_SESSIONS = text("SELECT app_visits(:person, 'sessions')")
