"""Somebody as the board knows them: what they wrote, what that is worth to others, and whether one follows them."""

from dataclasses import dataclass
from uuid import UUID

from sqlmodel import Session

from practice_app.database import as_system
from practice_app.errors import NotFound
from practice_app.services.forum.badges import BadgeRow
from practice_app.services.forum.following import follows
from practice_app.services.forum.reputation import reputation
from practice_app.services.forum.rows import authors, gathered
from practice_app.services.profiles import UserRow
from practice_app.services.shared.blocks import apart


@dataclass(frozen=True)
class AuthorRow:
    """Who wrote something. ``gathered``: whoever asks may have all of it together; ``points`` None: not to be told."""

    user: UserRow
    gathered: bool
    following: bool
    points: int | None
    badges: list[BadgeRow]


def author(db: Session, who: UUID, person: UUID, origin: str = "", locale: str = "en") -> AuthorRow:
    """Show who wrote on the board; ``NotFound`` for who wrote nothing, is leaving, or is blocked by one of the two."""
    user = authors(db, [person], origin).get(person)
    with as_system(db):
        blocked = apart(db, who, person)
    if user is None or blocked:
        raise NotFound()
    try:
        worth = reputation(db, who, person, locale)
    except NotFound:
        worth = None
    return AuthorRow(
        user,
        gathered(db, person),
        follows(db, who, "user", str(person)),
        worth.total if worth else None,
        worth.badges if worth else [],
    )
