"""What a teacher notes about a student: for themselves alone, and never seen by the student."""

from typing import Annotated
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field
from sqlalchemy.dialects.postgresql import insert
from sqlmodel import Session, col, select

from practice_app.models import TeacherNote
from practice_app.models.columns import now
from practice_app.services.shared.fields import Lines

LONGEST = 10_000
Note = Annotated[Lines, Field(max_length=LONGEST)]


class NoteDraft(BaseModel):
    """A note as it is written; without one nothing is changed."""

    model_config = ConfigDict(extra="forbid")
    note: Note | None = None


def read(db: Session, who: UUID, student: UUID) -> str:
    """Give what ``who`` noted about somebody; empty when that is nothing. Only one's own notes are there."""
    mine = (col(TeacherNote.teacher_id) == who, col(TeacherNote.student_id) == student)
    return db.exec(select(TeacherNote.note).where(*mine)).first() or ""


def write(db: Session, who: UUID, student: UUID, note: str) -> None:
    """Note this about a student of one's own, instead of what was there; the caller has proved that they are one."""
    values = {"teacher_id": who, "student_id": student, "note": note, "updated_at": now()}
    keys = [col(TeacherNote.teacher_id), col(TeacherNote.student_id)]
    changed = {name: values[name] for name in ("note", "updated_at")}
    db.execute(insert(TeacherNote).values(**values).on_conflict_do_update(index_elements=keys, set_=changed))
