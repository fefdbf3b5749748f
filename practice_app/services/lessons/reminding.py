"""Both are reminded of a lesson in time: as the lesson says, else as each of them likes it.

When somebody is to be reminded next stands beside where they are (``lesson_person.remind_at``). The database reckons it
whenever a lesson, its reminders or somebody's own change; so what moved is told anew, and what is cancelled is not.
Telling and going on to the next are one transaction: whatever dies between leaves both undone.
"""

import logging
from datetime import datetime, timedelta
from typing import Any, Final
from uuid import UUID

from sqlalchemy import Row, text
from sqlmodel import Session

from practice_app.database import system_transaction
from practice_app.models import NotificationKind
from practice_app.models.columns import now
from practice_app.services.lessons.telling import PAGE
from practice_app.services.shared.steps import step
from practice_app.services.shared.telling import tell

log = logging.getLogger(__name__)
AT_ONCE: Final = 2_000
LATE: Final = timedelta(minutes=5)
"""Whoever wants to be told when it begins is so much later still."""


@step
def remind(limit: int = AT_ONCE) -> int:
    """Remind those whose hour has come; tell how many were. Each by themselves."""
    told = 0
    for lesson_id, person_id in _due(limit):
        try:
            with system_transaction() as db:
                told += _remind(db, lesson_id, person_id)
        except Exception:
            log.exception("somebody was not reminded of a lesson; it is tried again")
    return told


@step
def _due(limit: int) -> list[tuple[UUID, UUID]]:
    with system_transaction() as db:
        return [(row.lesson_id, row.person_id) for row in db.execute(_DUE, {"limit": limit})]


_DUE = text(
    "SELECT lesson_id, person_id FROM lesson_person WHERE remind_at <= now() ORDER BY remind_at, lesson_id LIMIT :limit"
)
_ONE = text(
    "SELECT p.remind_at, l.starts_at, l.series_id, CASE p.person_id WHEN l.teacher_id THEN l.student_id"
    " ELSE l.teacher_id END AS other FROM lesson_person p JOIN lessons l ON l.id = p.lesson_id"
    " WHERE p.lesson_id = :lesson AND p.person_id = :person AND p.remind_at <= now() FOR UPDATE OF p SKIP LOCKED"
)
_ON = text(
    "UPDATE lesson_person SET remind_at = app_lesson_next_reminder(:person, :series, :starts_at, now())"
    " WHERE lesson_id = :lesson AND person_id = :person"
)


def _remind(db: Session, lesson_id: UUID, person_id: UUID) -> bool:
    """Remind one of the two, unless the lesson has begun or somebody else is at it, and go on to the next time."""
    who = {"lesson": lesson_id, "person": person_id}
    found = db.execute(_ONE, who).first()
    if found is None:
        return False
    soon: bool = found.starts_at + LATE > now()
    if soon:
        _tell(db, lesson_id, person_id, found)
    db.execute(_ON, who | {"series": found.series_id, "starts_at": found.starts_at})
    return soon


def _tell(db: Session, lesson_id: UUID, person_id: UUID, found: Row[Any]) -> None:
    at: datetime = found.starts_at
    key = f"{lesson_id} {at.isoformat()} {found.remind_at.isoformat()}"
    tell(db, person_id, NotificationKind.LESSON_SOON, key, path=PAGE, by=found.other, at=at.isoformat())
