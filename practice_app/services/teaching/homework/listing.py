"""Homework, listed: what one gave, what one was given, what a child was given that one looks after."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, case, func, select, true, tuple_
from sqlmodel import Session, col

from practice_app.database import as_system
from practice_app.models import Assignment, AssignmentStatus, AssignmentTake
from practice_app.services.shared.access import Permission, looking_after, owned_by, visible
from practice_app.services.shared.paging import DEFAULT_LIMIT, Key, Page, page, place
from practice_app.services.teaching import people
from practice_app.services.teaching.homework import rows
from practice_app.services.teaching.homework.rows import AssignmentRow, Done


def listed(
    db: Session,
    who: UUID,
    status: AssignmentStatus | None = None,
    *,
    limit: int = DEFAULT_LIMIT,
    after: str | None = None,
    child: UUID | None = None,
    origin: str = "",
) -> Page[AssignmentRow]:
    """List homework, the newest first: what ``who`` was given and gave; or what a ``child`` was that they look after.

    Raises ``NotFound`` for anybody else's child.
    """
    if child is None:
        return _listed(db, visible(who, Permission.ASSIGNMENT_READ), status, limit, after, origin)
    with looking_after(db, who, child):
        return _listed(db, owned_by(child, Assignment), status, limit, after, origin)


def _listed(
    db: Session, whose: ColumnElement[bool], status: AssignmentStatus | None, limit: int, after: str | None, origin: str
) -> Page[AssignmentRow]:
    query = _asked(status).where(whose)
    if key := place(after):
        query = query.where(tuple_(col(Assignment.created_at), col(Assignment.id)) < (key.moment, key.id))
    newest = query.order_by(col(Assignment.created_at).desc(), col(Assignment.id).desc()).limit(limit + 1)
    found = _shown(db, newest, origin)
    return page(found, limit, [Key(one.created_at, one.id) for one in found])


def of_ids(db: Session, who: UUID, ids: Sequence[UUID], origin: str = "") -> list[AssignmentRow]:
    """Show these, in this order, as far as ``who`` sees them."""
    db.flush()
    query = _asked(None).where(visible(who, Permission.ASSIGNMENT_READ), col(Assignment.id).in_(ids))
    return sorted(_shown(db, query, origin), key=lambda one: ids.index(one.id))


_DONE: Any = func.app_homework_done(col(Assignment.id)).table_valued("parts", "seconds", "repetitions").lateral("done")
_CLOSED, _HANDED_IN = col(Assignment.closed_at).is_not(None), col(Assignment.handed_in_at).is_not(None)
_IS: Any = case(
    (_CLOSED, AssignmentStatus.DONE),
    (_HANDED_IN, AssignmentStatus.HANDED_IN),
    (_DONE.c.parts > 0, AssignmentStatus.STARTED),
    else_=AssignmentStatus.NEW,
)
_ONLY: dict[AssignmentStatus, ColumnElement[bool]] = {
    AssignmentStatus.DONE: _CLOSED,
    AssignmentStatus.HANDED_IN: and_(~_CLOSED, _HANDED_IN),
    AssignmentStatus.STARTED: and_(~_CLOSED, ~_HANDED_IN, _DONE.c.parts > 0),
    AssignmentStatus.NEW: and_(~_CLOSED, ~_HANDED_IN, _DONE.c.parts == 0),
}


def _asked(status: AssignmentStatus | None) -> Select[Any]:
    query: Select[Any] = select(Assignment, _IS.label("status"), _DONE.c.seconds, _DONE.c.repetitions)
    query = query.join_from(Assignment, _DONE, true())
    return query.where(_ONLY[status]) if status else query


def _shown(db: Session, query: Select[Any], origin: str) -> list[AssignmentRow]:
    found = db.execute(query.execution_options(populate_existing=True)).all()
    takes: dict[UUID, list[AssignmentTake]] = {}
    named = col(AssignmentTake.assignment_id).in_([one.id for one, *_ in found])
    for take in db.scalars(select(AssignmentTake).where(named).order_by(col(AssignmentTake.handed_in_at))):
        takes.setdefault(take.assignment_id, []).append(take)
    with as_system(db):
        both = {person for one, *_ in found for person in (one.given_by, one.user_id)}
        shown = people.shown(db, both, origin)
    return [rows.row(one, Done(*done), takes.get(one.id, []), shown) for one, *done in found]
