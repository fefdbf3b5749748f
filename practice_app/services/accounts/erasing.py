"""Erasing: whoever's time to come back is over leaves nothing behind, in the database, in S3 or in Redis.

In small steps, each of which may be the last one for now: whatever was done is not done again, and the account itself,
by which what is left is found, goes last.
"""

import logging
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import CursorResult, delete, text, tuple_
from sqlalchemy.orm import aliased
from sqlmodel import col, select

from practice_app.database import system_transaction
from practice_app.models import AuthSession, Group, GroupMember, MemberStatus, User
from practice_app.services.accounts import addresses, erased, letters, term
from practice_app.services.accounts.belonging import Belonging, belongings
from practice_app.services.accounts.guessing import Guess
from practice_app.services.accounts.providers import farewell
from practice_app.services.shared import mail, storage
from practice_app.services.shared.access import owned_by, visible_sql
from practice_app.services.shared.limits import rates
from practice_app.services.shared.sealing import Unreadable
from practice_app.services.shared.steps import step

log = logging.getLogger(__name__)
BATCH = 500
"""Rows that go in one transaction."""


_WORDS = text(
    "INSERT INTO tags (id, user_id, name, color, created_at)"
    " SELECT gen_random_uuid(), it.user_id, it.name, it.color, now() FROM ("
    "    SELECT DISTINCT s.user_id, t.name, t.color FROM tags t"
    "      JOIN session_tags s ON s.tag_id = t.id AND s.user_id <> t.user_id"
    f"    WHERE {visible_sql('t')}) AS it ON CONFLICT DO NOTHING"
)
_ON_SESSIONS = text(
    "INSERT INTO session_tags (session_id, user_id, tag_id) SELECT s.session_id, s.user_id, o.id FROM tags t"
    " JOIN session_tags s ON s.tag_id = t.id AND s.user_id <> t.user_id"
    " JOIN tags o ON o.user_id = s.user_id AND lower(o.name) = lower(t.name) AND o.deleted_at IS NULL"
    f" WHERE {visible_sql('t')} ON CONFLICT DO NOTHING"
)
"""What students put on their sessions becomes a word of their own, when the teacher who offered it is erased."""


@dataclass
class Gone:
    """How much was erased."""

    rows: int = 0
    objects: int = 0
    waiting: int = 0
    """Accounts with which something went wrong; they are tried again."""


@dataclass(frozen=True)
class _Reader:
    """To whom it is told at the end."""

    email: str
    locale: str


@step
def due(limit: int = 1000) -> list[UUID]:
    """Find those whose time to come back is over, the earliest first."""
    query = select(User.id).where(term.is_gone()).order_by(col(User.deleted_at)).limit(limit)
    with system_transaction() as db:
        return list(db.exec(query))


@step
def erase_all() -> Gone:
    """Erase whoever is due, and whoever came back with a backup; what goes wrong with one holds up nobody else."""
    whole = Gone()
    for who in dict.fromkeys([*erased.come_back(erased.noted()), *due()]):
        try:
            gone = erase(who)
        except Exception:
            log.exception("an account could not be erased whole; it is tried again")
            gone = Gone(waiting=1)
        whole = Gone(whole.rows + gone.rows, whole.objects + gone.objects, whole.waiting + gone.waiting)
    return whole


@step
def erase(who: UUID) -> Gone:
    """Erase somebody who is due; nothing happens to whoever is not."""
    gone = Gone()
    with system_transaction() as db:
        user = db.get(User, who)
        if user is None or not term.gone(user):
            return gone
        reader = _reader(user)
    erased.note(who)
    _forget_counts(who, reader.email if reader else "")
    with system_transaction() as db:
        farewell.unlink_all(db, who)
        db.execute(_WORDS, {"user_id": who})
        db.execute(_ON_SESSIONS, {"user_id": who})
    _take_groups(who, gone)
    for belonging in belongings():
        _take(belonging, who, gone)
    erased.note(who, rows=gone.rows, objects=gone.objects)
    log.info("an account is erased: %d rows, %d objects", gone.rows, gone.objects)
    if reader:
        mail.soon(lambda: mail.written(letters.erased(), reader.email, reader.locale))
    return gone


def _reader(user: User) -> _Reader | None:
    """Find out where to write at the end; an address that nobody can read any more holds nothing up."""
    try:
        email = addresses.opened(user)
    except Unreadable:
        return None
    return _Reader(email, user.locale) if email else None


def _forget_counts(who: UUID, email: str) -> None:
    """Take their tries out of Redis: those of the account, of its devices, and of its address."""
    with system_transaction() as db:
        devices = db.exec(select(AuthSession.id).where(owned_by(who, AuthSession))).all()
    address = [Guess.of(email, "").account] if email else []
    rates.forget(str(who), *map(str, devices), *address)


def _take_groups(who: UUID, gone: Gone) -> None:
    """Let groups go in which there is nobody else; others that were theirs alone are somebody else's from now on."""
    theirs, others = aliased(GroupMember), aliased(GroupMember)
    own = select(theirs.group_id).where(col(theirs.member_id) == who)
    here = col(others.status) == MemberStatus.ACTIVE
    shared = select(others.group_id).where(col(others.member_id) != who, here)
    alone = (col(Group.id).in_(own), col(Group.id).not_in(shared))
    with system_transaction() as db:
        gone.rows += _counted(db.execute(delete(Group).where(*alone)))
        db.execute(_HAND_OVER, {"user_id": who})


_HAND_OVER = text("""
    UPDATE group_member SET role = 'owner' FROM (
        SELECT DISTINCT ON (m.group_id) m.group_id, m.member_id
          FROM group_member own
          JOIN group_member m ON m.group_id = own.group_id AND m.member_id <> own.member_id AND m.status = 'active'
          JOIN users u ON u.id = m.member_id
         WHERE own.member_id = :user_id AND own.role = 'owner' AND own.status = 'active'
           AND NOT EXISTS (SELECT 1 FROM group_member o WHERE o.group_id = own.group_id AND o.status = 'active'
                              AND o.role = 'owner' AND o.member_id <> own.member_id)
         ORDER BY m.group_id, u.deleted_at IS NOT NULL, m.role <> 'admin', m.since, m.member_id) AS next
     WHERE group_member.group_id = next.group_id AND group_member.member_id = next.member_id
""")
"""To the admin who has been there longest, or the member where there is none; rather somebody who stays."""


def _take(belonging: Belonging, who: UUID, gone: Gone) -> None:
    """Let a table's rows of theirs go, some at a time: first what they name in S3, then they themselves."""
    key = list(belonging.table.primary_key.columns) or list(belonging.whose)  # with no key of their own, all at once
    query = select(*key, *belonging.named).where(belonging.of(who)).limit(BATCH)
    while True:
        with system_transaction() as db:
            rows = db.execute(query).all()
        if not rows:
            return
        for row in rows:
            gone.objects += _take_objects(belonging, row._mapping)
        these = tuple_(*key).in_([tuple(row[: len(key)]) for row in rows])
        with system_transaction() as db:
            gone.rows += _counted(db.execute(delete(belonging.table).where(these)))


def _take_objects(belonging: Belonging, row: Any) -> int:
    """Take out of S3 what a row names there, and what is still being sent."""
    keys = [key for column in belonging.objects if (key := row[column])]
    if belonging.upload is not None and row[belonging.upload] and keys:
        storage.abort(keys[0], row[belonging.upload])
    storage.delete(*keys)
    return len(keys)


def _counted(result: Any) -> int:
    assert isinstance(result, CursorResult)
    return result.rowcount
