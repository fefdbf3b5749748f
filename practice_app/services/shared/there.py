"""Whether a row is there for people."""

from typing import Any

from sqlalchemy import ColumnElement, exists, true
from sqlmodel import col

from practice_app.models import PracticeSession, Recording


def live(thing: Any) -> ColumnElement[bool]:
    """Whether a row is there for people: not deleted; and of a recording, that its session is not."""
    if thing is Recording:
        its_session = col(PracticeSession.id) == col(Recording.session_id)
        return exists().where(its_session, col(PracticeSession.deleted_at).is_(None))
    return thing.deleted_at.is_(None) if hasattr(thing, "deleted_at") else true()
