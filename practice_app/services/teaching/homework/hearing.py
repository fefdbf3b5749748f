"""What homework points to of its teacher's own, heard by its student and by who gave it."""

from uuid import UUID

from sqlmodel import Session

from practice_app.services import recordings
from practice_app.services.recordings import Example
from practice_app.services.shared.access import Permission, require


def heard(db: Session, who: UUID, assignment_id: UUID, recording_id: UUID, origin: str) -> Example:
    """Tell how it is heard.

    Raises ``NotAllowed`` when the two have parted, and ``NotFound`` for homework of others and for a recording that it
    does not point to or that is not there any more.
    """
    require(db, who, Permission.ASSIGNMENT_HEAR, assignment_id)
    return recordings.example(db, assignment_id, recording_id, origin)
