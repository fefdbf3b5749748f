"""What people tell of themselves, as they see and change it."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy.dialects.postgresql import insert
from sqlmodel import Session, select

from practice_app.errors import Invalid
from practice_app.locales import msg
from practice_app.models import Allowed, Profile, Seen, User
from practice_app.models.columns import now
from practice_app.services import accounts
from practice_app.services.profiles import drafts
from practice_app.services.shared.access import Permission, owned_by, require
from practice_app.services.shared.standing import may_be_public

ASK_FIRST = msg(
    "Your parent or teacher decides whether everyone may see this. Until then choose your groups or your teachers."
)


@dataclass(frozen=True)
class DetailsRow:
    """What somebody tells of themselves beside their name and instruments; ``picture`` is where it lies in S3."""

    kind: str | None
    level: str | None
    instrument_levels: dict[str, str]
    instrument_since: dict[str, int]
    specialties: list[str]
    years_playing: int | None
    bio: str
    hashtags: list[str]
    reminders: list[dict[str, Any]]
    lesson_reminders_min: list[int]
    privacy: dict[str, str]
    picture: str | None


def about_me(db: Session, who: UUID) -> DetailsRow:
    """Show a person what they tell of themselves, also when they are leaving."""
    user: User = require(db, who, Permission.ACCOUNT_CHANGE, who, deleted=True)
    return as_row(_stored(db, who) or Profile(user_id=who), user.instruments)


def change(db: Session, who: UUID, changes: dict[str, Any]) -> DetailsRow:
    """Change some of it. Whoever tells something of an instrument plays it: it joins the list."""
    user: User = require(db, who, Permission.ACCOUNT_CHANGE, who)
    told = drafts.cleaned(changes)
    _check_public(user, told.get("privacy", {}))
    profile = own_row(db, who)
    for part, level in told.pop("privacy", {}).items():
        setattr(profile, f"seen_{part}", level)
    for name, value in told.items():
        setattr(profile, name, value)
    named = [*told.get("instrument_levels", {}), *told.get("instrument_since", {})]
    if set(named) - set(user.instruments):
        user.instruments = accounts.clean_instruments([*user.instruments, *named])
    profile.updated_at = now()
    return as_row(profile, user.instruments)


def _check_public(user: User, privacy: dict[str, str]) -> None:
    """Let nobody under age be shown to everyone whose guardian doesn't allow it; the database holds to it anyway."""
    if Seen.EVERYONE in privacy.values() and not may_be_public(user, Allowed.PUBLIC_SHARES):
        raise Invalid("privacy", ASK_FIRST)


def own_row(db: Session, who: UUID) -> Profile:
    """Give one's own row, locked; it is made when there is none yet."""
    empty = Profile(user_id=who).model_dump()
    db.execute(insert(Profile).values(empty).on_conflict_do_nothing())
    return db.exec(select(Profile).where(owned_by(who, Profile)).with_for_update()).one()


def _stored(db: Session, who: UUID) -> Profile | None:
    return db.exec(select(Profile).where(owned_by(who, Profile))).first()


def as_row(profile: Profile, instruments: list[str]) -> DetailsRow:
    """Show a profile as its owner sees it."""
    told = {name: getattr(profile, name) for name in DetailsRow.__dataclass_fields__ if name != "privacy"}
    privacy = {part: getattr(profile, f"seen_{part}") for part in drafts.PRIVACY}
    return DetailsRow(**told | by_instrument(profile, instruments), privacy=privacy)


def by_instrument(profile: Profile, instruments: list[str]) -> dict[str, Any]:
    """What is told of each instrument that is played; of one that is taken off nothing is told while it is."""
    found: dict[str, dict[str, Any]] = {
        "instrument_levels": profile.instrument_levels,
        "instrument_since": profile.instrument_since,
    }
    return {name: {one: told[one] for one in instruments if one in told} for name, told in found.items()}
