"""Somebody in short, as others see them: whoever wrote, gave, teaches or learns."""

from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from sqlmodel import Session, col, select

from practice_app.models import User
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


def in_short(db: Session, people: Collection[UUID], origin: str) -> dict[UUID, UserRow]:
    """Show who these people are (as the system); ``origin`` is where the browser is that shows their pictures."""
    found = db.exec(select(User).where(col(User.id).in_(people))).all()
    faces = pictures.faces(db, people, origin)
    return {user.id: _row(user, faces.get(user.id)) for user in found}


def _row(user: User, picture_url: str | None) -> UserRow:
    verified = user.teacher_verified_at is not None
    return UserRow(user.id, user.display_name, picture_url, list(user.instruments), user.role, verified)
