"""The page on which a take is commented on: whose it is, what of, and what was heard in it, light enough to send."""

from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from sqlmodel import Session

from practice_app.database import as_system
from practice_app.errors import NotAllowed, NotFound
from practice_app.services import practice, profiles, recordings
from practice_app.services.journal import music, titles
from practice_app.services.shared.access import Permission
from practice_app.services.teaching.feedback import subjects


@dataclass(frozen=True)
class ReviewPage:
    """A take as its page shows it; ``writes``: who asks may comment, ``mine``: it is their own.

    ``spans`` and ``levels`` are on the clock of what they see of it, which is ``clock_s`` long.
    """

    id: str = ""
    session_id: str = ""
    student_id: str = ""
    name: str = ""
    title: str = ""
    instrument: str = ""
    started_at: str = ""
    timezone: str = "UTC"
    writes: bool = False
    mine: bool = False
    clock_s: float = 0
    spans: list[dict[str, Any]] = field(default_factory=list)
    levels: dict[str, Any] = field(default_factory=dict)


def opened(db: Session, who: UUID, recording_id: UUID) -> ReviewPage:
    """Open the page of a take that ``who`` may play; raise ``NotFound`` for any other."""
    row, heard = recordings.listened_to(db, who, recording_id)
    student = subjects.recording(db, who, recording_id, Permission.RECORDING_READ).student_id
    session, clock_s = practice.show(db, who, row.session_id), row.duration_s or 0
    drawn = music(heard.spans, heard.curves, [], clock_s) if heard else None
    return ReviewPage(
        id=str(row.id),
        session_id=str(session.id),
        student_id=str(student),
        name=_name(db, student),
        title=titles(session),
        instrument=session.instrument,
        started_at=session.started_at.isoformat(),
        timezone=session.timezone,
        writes=_writes(db, who, recording_id),
        mine=student == who,
        clock_s=clock_s,
        spans=drawn.spans if drawn else [],
        levels=drawn.levels if drawn else {},
    )


def _name(db: Session, student: UUID) -> str:
    with as_system(db):
        return profiles.in_short(db, {student}, "")[student].display_name


def _writes(db: Session, who: UUID, recording_id: UUID) -> bool:
    try:
        subjects.recording(db, who, recording_id, Permission.RECORDING_REVIEW)
    except (NotAllowed, NotFound):
        return False
    return True
