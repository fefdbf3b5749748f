"""What other capabilities tell of a teacher's students: one function for each, asked for all of them at once."""

from datetime import datetime
from uuid import UUID

from sqlmodel import Session


def takes(_db: Session, _who: UUID) -> dict[UUID, int]:
    """How many takes of each student wait for an answer; nobody answers takes yet, so none waits."""
    return {}


def next_classes(_db: Session, _who: UUID) -> dict[UUID, datetime]:
    """When each student comes to their next lesson; there is no plan of lessons yet."""
    return {}
