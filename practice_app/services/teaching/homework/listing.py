"""Homework, listed: what one gave, what one was given, what a child was given that one looks after."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, func, select, true, tuple_
from sqlalchemy.orm import aliased
from sqlmodel import Session, col

from practice_app.database import as_system
from practice_app.models import Assignment, AssignmentStatus, AssignmentTake
from practice_app.services import profiles
from practice_app.services.shared.access import Permission, owned_by, require, visible
from practice_app.services.shared.care import looking_after
from practice_app.services.shared.paging import DEFAULT_LIMIT, Key, Page, page, place
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


def received(
    db: Session,
    who: UUID,
    status: AssignmentStatus | None = None,
    *,
    limit: int = DEFAULT_LIMIT,
    after: str | None = None,
    origin: str = "",
) -> Page[AssignmentRow]:
    """List what ``who`` was given alone, the newest first."""
    given = and_(visible(who, Permission.ASSIGNMENT_READ), owned_by(who, Assignment))
    return _listed(db, given, status, limit, after, origin)


def of_one_side(
    db: Session, who: UUID, *, mine: bool, done: bool, limit: int, after: str | None = None, origin: str = ""
) -> Page[AssignmentRow]:
    """List what ``who`` was given, or gave; what is closed, or what is not."""
    side = col(Assignment.user_id if mine else Assignment.given_by) == who
    whose = and_(visible(who, Permission.ASSIGNMENT_READ), side, _CLOSED if done else ~_CLOSED)
    return _listed(db, whose, None, limit, after, origin)


def given_to(
    db: Session, who: UUID, student: UUID, *, done: bool, limit: int, after: str | None = None
) -> Page[AssignmentRow]:
    """List what ``who`` gave to one student; what is closed, or what is not."""
    side = and_(col(Assignment.given_by) == who, owned_by(student, Assignment))
    whose = and_(visible(who, Permission.ASSIGNMENT_READ), side, _CLOSED if done else ~_CLOSED)
    return _listed(db, whose, None, limit, after, "")


def _listed(
    db: Session, whose: ColumnElement[bool], status: AssignmentStatus | None, limit: int, after: str | None, origin: str
) -> Page[AssignmentRow]:
    query = select(Assignment).where(whose, *_STANDING.get(status, ()))
    if key := place(after):
        query = query.where(tuple_(col(Assignment.created_at), col(Assignment.id)) < (key.moment, key.id))
    newest = query.order_by(col(Assignment.created_at).desc(), col(Assignment.id).desc())
    counted = status in (AssignmentStatus.NEW, AssignmentStatus.STARTED)
    found = _shown(db, _with_done(newest if counted else newest.limit(limit + 1), status, limit + 1), origin)
    return page(found, limit, [Key(one.created_at, one.id) for one in found])


def one(db: Session, who: UUID, assignment_id: UUID, origin: str = "") -> AssignmentRow:
    """Show one that ``who`` was given or gave; raise ``NotFound`` for any other."""
    require(db, who, Permission.ASSIGNMENT_READ, assignment_id)
    return of_ids(db, who, [assignment_id], origin)[0]


def of_ids(db: Session, who: UUID, ids: Sequence[UUID], origin: str = "") -> list[AssignmentRow]:
    """Show these, in this order, as far as ``who`` sees them."""
    db.flush()
    query = select(Assignment).where(visible(who, Permission.ASSIGNMENT_READ), col(Assignment.id).in_(ids))
    return sorted(_shown(db, _with_done(query, None, len(ids)), origin), key=lambda one: ids.index(one.id))


_CLOSED, _HANDED_IN = col(Assignment.closed_at).is_not(None), col(Assignment.handed_in_at).is_not(None)
_STANDING: dict[AssignmentStatus | None, Sequence[ColumnElement[bool]]] = {
    AssignmentStatus.DONE: (_CLOSED,),
    AssignmentStatus.HANDED_IN: (~_CLOSED, _HANDED_IN),
    AssignmentStatus.STARTED: (~_CLOSED, ~_HANDED_IN),
    AssignmentStatus.NEW: (~_CLOSED, ~_HANDED_IN),
}
"""What the row itself says of each; whether anything was done is counted."""


def _with_done(query: Select[Any], status: AssignmentStatus | None, most: int) -> Select[Any]:
    """Count what was done for each, in the order of ``query``, and for no more than are shown."""
    one: Any = aliased(Assignment, query.subquery())
    done: Any = func.app_homework_done(one.id).table_valued("parts", "seconds", "repetitions").lateral("done")
    found: Select[Any] = select(one, done.c.parts, done.c.seconds, done.c.repetitions).join_from(one, done, true())
    if status == AssignmentStatus.NEW:
        found = found.where(done.c.parts == 0)
    elif status == AssignmentStatus.STARTED:
        found = found.where(done.c.parts > 0)
    return found.order_by(one.created_at.desc(), one.id.desc()).limit(most)


def _status(one: Assignment, parts: int) -> AssignmentStatus:
    if one.closed_at:
        return AssignmentStatus.DONE
    if one.handed_in_at:
        return AssignmentStatus.HANDED_IN
    return AssignmentStatus.STARTED if parts else AssignmentStatus.NEW


def _shown(db: Session, query: Select[Any], origin: str) -> list[AssignmentRow]:
    found = db.execute(query.execution_options(populate_existing=True)).all()
    takes: dict[UUID, list[AssignmentTake]] = {}
    named = col(AssignmentTake.assignment_id).in_([one.id for one, *_ in found])
    for take in db.scalars(select(AssignmentTake).where(named).order_by(col(AssignmentTake.handed_in_at))):
        takes.setdefault(take.assignment_id, []).append(take)
    with as_system(db):
        both = {person for one, *_ in found for person in (one.given_by, one.user_id)}
        shown = profiles.in_short(db, both, origin)
    return [
        rows.row(one, Done(_status(one, parts), *done), takes.get(one.id, []), shown) for one, parts, *done in found
    ]
