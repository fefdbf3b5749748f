"""Practice sessions: kept as a device tells them, changed, deleted and brought back."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import delete as sql_delete
from sqlalchemy import literal
from sqlalchemy.dialects.postgresql import insert
from sqlmodel import Session, col, select

from practice_app import zones
from practice_app.errors import Conflict, NotFound
from practice_app.ids import client_id, new_id
from practice_app.locales import msg
from practice_app.models import Assignment, Piece, PracticeSession, Section, SessionItem, SessionTag, Source, Tag
from practice_app.models.columns import now
from practice_app.services import pieces
from practice_app.services.practice import history
from practice_app.services.practice.drafts import NOT_CONTENT, Item, SessionChanges, SessionDraft
from practice_app.services.practice.rows import SessionRow, sessions, show
from practice_app.services.shared import ownership
from practice_app.services.shared.access import Permission, find, owned_by, require
from practice_app.services.shared.fields import checked
from practice_app.services.shared.limits import quotas

UNDO_TIME = timedelta(hours=1)
"""How long a deleted session can be brought back; then its media goes too."""

__all__ = [
    "Saved",
    "SessionRow",
    "change",
    "create",
    "delete",
    "get_owned",
    "restore",
    "save",
    "sessions",
    "show",
]


@dataclass
class SessionDeleted(Conflict):
    """It was deleted on another device; it can be brought back, but a late message doesn't."""

    code = "deleted"
    detail: str = msg("This session was deleted.")


@dataclass(frozen=True)
class Saved:
    """A session as it is stored now, and whether it is new."""

    row: SessionRow
    created: bool


def get_owned(db: Session, who: UUID, session_id: UUID, *, lock: bool = False) -> PracticeSession:
    """Find a session to change it: missing, deleted and forbidden look the same."""
    found: PracticeSession = require(db, who, Permission.SESSION_CHANGE, session_id, lock=lock)
    return found


def save(db: Session, who: UUID, session_id: UUID, draft: SessionDraft) -> Saved:
    """Store what a device tells under the id it made; the same again changes nothing.

    Raises ``Conflict`` with the stored one when other content is no newer than it, ``NotFound`` when the id is
    somebody else's.
    """
    client_id(session_id)
    stored = _stored(db, who, session_id)
    if stored is None and _insert(db, who, session_id, draft):
        return Saved(show(db, who, session_id), created=True)
    stored = stored or require(db, who, Permission.SESSION_CHANGE, session_id, lock=True, deleted=True)
    _update(db, stored, draft)
    return Saved(show(db, who, session_id), created=False)


def create(db: Session, who: UUID, draft: SessionDraft) -> SessionRow:
    """Store a session under an id made here."""
    return save(db, who, new_id(), draft).row


def change(db: Session, who: UUID, session_id: UUID, changes: SessionChanges) -> SessionRow:
    """Change some of a session. New times without new intervals mean the whole time between them."""
    stored = get_owned(db, who, session_id, lock=True)
    told = changes.told()
    values = _as_draft_values(show(db, who, session_id)) | told
    if told.keys() & {"started_at", "ended_at"} and "intervals" not in told:
        values["intervals"] = None
    if told.keys() & {"started_at", "ended_at", "intervals"} and "source" not in told:
        values["source"] = Source.MANUAL if stored.source == Source.MANUAL else Source.EDITED
    values["client_updated_at"] = changes.client_updated_at or max(now(), stored.client_updated_at)
    draft = checked(SessionDraft, values)
    if draft.client_updated_at < stored.client_updated_at:
        raise Conflict(stored=show(db, who, session_id))
    _write(db, stored, draft)
    return show(db, who, session_id)


def delete(db: Session, who: UUID, session_id: UUID) -> None:
    """Delete a session, so that it can be brought back for a while."""
    found = get_owned(db, who, session_id, lock=True)
    found.deleted_at = found.updated_at = now()
    history.changed(db, who, [session_id])


def restore(db: Session, who: UUID, session_id: UUID) -> SessionRow:
    """Bring a deleted session back; raise ``NotFound`` when it is too late."""
    found: PracticeSession = require(db, who, Permission.SESSION_CHANGE, session_id, lock=True, deleted=True)
    if found.deleted_at and found.deleted_at < now() - UNDO_TIME:
        raise NotFound()
    found.deleted_at, found.updated_at = None, now()
    history.changed(db, who, [session_id])
    return show(db, who, session_id)


def _stored(db: Session, who: UUID, session_id: UUID) -> PracticeSession | None:
    """Find what is stored of theirs under this id, deleted or not, and hold it."""
    found: PracticeSession | None = find(db, who, Permission.SESSION_CHANGE, session_id, lock=True)
    return found


def _insert(db: Session, who: UUID, session_id: UUID, draft: SessionDraft) -> bool:
    """Store a new session; ``False`` when the id is taken, by whomever."""
    _check_references(db, who, draft)
    moment = now()
    row = insert(PracticeSession).values(
        id=session_id, user_id=who, created_at=moment, updated_at=moment, **columns_of(draft)
    )
    done = db.execute(row.on_conflict_do_nothing(index_elements=["id"]).returning(col(PracticeSession.id)))
    if done.first() is None:
        return False
    quotas.check_added(db, who, PracticeSession)
    write_parts(db, who, {session_id: draft})
    history.changed(db, who, [session_id])
    return True


def _update(db: Session, stored: PracticeSession, draft: SessionDraft) -> None:
    if stored.deleted_at is not None:
        raise SessionDeleted(stored=show(db, stored.user_id, stored.id, deleted=True))
    if stored.content_hash == draft.content_hash():
        stored.client_updated_at = max(stored.client_updated_at, draft.client_updated_at)
        db.flush()
    elif draft.client_updated_at <= stored.client_updated_at:
        raise Conflict(stored=show(db, stored.user_id, stored.id))
    else:
        _write(db, stored, draft)


def _write(db: Session, stored: PracticeSession, draft: SessionDraft) -> None:
    """Put new content in place of the stored."""
    _check_references(db, stored.user_id, draft)
    day_before = stored.local_day
    for name, value in columns_of(draft).items():
        setattr(stored, name, value)
    stored.updated_at = now()
    db.flush()
    db.execute(sql_delete(SessionItem).where(col(SessionItem.session_id) == stored.id))
    off = (col(SessionTag.session_id) == stored.id, col(SessionTag.tag_id).not_in(draft.tag_ids))
    db.execute(sql_delete(SessionTag).where(*off))  # what stays is not taken off: a teacher's may be offered no more
    write_parts(db, stored.user_id, {stored.id: draft})
    history.changed(db, stored.user_id, [stored.id], [day_before])


def columns_of(draft: SessionDraft) -> dict[str, Any]:
    """Give what stands in the row of a session that a draft tells."""
    zone = draft.timezone or "UTC"
    return {
        **draft.model_dump(exclude={"tag_ids", "items", "intervals", "timezone", "plan"}),
        "plan_steps": draft.plan and draft.plan.steps,
        "plan_done": draft.plan and draft.plan.done,
        "timezone": zone,
        "local_day": zones.day_of(draft.started_at, zone),
        "intervals": [[_iso(i.started_at), _iso(i.ended_at)] for i in draft.intervals or ()],
        "clock_s": draft.clock_s,
        "content_hash": draft.content_hash(),
    }


def _iso(moment: datetime) -> str:
    return moment.isoformat().replace("+00:00", "Z")


def write_parts(db: Session, who: UUID, drafts: Mapping[UUID, SessionDraft]) -> None:
    """Write what hangs on sessions: their items and tags."""
    given = _given(db, who, drafts.values())
    items = [
        {"session_id": session_id, "user_id": who, "position": n, **item.model_dump(), **_for(item, given)}
        for session_id, draft in drafts.items()
        for n, item in enumerate(draft.items)
    ]
    if items:
        db.execute(insert(SessionItem), items)
    for session_id, draft in drafts.items():
        if draft.tag_ids:
            there = select(literal(session_id), literal(who), Tag.id).where(
                col(Tag.id).in_(draft.tag_ids), pieces.may_be_named(who)
            )
            new = insert(SessionTag).from_select(["session_id", "user_id", "tag_id"], there)
            db.execute(new.on_conflict_do_nothing())


def _given(db: Session, who: UUID, drafts: Iterable[SessionDraft]) -> set[UUID]:
    """Tell which of the homework that is named is theirs, and there.

    A teacher may have taken it back while somebody practised for it without network: that costs nobody their session.
    """
    named = {item.assignment_id for draft in drafts for item in draft.items if item.assignment_id}
    if not named:
        return named
    return set(db.exec(select(Assignment.id).where(owned_by(who, Assignment), col(Assignment.id).in_(named))))


def _for(item: Item, given: set[UUID]) -> dict[str, UUID | None]:
    return {"assignment_id": item.assignment_id if item.assignment_id in given else None}


def _check_references(db: Session, who: UUID, draft: SessionDraft) -> None:
    """Only own pieces, sections and tags, and teachers' tags: deleted ones too, since a device may not know yet."""
    piece_ids = {item.piece_id for item in draft.items if item.piece_id}
    section_ids = {item.section_id for item in draft.items if item.section_id}
    ownership.check_own(db, who, Piece, piece_ids, "items.piece_id")
    ownership.check_own(db, who, Section, section_ids, "items.section_id")
    pieces.check_tags(db, who, set(draft.tag_ids))


def _as_draft_values(row: SessionRow) -> dict[str, Any]:
    names = SessionDraft.model_fields.keys() - NOT_CONTENT
    values = {name: getattr(row, name) for name in names}
    values["intervals"] = [vars(interval) for interval in row.intervals]
    values["items"] = [vars(item) for item in row.items]
    values["plan"] = row.plan and vars(row.plan)
    return values
