"""What a student was told about a session and its recordings, teacher by teacher, as the session's page shows it."""

from dataclasses import dataclass
from itertools import groupby
from uuid import UUID

from sqlmodel import Session, col, select

from practice_app.models import Feedback
from practice_app.services import recordings
from practice_app.services.recordings import RecordingRow
from practice_app.services.shared.access import Permission, require, visible
from practice_app.services.teaching.feedback import rows
from practice_app.services.teaching.feedback.rows import FeedbackRow


@dataclass(frozen=True)
class Remark:
    """One comment with its place on the session's clock, in seconds, where that is known.

    ``gone``: it is about a recording of which nothing is left to play; ``kind``: of what kind that is.
    """

    said: FeedbackRow
    second: float | None = None
    until: float | None = None
    kind: str = ""
    gone: bool = False


@dataclass(frozen=True)
class Voice:
    """What one teacher said; ``teaches``: they can be answered."""

    teacher_id: UUID
    name: str
    teaches: bool
    remarks: list[Remark]


def heard(db: Session, who: UUID, session_id: UUID, origin: str = "") -> list[Voice]:
    """List all that was said about a session of theirs; raise ``NotFound`` for any other."""
    require(db, who, Permission.SESSION_CHANGE, session_id)  # the page is its owner's
    mine = (visible(who, Permission.FEEDBACK_READ), Feedback.session_id == session_id, Feedback.student_id == who)
    said = db.exec(select(Feedback).where(*mine)).all()
    if not said:
        return []
    answered = rows.replies_to(db, [one.id for one in said])
    open_to = select(Feedback.teacher_id).where(visible(who, Permission.FEEDBACK_ANSWER), *mine).distinct()
    teaching = set(db.exec(open_to))
    takes = recordings.of_session(db, who, session_id)
    remarks = [_placed(row, takes) for row in rows.shown(db, said, answered, origin)]
    return _by_teacher(remarks, teaching)


def overheard(db: Session, who: UUID, session_id: UUID, origin: str = "") -> list[Voice]:
    """List the same of a session of whom one looks after, by moments of the takes; raise ``NotFound`` for any other.

    A teacher finds nothing here: what others say is none of theirs, and PostgreSQL says so.
    """
    child: UUID = require(db, who, Permission.SESSION_COMMENTS, session_id).user_id
    theirs = (Feedback.session_id == session_id, Feedback.student_id == child, col(Feedback.published_at).is_not(None))
    said = db.exec(select(Feedback).where(*theirs)).all()
    answered = rows.replies_to(db, [one.id for one in said])
    return _by_teacher([Remark(row) for row in rows.shown(db, said, answered, origin)], set())


def _placed(said: FeedbackRow, takes: dict[UUID, RecordingRow]) -> Remark:
    take = takes.get(said.recording_id) if said.recording_id else None
    if said.at_s is None:
        return Remark(said)
    if take is None:
        return Remark(said, gone=True)
    until = None if said.until_s is None else take.offset_s + said.until_s
    return Remark(said, take.offset_s + said.at_s, until, take.kind, gone=not recordings.plays(take))


def _by_teacher(remarks: list[Remark], teaching: set[UUID]) -> list[Voice]:
    """What each said in the order of its moments, what is about the whole first; teachers by their names."""

    def order(one: Remark) -> tuple[str, str, float]:
        author = one.said.author
        return author.display_name, str(author.id), -1.0 if one.second is None else one.second

    voices = []
    for author, theirs in groupby(sorted(remarks, key=order), key=lambda one: one.said.author):
        voices.append(Voice(author.id, author.display_name, author.id in teaching, list(theirs)))
    return voices
