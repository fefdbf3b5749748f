"""Somebody in short, as others see them: whoever wrote, gave, teaches or learns."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import text
from sqlmodel import Session

from practice_app.services.profiles import pictures


@dataclass(frozen=True)
class UserRow:
    """Somebody as others see them; never an address."""

    id: UUID
    display_name: str
    picture_url: str | None
    instruments: list[str]
    role: str
    verified: bool


IN_SHORT = "u.id, u.display_name, p.picture, u.instruments, u.roles[1], u.teacher_verified_at IS NOT NULL"
"""What `shown` takes, of ``users u`` and their ``profiles p``."""
_IN_SHORT = text(f"SELECT {IN_SHORT} FROM users u LEFT JOIN profiles p ON p.user_id = u.id WHERE u.id = ANY (:people)")


def in_short(db: Session, people: Collection[UUID], origin: str) -> dict[UUID, UserRow]:
    """Show who these people are (as the system); ``origin`` is where the browser is that shows their pictures."""
    if not people:
        return {}
    return {told[0]: shown(told, origin) for told in db.execute(_IN_SHORT, {"people": list(people)})}


def shown(told: Any, origin: str) -> UserRow:
    """Show somebody of whom ``IN_SHORT`` was asked, and whatever else after it."""
    person, name, picture, instruments, role, verified, *_ = told
    return UserRow(person, name, pictures.address(picture, origin), instruments, role, verified)
