"""One's profile as its page shows it, in one question; and what it and the API change, wherever that is kept."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlmodel import Session

from practice_app.services import accounts
from practice_app.services.profiles import details, visiting
from practice_app.services.profiles.details import DetailsRow
from practice_app.services.profiles.visiting import PersonRow

WITH_THE_ACCOUNT = ("display_name", "timezone", "locale", "instruments", "reviews", "quiet", "counted")


@dataclass(frozen=True)
class ProfilePage:
    """What one tells, and what those see of it to whom a level shows it (None: nothing)."""

    own: PersonRow
    told: DetailsRow
    seen: PersonRow | None


def opened(db: Session, who: UUID, level: str, origin: str = "") -> ProfilePage:
    """Show somebody their own profile, and how it looks to others."""
    return ProfilePage(
        own=visiting.visited(db, who, who, origin),
        told=details.about_me(db, who),
        seen=visiting.previewed(db, who, level, origin),
    )


def change_all(db: Session, who: UUID, changes: dict[str, Any]) -> DetailsRow:
    """Change some of what stands with the account and of what one tells besides."""
    account = {name: value for name, value in changes.items() if name in WITH_THE_ACCOUNT}
    told = {name: value for name, value in changes.items() if name not in WITH_THE_ACCOUNT}
    if account:
        accounts.update_profile(db, who, account)
    return details.change(db, who, told) if told else details.about_me(db, who)
