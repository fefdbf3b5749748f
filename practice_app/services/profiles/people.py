"""Somebody in short, as others see them: whoever wrote, gave, teaches or learns."""

from collections.abc import Collection
from dataclasses import dataclass
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


_IN_SHORT = text(
    "SELECT id, display_name, instruments, roles, teacher_verified_at IS NOT NULL AS verified FROM users"
    " WHERE id = ANY (:people)"
)


def in_short(db: Session, people: Collection[UUID], origin: str) -> dict[UUID, UserRow]:
    """Show who these people are (as the system); ``origin`` is where the browser is that shows their pictures."""
    faces = pictures.faces(db, people, origin)
    return {
        one.id: UserRow(one.id, one.display_name, faces.get(one.id), one.instruments, one.roles[0], one.verified)
        for one in db.execute(_IN_SHORT, {"people": list(people)})
    }
