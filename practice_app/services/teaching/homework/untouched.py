"""Homework that is due on a day, and whether anything was done for it: asked for a teacher's students all at once."""

from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import func, select, true, tuple_
from sqlmodel import Session, col

from practice_app.models import Assignment
from practice_app.services.shared.access import Permission, visible


def due(db: Session, who: UUID, days: Mapping[UUID, date]) -> list[tuple[UUID, str, bool]]:
    """Tell what ``who`` gave each of these students until that day of theirs and is open: title, whether touched."""
    if not days:
        return []
    done: Any = func.app_homework_done(col(Assignment.id)).table_valued("parts", "seconds", "repetitions")
    done = done.lateral("done")
    there = (col(Assignment.handed_in_at).is_(None), col(Assignment.closed_at).is_(None))
    wanted = tuple_(col(Assignment.user_id), col(Assignment.due_on)).in_(list(days.items()))
    asked = (visible(who, Permission.ASSIGNMENT_CHANGE), wanted, *there)
    found = select(col(Assignment.user_id), col(Assignment.title), done.c.parts).join_from(Assignment, done, true())
    ordered = found.where(*asked).order_by(col(Assignment.created_at), col(Assignment.id))
    return [(student, title, parts > 0) for student, title, parts in db.execute(ordered)]
