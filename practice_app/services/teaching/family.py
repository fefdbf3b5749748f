"""Everybody's teachers that one decides about: one's own, and those of the children one looks after."""

from dataclasses import dataclass
from uuid import UUID

from sqlmodel import Session, col, select

from practice_app.database import as_system
from practice_app.models import Guardian, TeacherStudent, User
from practice_app.services.shared.care import in_care_of
from practice_app.services.teaching import connections
from practice_app.services.teaching.connections import TeacherRow


@dataclass(frozen=True)
class ChildsTeachers:
    """A child that one looks after, and its teachers."""

    id: UUID
    name: str
    teachers: list[TeacherRow]


@dataclass(frozen=True)
class Teachers:
    """One's own teachers, and those of the children one looks after."""

    own: list[TeacherRow]
    children: list[ChildsTeachers]


def shown(db: Session, who: UUID, origin: str = "") -> Teachers:
    """List one's teachers, and of the children one looks after those who have any."""
    own = connections.teachers(db, who, origin)
    taught = select(TeacherStudent.student_id).where(connections.open_between(None, None))
    children = (
        select(User.id, User.display_name)
        .join(Guardian, col(Guardian.child_id) == col(User.id))
        .where(in_care_of(who), col(User.deleted_at).is_(None), col(User.id).in_(taught))
        .order_by(col(User.display_name), col(User.id))
    )
    with as_system(db):
        found = db.exec(children).all()
    return Teachers(own, [ChildsTeachers(id_, name, connections.of_child(db, who, id_, origin)) for id_, name in found])
