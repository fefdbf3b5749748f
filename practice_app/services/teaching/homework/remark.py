"""Homework made of what a teacher said about a take: what it is about, its bars, its words, and its moment."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import and_, select
from sqlmodel import Session, col

from practice_app.database import DbRole, as_system
from practice_app.errors import Invalid, NotFound
from practice_app.locales import msg
from practice_app.models import Feedback, Piece, Recording, Section, SessionItem
from practice_app.services import lessons, profiles
from practice_app.services.profiles import UserRow
from practice_app.services.shared.access import Permission, live, read, visible
from practice_app.services.teaching.feedback import subjects
from practice_app.services.teaching.homework import naming
from practice_app.services.teaching.homework.drafts import AssignmentDraft, Reference, ReferenceKind
from practice_app.services.teaching.homework.rows import PieceNamed, ReferenceRow, reference

NO_COMMENT = msg("This isn't something that you said about a take or a session of a student's.")
NOT_ALONE = msg("Homework made of a comment is for the student whom it is about.")
CHOOSE = msg("Choose a student.")
NO_TITLE = msg("Give it a title.")
LONGEST_TITLE = 200
_PARTS: Any = (
    SessionItem.seconds,
    SessionItem.piece_id,
    Piece.title,
    Piece.composer,
    Piece.target_bpm,
    col(Section.title).label("section"),
    col(Section.target_bpm).label("section_bpm"),
    Section.bar_start,
    Section.bar_end,
)


@dataclass(frozen=True)
class Proposed:
    """What homework would be that is made of a comment."""

    feedback_id: UUID
    student_id: UUID
    title: str = ""
    piece_id: UUID | None = None
    piece_title: str = ""
    composer: str = ""
    bars: list[int] | None = None
    target_bpm: float | None = None
    note: str = ""
    references: list[Reference] = field(default_factory=list)


@dataclass(frozen=True)
class ProposalRow:
    """The same as it is shown; ``next_class_at`` is the student's next lesson."""

    feedback_id: UUID
    student: UserRow
    title: str
    piece: PieceNamed | None
    piece_id: UUID | None
    bars: list[int] | None
    target_bpm: float | None
    note: str
    references: list[ReferenceRow]
    next_class_at: datetime | None


def shown(db: Session, who: UUID, feedback_id: UUID, origin: str = "") -> ProposalRow:
    """Show what homework would be that is made of this; raise ``NotFound`` for what ``who`` did not say."""
    told = proposed(db, who, feedback_id)
    classes = lessons.next_class_at(db, who, [told.student_id])
    with as_system(db):
        student = profiles.in_short(db, {told.student_id}, origin)[told.student_id]
    same = ("feedback_id", "title", "piece_id", "bars", "target_bpm", "note")
    return ProposalRow(
        **{name: getattr(told, name) for name in same},
        student=student,
        piece=PieceNamed(told.piece_title, told.composer) if told.piece_title else None,
        references=[
            reference(one.model_dump(exclude_none=True, exclude={"name", "mime_type", "own"}))
            for one in told.references
        ],
        next_class_at=classes.get(told.student_id),
    )


def proposed(db: Session, who: UUID, feedback_id: UUID) -> Proposed:
    """Tell what homework would be that is made of this; raise ``NotFound`` for what ``who`` did not say."""
    said = subjects.comment(db, who, Permission.FEEDBACK_CHANGE, feedback_id)
    about = _about(db, who, said)
    subjects.as_themselves(db, who)
    named = ": ".join(part for part in (about.get("piece_title"), about.pop("section", "")) if part)
    first = next(iter(said.text.splitlines()), "").strip()
    return Proposed(
        feedback_id=said.id,
        student_id=said.student_id,
        title=(named or first)[:LONGEST_TITLE],
        note=said.text,
        references=_moment(db, who, said),
        **about,
    )


def filled(db: Session, who: UUID, draft: AssignmentDraft) -> AssignmentDraft:
    """Fill in what was left out, of the comment that is named; raise ``Invalid`` for what is missing still."""
    if draft.feedback_id:
        try:
            told = proposed(db, who, draft.feedback_id)
        except NotFound:
            raise Invalid("feedback_id", NO_COMMENT) from None
        if draft.student_ids and set(draft.student_ids) != {told.student_id}:
            raise Invalid("student_ids", NOT_ALONE)
        draft = draft.model_copy(update={"student_ids": [told.student_id]} | _left_out(draft, told))
    if not draft.student_ids:
        raise Invalid("student_ids", CHOOSE)
    if not draft.title:
        raise Invalid("title", NO_TITLE)
    return draft


def _left_out(draft: AssignmentDraft, told: Proposed) -> dict[str, Any]:
    said = draft.model_fields_set | ({"piece_id"} if "piece" in draft.model_fields_set else set())
    same = ("piece_id", "bars", "target_bpm", "note", "references")
    found = {name: getattr(told, name) for name in same if name not in said}
    return found if draft.title else found | {"title": told.title}


def _moment(db: Session, who: UUID, said: Feedback) -> list[Reference]:
    """The moment of the take, as long as the teacher is shown it."""
    if said.recording_id is None or said.at_s is None:
        return []
    ends = said.until_s if said.until_s is not None and said.until_s > said.at_s else None
    kind = ReferenceKind.MOMENT
    moment = Reference(kind=kind, recording_id=said.recording_id, start_s=said.at_s, end_s=ends)
    try:
        naming.check_references(db, who, [moment], [said.student_id])
    except Invalid:
        subjects.as_themselves(db, who)
        return []
    return [moment]


def _about(db: Session, who: UUID, said: Feedback) -> dict[str, Any]:
    """What was played then: of what the session was for, in order, what the moment falls into."""

    def look(owner: UUID, role: DbRole) -> dict[str, Any] | None:
        if role is not DbRole.READER:
            return None
        mine = visible(owner, Permission.PIECE_READ), live(Piece), col(SessionItem.session_id) == said.session_id
        its_section = col(Section.id) == SessionItem.section_id, live(Section)
        found = select(*_PARTS).join(Piece, col(Piece.id) == SessionItem.piece_id)
        found = found.outerjoin(Section, and_(*its_section)).where(*mine).order_by(col(SessionItem.position))
        items = db.execute(found).all()
        return _told(items, _second(db, said)) if items else {}

    return read(db, who, Permission.SESSION_READ, said.session_id, look)


def _second(db: Session, said: Feedback) -> float:
    """When in the session it was."""
    if said.at_s is None or said.recording_id is None:
        return 0
    offset = db.scalar(select(col(Recording.offset_s)).where(col(Recording.id) == said.recording_id))
    return (offset or 0) + said.at_s


def _told(items: Sequence[Any], second: float) -> dict[str, Any]:
    reached, there = 0.0, items[-1]
    for item in items:
        reached += item.seconds
        if second < reached:
            there = item
            break
    return {
        "piece_id": there.piece_id,
        "piece_title": there.title,
        "composer": there.composer,
        "section": there.section or "",
        "target_bpm": there.section_bpm or there.target_bpm,
        "bars": [there.bar_start, there.bar_end or there.bar_start] if there.bar_start else None,
    }
