"""Groups as they are listed: one's own, those that can be found, and one of them."""

from collections.abc import Iterable
from typing import Any, Final
from uuid import UUID

from sqlalchemy import text
from sqlmodel import Session

from practice_app.errors import NotFound
from practice_app.models import Group, GroupRole
from practice_app.services import profiles
from practice_app.services.groups.rows import GroupRow
from practice_app.services.shared.access import Permission, require
from practice_app.services.shared.folding import MOST_LETTERS, MOST_WORDS
from practice_app.services.shared.of_groups import LEADING
from practice_app.text import bare

MOST_FOUND: Final = 50
_CARDS = text("SELECT * FROM app_group_cards(:wanted)")
_FOUND = text("SELECT * FROM app_groups_found(CAST(:words AS text[]), :most)")


def mine(db: Session, origin: str = "") -> list[GroupRow]:
    """List the groups that one is in or has asked to be in, by name; those that one ended and may bring back, last."""
    return rows(db.execute(_CARDS, {"wanted": None}), origin)


def find(db: Session, query: str = "", origin: str = "") -> list[GroupRow]:
    """List groups that one may join, or ask to, which hold every word of ``query`` in name or description."""
    words = bare(query[:MOST_LETTERS]).split()[:MOST_WORDS]
    return rows(db.execute(_FOUND, {"words": words, "most": MOST_FOUND}), origin)


def shown(db: Session, group_id: UUID, origin: str = "") -> GroupRow:
    """Show a group to who is in it, or may find it; raise ``NotFound`` for others."""
    found = rows(db.execute(_CARDS, {"wanted": group_id}), origin)
    if not found:
        raise NotFound()
    return found[0]


def called(db: Session, who: UUID, group_id: UUID) -> str:
    """Tell what a group is called, to who is in it; raise ``NotFound`` for others."""
    group: Group = require(db, who, Permission.GROUP_READ, group_id)
    return group.name


def rows(found: Iterable[Any], origin: str) -> list[GroupRow]:
    """Write what the functions tell as rows that leave."""
    return [_row(dict(one._mapping), origin) for one in found]


def _row(told: dict[str, Any], origin: str) -> GroupRow:
    role = told["role"]
    picture = profiles.picture_address(told.pop("picture"), origin)
    return GroupRow(**told, picture_url=picture, leads=role in LEADING, owns=role == GroupRole.OWNER)


def searched(name: str, description: str) -> str:
    """What a group is found by."""
    return bare(f"{name} {description}")
