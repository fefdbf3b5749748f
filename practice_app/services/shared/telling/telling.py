"""Telling somebody something that they find again: a row in the transaction of the deed, and an event after it.

Whoever it is for decides by which ways they are told of it (`services/notifications`); who tells need not ask.
"""

from collections.abc import Collection
from dataclasses import replace
from functools import partial
from typing import Any, Final
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert
from sqlmodel import Session, col

from practice_app.database import after_commit, as_system
from practice_app.ids import new_id
from practice_app.models import Notification, NotificationChoices, NotificationKind, User
from practice_app.models.columns import now
from practice_app.services.shared.blocks import all_apart
from practice_app.services.shared.events import notified
from practice_app.services.shared.telling.deliveries import ring
from practice_app.services.shared.telling.kinds import BEGINS, Ways

KEY_LENGTH: Final = 200
AT_ONCE: Final = 500


def tell(
    db: Session,
    to: UUID,
    kind: NotificationKind,
    key: str,
    *,
    words: str = "",
    path: str = "",
    by: UUID | None = None,
    **told: str | int | float,
) -> None:
    """Tell somebody, once for each ``key``; nothing when one of the two has blocked the other or ``to`` is leaving.

    The first word of ``key`` names what it is about: of one kind and one thing it doesn't ring again at once.

    ``words``: which sentence, where a kind has several; ``told`` fills its places, with what the reader may know;
    ``by``: whose deed it was. Nobody is told of what they did themselves, but by us.
    """
    tell_all(db, [to], kind, key, words=words, path=path, by=by, **told)


def tell_all(
    db: Session,
    people: Collection[UUID],
    kind: NotificationKind,
    key: str,
    *,
    words: str = "",
    path: str = "",
    by: UUID | None = None,
    **told: str | int | float,
) -> None:
    """Tell many people the same, as ``tell`` does each: in a few questions, however many they are."""
    others = [person for person in people if person != by]
    about = {"kind": kind, "key": key[:KEY_LENGTH], "words": words or kind, "told": told, "path": path, "done_by": by}
    for some in (others[at : at + AT_ONCE] for at in range(0, len(others), AT_ONCE)):
        with as_system(db):
            ways = _ways(db, some, kind, by)
            if ways:
                ring(db, _written(db, about, ways), kind, thread(kind, key), ways)
        for person in ways:
            after_commit(db, partial(notified, person))


def _written(db: Session, about: dict[str, Any], ways: dict[UUID, Ways]) -> dict[UUID, UUID]:
    """Write down for each what they are told; give the rows of those who were not told before."""
    rows = [about | {"id": new_id(), "user_id": who, "at": now(), "shown": way.app} for who, way in ways.items()]
    made = insert(Notification).values(rows).on_conflict_do_nothing()
    return {row.user_id: row.id for row in db.execute(made.returning(col(Notification.user_id), col(Notification.id)))}


def thread(kind: NotificationKind, key: str) -> str:
    """What belongs together: a kind, and what it is about."""
    return f"{kind} {key.partition(' ')[0]}"


def wanted(db: Session, to: UUID, kind: NotificationKind) -> Ways:
    """By which ways somebody wants to be told of this."""
    chosen = db.scalar(select(col(NotificationChoices.kinds)).where(col(NotificationChoices.user_id) == to)) or {}
    return replace(BEGINS[kind], **chosen.get(kind, {}))


def _ways(db: Session, people: list[UUID], kind: NotificationKind, by: UUID | None) -> dict[UUID, Ways]:
    """By which ways each wants to be told, of those who stay and between whom and ``by`` something passes."""
    query = select(col(User.id), col(NotificationChoices.kinds)).outerjoin(
        NotificationChoices, col(NotificationChoices.user_id) == col(User.id)
    )
    found = db.execute(query.where(col(User.id).in_(people), col(User.deleted_at).is_(None))).all()
    barred = all_apart(db, by) if by else set()
    ways = {who: replace(BEGINS[kind], **(kinds or {}).get(kind, {})) for who, kinds in found if who not in barred}
    return {who: way for who, way in ways.items() if way.app or way.push or way.mail}
