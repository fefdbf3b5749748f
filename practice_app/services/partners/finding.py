"""Who fits whoever looks, the best first, with the reason."""

from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

from sqlalchemy import Row, text
from sqlmodel import Session

from practice_app.database import as_system
from practice_app.models.columns import now
from practice_app.services import profiles
from practice_app.services.partners import looking
from practice_app.services.partners.matching import Wishes, match, said
from practice_app.services.profiles import UserRow

MOST: Final = 50
SAID: Final = tuple(Wishes.__dataclass_fields__)
_FIND = text("SELECT * FROM app_partners(CAST(:wanted AS uuid))")


@dataclass(frozen=True)
class FoundRow:
    """Somebody who looks, too: how well they fit, why, and what they say. Never how to reach them."""

    user: UserRow
    score: int
    why: str
    looking_for: list[str]
    instruments: list[str]
    level: str
    languages: list[str]
    about: str


def found(db: Session, who: UUID, origin: str = "") -> list[FoundRow]:
    """List who fits, the best first: nobody to who doesn't look. Raises ``NotAllowed`` for who may not."""
    user = looking.may_look(db, who)
    mine = looking.own(db, who)
    if mine is None:
        return []
    me = Wishes(**{name: getattr(mine, name) for name in SAID})
    db.flush()
    told = [(row, match(me, _wishes(row), now())) for row in db.execute(_FIND, {"wanted": None})]
    best = sorted(told, key=lambda one: (-one[1].score, one[0].user_id))[:MOST]
    with as_system(db):
        people = profiles.in_short(db, [row.user_id for row, _ in best], origin)
    shown = {name: name for name in ("looking_for", "instruments", "level", "languages", "about")}
    return [
        FoundRow(
            user=people[row.user_id],
            score=fits.score,
            why=said(user.locale, fits),
            **{name: getattr(row, name) for name in shown},
        )
        for row, fits in best
    ]


def is_found(db: Session, other: UUID) -> bool:
    """Whether whoever asks may find this person."""
    return db.execute(_FIND, {"wanted": other}).first() is not None


def _wishes(row: Row[Any]) -> Wishes:
    return Wishes(**{name: getattr(row, name) for name in SAID})
