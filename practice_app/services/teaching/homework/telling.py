"""Both are told that homework is otherwise: pages that are open look again, and the other finds it afterwards."""

from datetime import UTC, datetime
from functools import partial
from typing import Final

from sqlmodel import Session

from practice_app.database import after_commit
from practice_app.models import Assignment, NotificationKind
from practice_app.services.shared import events
from practice_app.services.shared.telling import tell

PAGE: Final = "/homework"
EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)


def changed(db: Session, one: Assignment) -> None:
    """Tell both, once this is committed."""
    after_commit(db, partial(events.homework_changed, (one.given_by, one.user_id), one.id))


def given(db: Session, one: Assignment) -> None:
    """Leave word to the student that there is something to do."""
    changed(db, one)
    words = {"words": "homework_given", "path": PAGE, "what": one.title}
    sitting = f"{one.given_by} {one.id}"
    tell(db, one.user_id, NotificationKind.HOMEWORK_GIVEN, sitting, by=one.given_by, **words)


def judged(db: Session, one: Assignment, words: str) -> None:
    """Leave word to the student that it is closed, or theirs again."""
    changed(db, one)
    told = {"words": words, "path": PAGE, "what": one.title}
    tell(db, one.user_id, NotificationKind.HOMEWORK_CLOSED, _once(one), by=one.given_by, **told)


def handed_in(db: Session, one: Assignment) -> None:
    """Leave word to the teacher that something waits for them."""
    changed(db, one)
    told = {"words": "homework_handed_in", "path": f"/students/{one.user_id}", "what": one.title}
    tell(db, one.given_by, NotificationKind.TAKE_WAITING, _once(one), by=one.user_id, **told)


def _once(one: Assignment) -> str:
    """Homework as it is now: what becomes of it next is told anew."""
    return f"{one.id} {len(one.history)}"
