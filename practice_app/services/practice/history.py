"""What follows from a change to what was practised, in the transaction that makes it."""

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from sqlmodel import Session

from practice_app.services import progress


def changed(db: Session, who: UUID, session_ids: Iterable[UUID], days: Iterable[date] = ()) -> None:
    """Bring all that is made of somebody's practice to what is there now.

    Called by whoever adds, changes, deletes or brings back sessions, corrections or analyses, before it commits;
    ``days`` are those on which the sessions lay before, where they may have been moved.
    """
    progress.write(db, who, list(session_ids), days)
