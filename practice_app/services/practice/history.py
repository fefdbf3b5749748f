"""What follows from a change to what was practised, in the transaction that makes it."""

from collections.abc import Iterable
from datetime import date
from functools import partial
from uuid import UUID

from sqlmodel import Session

from practice_app.database import after_commit
from practice_app.services import awards, progress
from practice_app.services.shared import events, watching

TOLD = "practice_told"
"""In the notes of a transaction: that open pages are going to be told."""


def changed(db: Session, who: UUID, session_ids: Iterable[UUID], days: Iterable[date] = ()) -> None:
    """Bring all that is made of somebody's practice to what is there now.

    Called by whoever adds, changes, deletes or brings back sessions, corrections or analyses, before it commits;
    ``days`` are those on which the sessions lay before, where they may have been moved.
    """
    ids = list(session_ids)
    if not ids:
        return
    progress.write(db, who, ids, days)
    awards.settle(db, who, ids)
    if TOLD not in db.info:
        db.info[TOLD] = True
        after_commit(db, partial(events.practice_changed, who, watching.teachers_of(db, who)))
