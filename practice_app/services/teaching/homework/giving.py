"""A teacher gives homework to one student or several, changes it, takes it back."""

from datetime import timedelta
from typing import Any, Final
from uuid import UUID

from sqlalchemy import func
from sqlalchemy.dialects.postgresql import insert
from sqlmodel import Session, col, select

from practice_app.database import as_system
from practice_app.errors import NotFound
from practice_app.ids import client_id, new_id, told_id
from practice_app.models import Assignment
from practice_app.models.columns import now
from practice_app.services.shared.access import Permission, require
from practice_app.services.shared.limits import quotas
from practice_app.services.shared.of_two import set_by
from practice_app.services.teaching.homework import listing, naming, remark, telling
from practice_app.services.teaching.homework.drafts import AssignmentChange, AssignmentDraft
from practice_app.services.teaching.homework.naming import Named
from practice_app.services.teaching.homework.rows import AssignmentRow

MOST_A_DAY: Final = 1_000
MOST: Final = 50_000
"""Assignments that one teacher may have given."""


def give(db: Session, who: UUID, draft: AssignmentDraft, origin: str = "") -> tuple[list[AssignmentRow], bool]:
    """Give homework, an assignment to each student; the same id again changes nothing. Tells whether any is new.

    Raises ``NotFound`` when one of them is no student of ``who``'s now, and ``Invalid`` for what it names.
    """
    draft = remark.filled(db, who, draft)
    students = list(dict.fromkeys(draft.student_ids))
    mine = db.scalar(select(func.app_my_students())) or []
    if not set(students) <= set(mine):
        raise NotFound()
    named = naming.piece(db, who, draft.piece, draft.piece_id)
    points_to = naming.pointing(db, who, draft.references, students)
    quotas.one_at_a_time(db, who)
    ids = [_id_for(draft.id, student, alone=len(students) == 1) for student in students]
    rows = [
        _row(who, identity, student, draft, named) | {"points_to": points_to}
        for identity, student in zip(ids, students, strict=True)
    ]
    added = insert(Assignment).values(rows).on_conflict_do_nothing(index_elements=["id"]).returning(col(Assignment.id))
    fresh = set(db.scalars(added))
    if fresh:
        _check_room(db, who)
    for identity in ids:
        given: Assignment = require(db, who, Permission.ASSIGNMENT_CHANGE, identity)
        if identity in fresh:
            telling.given(db, given)
    return listing.of_ids(db, who, ids, origin), bool(fresh)


def _id_for(said: UUID | None, student: UUID, *, alone: bool) -> UUID:
    """The id that was said is that of the assignment of one student; of several each has its own, made of it."""
    if said is None:
        return new_id()
    client_id(said)
    born = telling.EPOCH + timedelta(milliseconds=said.int >> 80)
    return said if alone else told_id(born, said.hex, student.hex)


def _row(who: UUID, identity: UUID, student: UUID, draft: AssignmentDraft, named: Named) -> dict[str, Any]:
    moment = now()
    same = ("title", "target_bpm", "minutes", "repetitions", "due_on", "note", "feedback_id")
    return {
        "id": identity,
        "given_by": who,
        "user_id": student,
        **{name: getattr(draft, name) for name in same},
        **named.columns(student),
        **_bars(draft.bars),
        "history": [],
        "created_at": moment,
        "updated_at": moment,
    }


def _bars(bars: list[int] | None) -> dict[str, int | None]:
    first, last = bars or (None, None)
    return {"bar_from": first, "bar_to": last}


def _check_room(db: Session, who: UUID) -> None:
    """Raise when there are as many as one teacher may have given, or given today."""
    mine = select(func.count(), func.count().filter(col(Assignment.created_at) > now() - quotas.DAY))
    there, today = db.exec(mine.where(set_by(who, Assignment))).one()
    if there > MOST:
        raise quotas.TooManyThings(values={"most": MOST})
    if today > MOST_A_DAY:
        raise quotas.TooManyNew(values={"most": MOST_A_DAY})


def change(db: Session, who: UUID, assignment_id: UUID, said: AssignmentChange, origin: str = "") -> AssignmentRow:
    """Change homework that ``who`` gave; what was left out stays."""
    found: Assignment = require(db, who, Permission.ASSIGNMENT_CHANGE, assignment_id)
    student, told = found.user_id, said.model_fields_set
    values: dict[str, Any] = {}
    if {"piece", "piece_id"} & told:
        values |= naming.piece(db, who, said.piece, said.piece_id).columns(student)
    if "references" in told:
        values["points_to"] = naming.pointing(db, who, said.references, [student])
    values |= _bars(said.bars) if "bars" in told else {}
    values |= {name: getattr(said, name) for name in told - {"piece", "piece_id", "references", "bars"}}
    found = require(db, who, Permission.ASSIGNMENT_CHANGE, assignment_id, lock=True)
    for name, value in values.items():
        setattr(found, name, value)
    found.updated_at = now()
    telling.changed(db, found)
    return listing.of_ids(db, who, [assignment_id], origin)[0]


def take_back(db: Session, who: UUID, assignment_id: UUID) -> None:
    """Take homework back, with what was handed in for it; what was practised stays with its sessions."""
    found: Assignment = require(db, who, Permission.ASSIGNMENT_CHANGE, assignment_id, lock=True)
    telling.changed(db, found)
    with as_system(db):
        db.delete(found)
        db.flush()
