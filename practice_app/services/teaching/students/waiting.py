"""What other capabilities tell of a teacher's students: one function for each, asked for all of them at once."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sqlmodel import Session

from practice_app.services import lessons


def takes(_db: Session, _who: UUID) -> dict[UUID, int]:
    """How many takes of each student wait for an answer; that is not counted yet, so none waits."""
    return {}


def next_classes(db: Session, who: UUID, students: Sequence[UUID]) -> dict[UUID, datetime]:
    """When each student comes to their next lesson, of those for whom one is planned."""
    return lessons.next_class_at(db, who, students)
