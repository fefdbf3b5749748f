"""Lessons with the pictures of the two, as a client shows people everywhere."""

from collections.abc import Sequence
from dataclasses import replace
from typing import TypeVar

from sqlmodel import Session

from practice_app.database import as_system
from practice_app.services import profiles
from practice_app.services.lessons.rows import LessonRow, PersonRow

Row = TypeVar("Row", bound=LessonRow)


def with_faces(db: Session, found: Sequence[Row], origin: str) -> list[Row]:
    """Show these lessons with the pictures of both; ``origin`` is where the browser is that shows them."""
    people = {person.id: person for row in found for person in (row.teacher, row.student)}
    with as_system(db):
        shown = profiles.in_short(db, list(people), origin)
    faced: dict[object, PersonRow] = {
        key: replace(person, picture_url=shown[key].picture_url) if key in shown else person
        for key, person in people.items()
    }
    return [replace(row, teacher=faced[row.teacher.id], student=faced[row.student.id]) for row in found]
