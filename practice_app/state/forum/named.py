"""What a group or a work is called that the address of a page of the board names."""

from uuid import UUID

from sqlmodel import Session

from practice_app.errors import NotFound
from practice_app.services import groups, pieces
from practice_app.state.shared.ids import identified


def group_called(db: Session, who: UUID, group: str) -> str:
    """Tell what a group is called; nothing to who isn't in it."""
    try:
        return groups.called(db, who, identified(group))
    except NotFound:
        return ""


def work_called(db: Session, _who: UUID, work_id: UUID) -> str:
    """Tell what a work of the catalogue is called; nothing where it is none."""
    return pieces.work_called(db, work_id)
