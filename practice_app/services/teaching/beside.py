"""Which takes can be laid beside one under review: what the same student shows to the same teacher."""

from typing import Final
from uuid import UUID

from sqlmodel import Session

from practice_app.services import recordings
from practice_app.services.recordings import ShownTake
from practice_app.services.shared.access import Permission, enter
from practice_app.services.teaching.feedback import subjects

MOST: Final = 30


def others(db: Session, who: UUID, recording_id: UUID, origin: str = "") -> list[ShownTake]:
    """List the other takes that the student of this one shows to ``who``: of the same piece first, then the newest.

    Raises ``NotFound`` and ``NotAllowed`` for who does not teach them; ``origin``: where the browser is.
    """
    student = subjects.recording(db, who, recording_id, Permission.RECORDING_REVIEW).student_id
    subjects.as_themselves(db, who)
    owner = enter(db, who, Permission.STUDENT_READ, student)
    takes = recordings.shown_takes(db, owner, origin, limit=MOST + 1)
    title = next((one.title for one in takes if one.id == recording_id), "")
    rest = [one for one in takes if one.id != recording_id]
    return sorted(rest, key=lambda one: not title or one.title != title)[:MOST]
